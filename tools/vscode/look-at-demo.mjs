// Looks at the running demo as a person would who just opened it.
import { mkdirSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { chromiumFlags, chromiumPath } from '../machine/chromium.mjs';

/**
 * Throws unless the workbench at `address` comes up and the extension shows the sample's prompt and experiment in its views.
 * @param {string} address
 */
export async function lookAtDemo(address) {
	const browser = await chromium.launch({ executablePath: await chromiumPath(), args: chromiumFlags });
	try {
		const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
		await page.goto(address);
		await page.getByRole('tab', { name: 'Stagemark' }).click({ timeout: 60_000 });
		for (const name of ['exp-001', 'code-generator']) {
			await page.getByRole('treeitem', { name }).first().waitFor({ timeout: 60_000 });
			console.log(`The views show ${name}.`);
		}
		mkdirSync('out/screenshots', { recursive: true });
		await page.screenshot({ path: 'out/screenshots/demo.png' });
	} finally {
		await browser.close();
	}
}
