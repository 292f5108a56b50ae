import assert from 'node:assert/strict';
import { parseConfig } from '../../../core/formats/config/parse-config.ts';
import { WorkspaceIndex } from '../../../core/workspace/workspace-index.ts';
import { parseDocument } from '../../../language-server/documents/parse-document.ts';
import { completionsAt } from '../../../language-server/features/completion/completion.ts';
import { suppressionAt } from '../../../language-server/features/editing/suppression.ts';
import { symbolsAt } from '../../../language-server/features/symbols/symbol-at.ts';
import type { ParsedDocument } from '../../../language-server/documents/parsed-document.ts';

const dotprompt = `---
input:
  schema:
    items(array): string
    tone: string
---
{{#each items}}{{this}}{{/each}} {{t}} {{other}}
`;

const langchain = `_type: prompt
input_variables: [city, day]
template_format: jinja2
template: |
  Weather of {{ ci }} on {{ day }}.
`;

suite('features in files of other tools', () => {
	test('inputs are offered inside a tag of Handlebars, behind a block, and filters of Jinja are not', () => {
		assert.deepEqual(labels('prompts/a.prompt', dotprompt, dotprompt.indexOf('{{t}}') + 3), ['items', 'tone']);
		assert.deepEqual(labels('prompts/a.prompt', dotprompt.replace('{{t}}', '{{t | }}'), dotprompt.indexOf('{{t}}') + 5), [
			'items',
			'tone',
		]);
	});

	test('inputs are offered inside a template that stands in YAML', () =>
		assert.deepEqual(labels('prompts/a.yaml', langchain, langchain.indexOf('{{ ci') + 5), ['city', 'day']));

	test('our own keys are not offered in the front matter of another tool', () => {
		assert.deepEqual(labels('prompts/a.prompt', dotprompt.replace('---\ninput', '---\nmo\ninput'), 6), []);
		assert.deepEqual(labels('prompts/a.yaml', `${langchain}mo`, langchain.length + 2), []);
	});

	test('a use in YAML leads to its declaration, and a key of another tool has no page', () => {
		const document = parse('prompts/a.yaml', langchain);
		const facts = new WorkspaceIndex(parseConfig(undefined));
		const symbol = symbolsAt(document, langchain.indexOf('{{ day') + 4, facts)[0]?.symbol;
		const declaration = symbol?.kind === 'input' ? symbol.declaration : undefined;
		assert.equal(declaration && langchain.slice(declaration.nameRange.start, declaration.nameRange.end), 'day');
		assert.deepEqual(symbolsAt(document, langchain.indexOf('template:') + 1, facts), []);
	});

	test('a finding is silenced by a comment of the language it stands in', () => {
		const document = parse('prompts/a.prompt', dotprompt);
		const edit = suppressionAt(document, { rule: 'undeclared-variable', offset: dotprompt.indexOf('other'), scope: 'line' }, text =>
			parse('prompts/a.prompt', text),
		);
		assert.equal(edit?.newText, '{{! stagemark-ignore undeclared-variable }}');
	});

	test('a finding in a message that stands in YAML is not silenced by what the model would read', () => {
		const text = langchain.replace('jinja2', 'f-string').replace('{{ ci }}', '{ci}');
		const offset = text.indexOf('{ci}') + 1;
		const document = parse('prompts/a.yaml', text);
		assert.equal(
			suppressionAt(document, { rule: 'undeclared-variable', offset, scope: 'line' }, changed => parse('prompts/a.yaml', changed)),
			undefined,
		);
	});

	test('data beside prompts that cannot be read is nobody’s business', () => {
		const { value } = parseConfig(undefined);
		const content = { kind: 'too-large', byteCount: 9_000_000, limit: 5_000_000 } as const;
		assert.equal(parseDocument('prompts/cases.json', content, value), undefined);
		assert.equal(parseDocument('prompts/a.prompt', content, value)?.kind, 'unreadable');
	});
});

function parse(path: string, text: string): ParsedDocument {
	const document = parseDocument(path, { kind: 'text', text }, parseConfig(undefined).value);
	assert.ok(document !== undefined);
	return document;
}

function labels(path: string, text: string, offset: number): readonly string[] {
	return completionsAt(parse(path, text), offset, new WorkspaceIndex(parseConfig(undefined))).map(({ label }) => label);
}
