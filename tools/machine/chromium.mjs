// The browser that shows the web workbench in tests: the system's Chromium or Chrome.
import { canInstallDebianPackages, installDebianPackages } from './debian-packages.mjs';
import { findProgram } from './find-program.mjs';

/** Absolute path of a Chromium; installs Debian's when that is possible, otherwise says what to install. */
export async function chromiumPath() {
	const found = findChromium();
	if (found !== undefined) return found;
	if (canInstallDebianPackages()) {
		await installDebianPackages(['chromium', 'fonts-dejavu-core']);
		const installed = findChromium();
		if (installed !== undefined) return installed;
	}
	throw new Error(
		'No Chromium or Chrome was found, and the browser tests need one. Install it (on Debian or Ubuntu: ' +
			'sudo apt-get install chromium) or set STAGEMARK_CHROMIUM to its path.',
	);
}

/** Without a display and without any traffic of the browser's own. */
export const chromiumFlags = [
	'--headless',
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
];

function findChromium() {
	return findProgram([
		process.env['STAGEMARK_CHROMIUM'],
		process.env['CHROME_PATH'],
		'chromium',
		'chromium-browser',
		'google-chrome',
		'google-chrome-stable',
		'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
		'/Applications/Chromium.app/Contents/MacOS/Chromium',
		'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
	]);
}
