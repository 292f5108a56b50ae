// Writes what the documentation lists from what the code lists: docs/rules, and the tables between comments in other pages.
// With --check, says what is out of date and changes nothing.
import './machine/needed-node.mjs';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generatedParts, withGeneratedParts } from './docs/generated-parts.mjs';
import { loadLists } from './docs/load-lists.mjs';
import { rulePages, rulePagesFolder } from './docs/rule-pages.mjs';

const lists = await loadLists();
const pages = rulePages(lists.rules);
for (const page of Object.keys(generatedParts)) pages.set(page, withGeneratedParts(page, readFileSync(page, 'utf8'), lists));

const outdated = [...pages].filter(([page, text]) => !existsSync(page) || readFileSync(page, 'utf8') !== text).map(([page]) => page);
const leftOver = readdirSync(rulePagesFolder)
	.map(name => `${rulePagesFolder}/${name}`)
	.filter(page => !pages.has(page));

if (process.argv.includes('--check')) {
	if (outdated.length + leftOver.length > 0) {
		console.error(`Out of date: ${[...outdated, ...leftOver].join(', ')}. Run: node tools/make-docs.mjs`);
		process.exit(1);
	}
} else {
	mkdirSync(rulePagesFolder, { recursive: true });
	for (const page of leftOver) rmSync(join(page));
	for (const page of outdated) writeFileSync(page, pages.get(page) ?? '');
	console.log(outdated.length + leftOver.length === 0 ? 'Nothing was out of date.' : [...outdated, ...leftOver].join('\n'));
}
