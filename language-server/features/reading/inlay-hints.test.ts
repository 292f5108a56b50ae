import assert from 'node:assert/strict';
import { indexFiles, parseFile } from '../../../test/support/parse-file.ts';
import { describeInlayHint, inlayHintsOf } from './inlay-hints.ts';

const empty = indexFiles({});

/** The text with each hint in brackets where it is shown. */
function withHints(path: string, text: string, facts = empty): string {
	const hints = inlayHintsOf(parseFile(path, text), { start: 0, end: text.length }, facts);
	return hints
		.toSorted((left, right) => right.offset - left.offset)
		.reduce((shown, { offset, label }) => `${shown.slice(0, offset)}[${label}]${shown.slice(offset)}`, text);
}

suite('inlay hints', () => {
	test('each message tells its length behind its role, the front matter the sum', () => {
		const text =
			'---\nname: a\n---\nsystem:\nBe kind and brief to everybody.\n\nuser:\n{{ a }} {{ b }} {{ a }}{# {{ c }} no count #}\n';
		assert.equal(
			withHints('prompts/a.j2', text),
			'---\nname: a\n---[~8 tokens in 2 messages]\nsystem:[~8 tokens]\nBe kind and brief to everybody.\n\n' +
				'user:[~0 tokens + 2 inputs]\n{{ a }} {{ b }} {{ a }}{# {{ c }} no count #}\n',
		);
	});

	test('a prompt without roles tells it behind the front matter, or at its start', () => {
		assert.equal(withHints('prompts/a.j2', '---\nname: a\n---\nWrite.\n'), '---\nname: a\n---[~2 tokens]\nWrite.\n');
		assert.equal(withHints('prompts/a.j2', 'Hi {{ name }}\n'), '[~2 tokens + 1 input]Hi {{ name }}\n');
	});

	test('a reference by stage or by name alone tells the version it leads to today, a version does not', () => {
		const facts = indexFiles({
			'prompts/a-v1.0.0.j2': 'Write.\n',
			'prompts/a-v2.0.0.j2': 'Write well.\n',
			'registry/a.yaml': 'name: a\nstages: {Production: 1.0.0}\n',
		});
		const path = 'experiments/e/methodology.yaml';
		const text = 'id: e\nvariants:\n  v1: {prompt: a@Production}\n  v2: {prompt: a}\n  v3: {prompt: a@1.0.0}\n  v4: {prompt: b}\n';
		assert.equal(
			withHints(path, text, facts),
			'id: e\nvariants:\n  v1: {prompt: a@Production[= 1.0.0]}\n  v2: {prompt: a[= 2.0.0]}\n  v3: {prompt: a@1.0.0}\n  v4: {prompt: b}\n',
		);
		const offset = text.indexOf('@Production') + '@Production'.length;
		assert.match(
			describeInlayHint(parseFile(path, text), { kind: 'versions', offset }, facts) ?? '',
			/^\*\*a\*\* 1\\\.0\\\.0 · Production/,
		);
	});

	test('only hints inside the range that is on the screen are given', () => {
		const text = 'system:\nOne.\n\nuser:\nTwo.\n';
		const [hint, ...others] = inlayHintsOf(parseFile('prompts/a.j2', text), { start: 0, end: 10 }, empty);
		assert.deepEqual([hint?.offset, others.length], [7, 0]);
	});

	test('the tooltip says how the count was made', () =>
		assert.match(
			describeInlayHint(parseFile('prompts/a.j2', 'Hi'), { kind: 'tokens', offset: 0 }, empty) ?? '',
			/^An estimate of how many tokens/,
		));
});
