import assert from 'node:assert/strict';
import { build } from 'esbuild';
import type { Browser } from 'playwright-core';
import { launchChromium } from './chromium.ts';
import { PanelPage } from './panel-page.ts';
import { panelStates } from './panel-states.ts';

const states = panelStates();
const panels = Object.keys(states) as (keyof typeof states)[];

/** A script of its own for the panel's page, which starts it when the test says so and not once at the end of the bundle. */
async function startableScript(panel: string): Promise<string> {
	const camel = panel.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
	const contents = `
		import { startPanel } from './shared/start-panel.ts';
		import { ${camel}Panel } from './${panel}/${panel}-panel.ts';
		const api = acquireVsCodeApi();
		let started;
		window.startIt = () => void (started = startPanel(${camel}Panel, api));
		window.stopIt = () => started.stop();
	`;
	const bundle = await build({
		stdin: { contents, resolveDir: 'webviews', loader: 'ts' },
		bundle: true,
		write: false,
		format: 'iife',
		platform: 'browser',
		target: 'chrome122',
		logLevel: 'warning',
	});
	return bundle.outputFiles.map(({ text }) => text).join('');
}

suite('every panel', () => {
	let browser: Browser;
	let panel: PanelPage;

	suiteSetup(async () => {
		browser = await launchChromium();
	});
	suiteTeardown(() => browser.close());

	teardown(async () => {
		assert.deepEqual(panel.complaints, [], 'no script error and no violation of the content security policy');
		await panel.close();
	});

	const mains = (): Promise<number> => panel.page.locator('main').count();
	const keepElements = (): Promise<void> => panel.page.evaluate(`void (window.kept = [...document.querySelectorAll('main *')])`);
	const elementsGone = (): Promise<number> =>
		panel.page.evaluate<number>('window.kept.filter(element => !element.isConnected && element.localName !== "canvas").length');

	for (const kind of panels) {
		test(`that was stopped listens to nothing, and starts again (${kind})`, async () => {
			panel = await PanelPage.open(browser, { panel: kind, script: await startableScript(kind) });
			await panel.page.evaluate('window.startIt()');
			await panel.receive(states[kind]);
			assert.equal(await mains(), 1);
			await panel.page.evaluate('window.stopIt()');
			assert.equal(await panel.page.locator('#root').innerHTML().then(withoutComments), '');
			await panel.receive(states[kind]);
			await panel.setTheme('light-modern');
			assert.equal(await mains(), 0);
			await panel.page.evaluate('window.startIt()');
			await panel.receive(states[kind]);
			assert.equal(await mains(), 1);
			assert.deepEqual(panel.sent, [{ kind: 'ready' }, { kind: 'ready' }]);
		});

		test(`keeps its elements when the same state arrives twice (${kind})`, async () => {
			panel = await PanelPage.open(browser, { panel: kind });
			await panel.receive(states[kind]);
			await keepElements();
			await panel.receive(structuredClone(states[kind]));
			assert.equal(await elementsGone(), 0);
			assert.equal(await mains(), 1);
		});

		test(`passes over messages that are not of its host (${kind})`, async () => {
			panel = await PanelPage.open(browser, { panel: kind });
			await panel.receive(states[kind]);
			const before = await panel.page.locator('main').innerText();
			await panel.receive({ kind: 'theme' });
			await panel.receive({ kind: 'state', state: { kind: 'loading', title: 'Nobody' } });
			await panel.page.evaluate(`window.postMessage('hello', '*')`);
			await panel.settle();
			assert.equal(await panel.page.locator('main').innerText(), before);
		});
	}

	test('leaves a field that is typed in alone when a state arrives: search, caret and comment in the comparison', async () => {
		panel = await PanelPage.open(browser, { panel: 'compare' });
		await panel.receive(states.compare);
		await panel.page.getByRole('button', { name: 'py-002', exact: true }).click();
		for (const field of [
			panel.page.getByRole('textbox', { name: 'Comment' }).first(),
			panel.page.getByRole('searchbox', { name: 'Search cases' }),
		]) {
			await field.focus();
			await panel.page.keyboard.type('pzz');
			await panel.page.keyboard.press('ArrowLeft');
			await panel.page.keyboard.press('Backspace');
			await panel.receive(structuredClone(states.compare));
			await panel.page.keyboard.type('y');
			assert.equal(await field.inputValue(), 'pyz');
			await panel.page.keyboard.press('Delete');
		}
		assert.equal(await panel.page.getByRole('textbox', { name: 'Comment' }).first().inputValue(), 'py');
	});

	test('leaves a field that is typed in alone when a state arrives: half a date in the timeline', async () => {
		panel = await PanelPage.open(browser, { panel: 'timeline' });
		await panel.receive(states.timeline);
		await panel.page.getByLabel('At the date').focus();
		await panel.page.keyboard.type('03');
		await panel.receive(structuredClone(states.timeline));
		await panel.page.keyboard.type('042025');
		await panel.settle();
		assert.equal(await panel.page.getByLabel('At the date').inputValue(), '2025-03-04');
	});

	test('keeps a menu open, with what was picked in it, when a state arrives', async () => {
		panel = await PanelPage.open(browser, { panel: 'compare' });
		await panel.receive(states.compare);
		await panel.page.locator('[data-key=candidates]').click();
		await panel.page.getByRole('group', { name: 'Candidates' }).locator('vscode-checkbox').click();
		await panel.receive(structuredClone(states.compare));
		const group = panel.page.getByRole('group', { name: 'Candidates' });
		assert.equal(await group.locator('vscode-checkbox').getAttribute('aria-checked'), 'false');
	});
});

/** What is drawn leaves marks where it may draw again. */
function withoutComments(html: string): string {
	return html.replace(/<!--.*?-->/gs, '').trim();
}
