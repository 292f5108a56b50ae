import assert from 'node:assert/strict';
import { linePositions } from '../../../core/base/text/line-positions.ts';
import { parseFile } from '../../../test/support/parse-file.ts';
import { foldingRangesOf } from './folding.ts';

/** `first-last kind`, lines counted from 0, those on one line left out. */
function foldedLines(path: string, text: string): readonly string[] {
	const lineOf = linePositions(text);
	return foldingRangesOf(parseFile(path, text))
		.map(({ range, kind, keepsLastLine }) => ({
			first: lineOf(range.start).line,
			last: lineOf(range.end).line - (keepsLastLine ? 1 : 0),
			kind,
		}))
		.filter(({ first, last }) => last > first)
		.sort((left, right) => left.first - right.first || right.last - left.last)
		.map(({ first, last, kind }) => `${first}-${last}${kind === undefined ? '' : ` ${kind}`}`);
}

suite('folding', () => {
	test('front matter folds as a whole and by its entries, messages by their roles', () => {
		const text = '---\nname: a\ninputs:\n  x: {type: string}\n  y: string\n---\nsystem:\nBe kind.\n\nuser:\n{{ x }}\n{{ y }}\n\n';
		assert.deepEqual(foldedLines('prompts/a.j2', text), ['0-5 region', '2-4', '6-7 region', '9-11 region']);
	});

	test('a block folds branch by branch and keeps its end tag in sight', () => {
		const text = '{% if a %}\none\n{% elif b %}\ntwo\n{% else %}\nthree\n{% for x in a %}\n{{ x }}\n{% endfor %}\n{% endif %}\n';
		assert.deepEqual(foldedLines('prompts/a.j2', text), ['0-1', '2-3', '4-8', '6-7']);
	});

	test('Handlebars blocks, raw regions and comments fold, an unclosed block does not', () => {
		const text = '{{#each a}}\none\n{{else}}\ntwo\n{{/each}}\n{{!--\nlong\n--}}\n{{#if b}}\nopen\n';
		assert.deepEqual(foldedLines('prompts/a.prompt', text), ['0-1', '2-3', '5-7 comment']);
		assert.deepEqual(foldedLines('prompts/a.j2', '{% raw %}\n{{ x }}\n{% endraw %}\n{#\nnote\n#}\n'), ['0-1', '3-5 comment']);
	});

	test('sections, blocks of text and rows of comments fold in YAML, headings inside text do not', () => {
		const text = '# one\n# two\nid: exp-001\nhypothesis: |\n  # heading\n  # another\n  text\nvariants:\n  v1:\n    prompt: a\n';
		assert.deepEqual(foldedLines('experiments/exp-001/methodology.yaml', text), ['0-1 comment', '3-6', '7-9', '8-9']);
	});

	test('a message that stands in YAML folds with its entry', () => {
		const text =
			'messages:\n  - role: system\n    content: |\n      Be kind.\n      {% if a %}\n      x\n      {% endif %}\nmodel: openai/gpt-4o\n';
		assert.deepEqual(foldedLines('prompts/a.prompt.yml', text), ['0-6', '1-6', '2-6']);
	});
});
