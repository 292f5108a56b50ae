// Starts a lint rule: `node tools/new-rule.mjs rule-name` writes its three files and its lines in the registry.
import './machine/needed-node.mjs';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const id = process.argv[2] ?? '';
if (!/^[a-z]+(-[a-z]+)+$/.test(id)) {
	console.error('Usage: node tools/new-rule.mjs rule-name — two or more words in lower case that name the mistake.');
	process.exit(2);
}
const folder = join('language-server/rules', id);
if (existsSync(folder)) {
	console.error(`${folder} exists already.`);
	process.exit(1);
}
const variable = id.replace(/-[a-z]/g, text => text.slice(1).toUpperCase());

mkdirSync(folder);
writeFileSync(
	join(folder, 'rule.ts'),
	`import type { PromptRule } from '../rule.ts';

export const ${variable}: PromptRule = {
	id: '${id}',
	appliesTo: 'prompt',
	summary: 'a word that should not be there.',
	severity: 'warning',
	group: 'template',
	fix: 'none',
	isSuppressible: true,
	needsOptIn: false,
	isPreview: false,
	source: '',

	*check(prompt) {
		const start = prompt.text.indexOf('REPLACE-ME');
		if (start !== -1) yield { range: { start, end: start + 'REPLACE-ME'.length }, message: 'What. Why. What to do.' };
	},
};
`,
);
writeFileSync(
	join(folder, 'README.md'),
	`# ${id}

Reports a word that should not be there.

## Why

## How to fix

## Configure

\`\`\`yaml
# stagemark.yaml
rules:
  ${id}: off # or hint, info, warning, error
\`\`\`

## Source
`,
);
writeFileSync(
	join(folder, 'cases.txt'),
	`=== reports the word
| Write REPLACE-ME code.

=== accepts other words
| Write code.
`,
);
register();
console.log(`${folder}: write the rule, its page and its cases, then run

  UPDATE_CASES=1 node tools/run-mocha.mjs test/contract/rules.test.ts   writes what the rule reports into cases.txt; read it
  node tools/make-rule-pages.mjs                                        writes docs/rules`);

/** Both lists of the registry are alphabetical: a line goes before the first one that sorts behind it. */
function register() {
	const file = 'language-server/rules/all-rules.ts';
	const lines = readFileSync(file, 'utf8').split('\n');
	insertSorted(lines, `import { ${variable} } from './${id}/rule.ts';`, /^import .* from '\.\/(.*?)(?:\/rule)?\.ts';$/, id);
	insertSorted(lines, `\t${variable},`, /^\t(\w+),$/, variable);
	writeFileSync(file, lines.join('\n'));
}

/**
 * @param {string[]} lines
 * @param {string} line
 * @param {RegExp} pattern of the list's lines, with the key as its group
 * @param {string} key
 */
function insertSorted(lines, line, pattern, key) {
	const members = lines.flatMap((text, index) => {
		const member = pattern.exec(text)?.[1];
		return member === undefined ? [] : [{ index, key: member }];
	});
	const next = members.find(member => member.key > key);
	lines.splice(next?.index ?? (members.at(-1)?.index ?? -1) + 1, 0, line);
}
