// Writes THIRD-PARTY-NOTICES.md: the licence of every package that esbuild puts into a bundle.
// Usage: npm run notices (writes); node tools/make-notices.mjs --check (fails when the file is out of date).
import './machine/needed-node.mjs';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { bundledPackages } from './notices/bundled-packages.mjs';
import { noticesText } from './notices/notices-text.mjs';

const file = 'THIRD-PARTY-NOTICES.md';
const text = noticesText(await bundledPackages());

if (!process.argv.includes('--check')) writeFileSync(file, text);
else if (!existsSync(file) || readFileSync(file, 'utf8') !== text) {
	console.error(`${file} does not name what is bundled. Run “npm run notices”.`);
	process.exit(1);
}
