import { insertMember, insertSorted } from './insert-line.mjs';
import { camelCase, kebab, kebabWords, titleOf } from './thing.mjs';

/** @type {import('./thing.mjs').Kind} */
export const dialect = {
	summary: 'a dialect of prompt files',
	example: 'open-prompt',
	pattern: kebab,
	patternWords: kebabWords,
	plan: id => ({
		files: {
			[`core/formats/prompt/dialects/${id}.ts`]: dialectText(id),
			[`core/formats/prompt/dialects/${id}.test.ts`]: testText(id),
		},
		edits: {
			'core/formats/prompt/dialects/all-dialects.ts': text => insertMember(text, camelCase(id), `./${id}.ts`),
			'core/formats/prompt/dialect-ids.ts': text => insertSorted(text, `\t'${id}',`, /^\t'([a-z0-9-]+)',$/),
		},
		next: ['Read the format as its tool does, and add real files to test/contract/dialects.'],
	}),
};

/** @param {string} id */
function dialectText(id) {
	return `import { parseTemplate } from '../../../../templates/api.ts';
import { trimRange } from '../../../base/text/text-range.ts';
import { assemblePrompt } from '../assemble-prompt.ts';
import { findFrontMatter } from '../find-front-matter.ts';
import { hasAnyKey } from './candidate-file.ts';
import type { Dialect } from './dialect.ts';

/** Front matter with the key \`${id}\`, then one message of the user, in Jinja2. */
export const ${camelCase(id)}: Dialect = {
	id: '${id}',
	title: '${titleOf(id)}',
	documentation: { format: '${titleOf(id)}', files: 'front matter with the key \`${id}\`', template: 'Jinja2' },
	isFallback: false,

	recognise: file => (hasAnyKey(file, ['${id}']) ? 'Its front matter has the key “${id}”.' : undefined),

	parse(path, text, reason) {
		const place = findFrontMatter(path, text);
		const range = trimRange(text, { start: place?.bodyStart ?? 0, end: place?.bodyEnd ?? text.length });
		return assemblePrompt(
			{ path, text, dialect: '${id}', dialectReason: reason },
			{ template: parseTemplate('jinja2', text, range), messages: [{ role: 'user', markerRange: undefined, range }] },
		);
	},
};
`;
}

/** @param {string} id */
function testText(id) {
	return `import assert from 'node:assert/strict';
import { parsePrompt } from '../parse-prompt.ts';
import { findDialect } from './find-dialect.ts';

suite('${titleOf(id)}', () => {
	const text = '---\\n${id}: 1\\n---\\nSay hello to {{ who }}.\\n';

	test('is told by its key', () => {
		assert.equal(findDialect('prompts/a.md', text)?.dialect.id, '${id}');
	});

	test('has one message with its inputs', () => {
		const { messages, template } = parsePrompt('prompts/a.md', text);
		assert.deepEqual(messages.map(({ range }) => text.slice(range.start, range.end)), ['Say hello to {{ who }}.']);
		assert.deepEqual(template.uses.map(({ name }) => name), ['who']);
	});
});
`;
}
