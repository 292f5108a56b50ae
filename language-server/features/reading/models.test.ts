import assert from 'node:assert/strict';
import { parseConfig } from '../../../core/formats/config/parse-config.ts';
import { WorkspaceIndex } from '../../../core/workspace/workspace-index.ts';
import { parseDocument } from '../../documents/parse-document.ts';
import { completionsAt } from '../completion/completion.ts';
import { hoverAt } from './hover.ts';

/** A document with the cursor at `¦`. */
function open(path: string, marked: string, config: string | undefined) {
	const index = new WorkspaceIndex(parseConfig(config));
	const text = marked.replace('¦', '');
	index.update(path, text);
	const document = parseDocument(path, { kind: 'text', text }, index.config);
	assert.ok(document);
	return { document, offset: marked.indexOf('¦'), index };
}

function hover(path: string, marked: string, config?: string): string | undefined {
	const { document, offset, index } = open(path, marked, config);
	return hoverAt(document, offset, index)?.markdown;
}

function complete(path: string, marked: string, config?: string): readonly string[] {
	const { document, offset, index } = open(path, marked, config);
	return completionsAt(document, offset, index).map(({ label }) => label);
}

const experiment = 'experiments/exp-001/methodology.yaml';

suite('models in the editor', () => {
	test('hover shows the facts of a model with their date', () => {
		assert.equal(
			hover('prompts/a.j2', '---\nmodel: gpt¦-4o\n---\nWrite.\n'),
			[
				'**Model** `gpt-4o` · OpenAI · now `gpt-4o-2024-08-06`',
				'',
				'- Context window: 128,000 tokens',
				'- Longest answer: 16,384 tokens',
				'- Price of a million tokens: $2\\.5 in, $10 out',
				'- Accepts temperature 0 … 2, top\\_p 0 … 1, frequency\\_penalty \\-2 … 2, presence\\_penalty \\-2 … 2, top\\_logprobs 0 … 20',
				'- Retirement: 2027\\-01\\-14; replacement: gpt\\-6\\-luna',
				'- As of 2026\\-11\\-10; the pages of the provider are authoritative',
			].join('\n'),
		);
	});

	test('hover shows what a model rejects, in an experiment', () => {
		const words = hover(experiment, 'id: exp-001\nmodel: claude-opus-4-8¦\n') ?? '';
		assert.match(words, /^\*\*Model\*\* `claude-opus-4-8` · Anthropic\n/);
		assert.match(words, /- Rejects temperature, top\\_p, top\\_k\n/);
	});

	test('hover shows a model of the workspace without trusting its words', () => {
		const config = 'models: {house-model: {provider: "<b>us</b>", context: 32000}}';
		assert.equal(
			hover('prompts/a.j2', '---\nmodel: house¦-model\n---\nWrite.\n', config),
			'**Model** `house-model` · &lt;b&gt;us&lt;/b&gt;\n\n- Context window: 32,000 tokens\n- As described in stagemark\\.yaml',
		);
	});

	test('hover says nothing of models that are not known, or served elsewhere', () => {
		assert.equal(hover('prompts/a.j2', '---\nmodel: our¦-model\n---\nWrite.\n'), undefined);
		const github = 'messages:\n  - role: user\n    content: Hi\nmodel: openai/gpt¦-4o\n';
		assert.equal(hover('prompts/a.prompt.yml', github), undefined);
	});

	test('completion offers models, those of the workspace first, retired ones last', () => {
		const labels = complete('prompts/a.j2', '---\nmodel: ¦\n---\nWrite.\n', 'models: {house-model: {context: 32000}}');
		assert.equal(labels[0], 'house-model');
		assert.ok(labels.includes('gpt-4o') && labels.includes('gpt-4o-2024-08-06'), labels.join(' '));
		assert.ok(labels.indexOf('claude-opus-5-5') < labels.indexOf('gpt-4-turbo'));
	});

	test('completion offers models for a variant of an experiment', () => {
		const labels = complete(experiment, 'id: exp-001\nvariants:\n  v1:\n    prompt: a@1.0.0\n    model: cl¦\n');
		assert.ok(labels.includes('claude-sonnet-5-5'), labels.join(' '));
	});

	test('completion knows the keys of a model in stagemark.yaml', () => {
		const labels = complete('stagemark.yaml', 'models:\n  house-model:\n    ¦\n');
		assert.ok(labels.includes('input_usd_per_mtok') && labels.includes('retires'), labels.join(' '));
	});
});
