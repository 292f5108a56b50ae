import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';
import type { Browser } from 'playwright-core';

const usualNames = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];

/** Starts the Chromium of this machine: the one STAGEMARK_CHROMIUM names, or the first of the usual names on the path. */
export async function launchChromium(): Promise<Browser> {
	const executablePath = process.env['STAGEMARK_CHROMIUM'] ?? findOnPath();
	if (executablePath === undefined) {
		throw new Error('No Chromium was found, and the panels are tested in a real one. Install it or name it in STAGEMARK_CHROMIUM.');
	}
	return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'] });
}

function findOnPath(): string | undefined {
	const folders = (process.env['PATH'] ?? '').split(delimiter).filter(folder => folder !== '');
	return folders.flatMap(folder => usualNames.map(name => join(folder, name))).find(file => existsSync(file));
}
