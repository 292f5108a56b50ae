import { insertMember } from './insert-line.mjs';
import { camelCase } from './thing.mjs';

/** @type {import('./thing.mjs').Kind} */
export const rule = {
	summary: 'a lint rule: rule.ts, README.md, cases.txt',
	example: 'missing-sample',
	pattern: /^[a-z]+(-[a-z]+)+$/,
	patternWords: 'two or more words in lower case that name the mistake, such as',
	plan: id => ({
		files: {
			[`language-server/rules/${id}/rule.ts`]: ruleText(id),
			[`language-server/rules/${id}/README.md`]: pageText(id),
			[`language-server/rules/${id}/cases.txt`]: casesText,
		},
		edits: { 'language-server/rules/all-rules.ts': text => insertMember(text, camelCase(id), `./${id}/rule.ts`) },
		next: [
			'Write the check, the page and the cases. The contract fails until the rule names its source.',
			'UPDATE_CASES=1 npm run test:unit -- test/contract/rules.test.ts   writes what the rule reports into cases.txt; read it',
			'node tools/make-docs.mjs   writes its page under docs/rules anew',
		],
	}),
};

const casesText = `=== reports the word
| Write REPLACE-ME code.

=== accepts other words
| Write code.
`;

/** @param {string} id */
function ruleText(id) {
	return `import type { PromptRule } from '../rule.ts';

export const ${camelCase(id)}: PromptRule = {
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
`;
}

/** @param {string} id */
function pageText(id) {
	return `# ${id}

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
`;
}
