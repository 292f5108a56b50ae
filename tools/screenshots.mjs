// Takes the pictures of README and guides anew from the browser tests. Usage: npm run screenshots
import './machine/needed-node.mjs';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { shrinkPng } from './docs/shrink-png.mjs';
import { runCommand } from './machine/run-command.mjs';

const pictures = [
	'broken-chain-dark',
	'compare-dark',
	'compare-high-contrast',
	'compare-light',
	'diagnostic-dark',
	'fix-dark',
	'promote-dark',
	'promotion-dark',
	'promotion-high-contrast',
	'promotion-light',
	'prompt-diff-dark',
	'prompt-diff-high-contrast',
	'prompt-diff-light',
	'timeline-dark',
	'timeline-high-contrast',
	'timeline-light',
	'views-dark',
	'views-high-contrast',
	'views-light',
];

const tests = await runCommand(process.execPath, ['tools/test.mjs', 'webviews', 'e2e']);
if (tests.code !== 0) {
	console.error('The browser tests failed, so the pictures stay as they are.');
	process.exit(1);
}
const missing = pictures.filter(name => !existsSync(join('out/screenshots', `${name}.png`)));
if (missing.length > 0) {
	console.error(`The browser tests took no picture ${missing.join(', ')}.`);
	process.exit(1);
}
mkdirSync('docs/images', { recursive: true });
for (const name of pictures) copyFileSync(join('out/screenshots', `${name}.png`), join('docs/images', `${name}.png`));
// Those of the verdicts ship with the pages that show them, so they are kept small.
const verdicts = readdirSync('out/screenshots/verdicts');
mkdirSync('docs/images/verdicts', { recursive: true });
for (const name of verdicts) {
	writeFileSync(join('docs/images/verdicts', name), shrinkPng(readFileSync(join('out/screenshots/verdicts', name))));
}
console.log(`${pictures.length + verdicts.length} pictures are in docs/images.`);
