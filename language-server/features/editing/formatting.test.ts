import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promptContentHash } from '../../../core/formats/prompt/hash/content-hash.ts';
import type { TextRange } from '../../../core/base/text/text-range.ts';
import { SeededRandom } from '../../../test/differential/seeded-random.ts';
import { TemplateGenerator } from '../../../test/differential/template-generator.ts';
import { parseFile } from '../../../test/support/parse-file.ts';
import { formattingEdits } from './formatting.ts';

function format(path: string, text: string, range?: TextRange): string {
	return formattingEdits(parseFile(path, text), changed => parseFile(path, changed), range)
		.toSorted((left, right) => right.range.start - left.range.start)
		.reduce((formatted, edit) => formatted.slice(0, edit.range.start) + edit.newText + formatted.slice(edit.range.end), text);
}

suite('formatting', () => {
	test('front matter gets an even layout, its comments, order and quotes stay', () => {
		const before = [
			'---',
			'# whose',
			'name:    a   # the name',
			'version:  "1.0.0"',
			'',
			'inputs:',
			'      x:   {type: string,   trust: untrusted}',
			'      n:  2.10',
			'tags:',
			'-   one',
			'-  two',
			'---',
			'{{ x }}',
			'',
		].join('\n');
		const after = [
			'---',
			'# whose',
			'name: a # the name',
			'version: "1.0.0"',
			'',
			'inputs:',
			'  x: {type: string, trust: untrusted}',
			'  n: 2.10',
			'tags:',
			'- one',
			'- two',
			'---',
			'{{ x }}',
			'',
		].join('\n');
		assert.equal(format('prompts/a.j2', before), after);
		assert.equal(format('prompts/a.j2', after), after);
	});

	test('white space at line ends goes and delimiters of Jinja get their spaces', () => {
		const before = 'system:  \nBe {{kind}}.\t\n   \n{%if a%}{{-b|upper-}}{%endif%} {{  c  }}  ';
		const after = 'system:\nBe {{ kind }}.\n\n{% if a %}{{- b|upper -}}{% endif %} {{ c }}';
		assert.equal(format('prompts/a.j2', before), after);
	});

	test('line ends of Windows stay', () => {
		const before = '---\r\nname:  a\r\nmodel:   b\r\n---\r\nHi {{x}}  \r\n';
		assert.equal(format('prompts/a.j2', before), '---\r\nname: a\r\nmodel: b\r\n---\r\nHi {{ x }}\r\n');
	});

	test('text, raw regions, strings, comments and other languages are left as they are', () => {
		for (const text of [
			'{% raw %}{{x}}  \n{% endraw %}\n',
			'{{ "a  \n  b" }}\n',
			'{#x#}\n',
			'  indented  text\n',
			'---\ntemplate: handlebars\n---\n{{x}} {{#if y}}{{/if}}\n',
			'---\ntemplate: f-string\n---\n{x}\n',
			'{{x\n{{y\n',
		]) {
			assert.equal(format('prompts/a.j2', text), text);
		}
	});

	test('front matter that prints in another shape than it was written in is left as it is', () => {
		for (const yaml of [
			'name:  a\ndescription: one\n  two\n',
			'name:  a\ntags: [one,\n  two]\n',
			'name:  a\ndescription: >\n  one\n  two\n',
			'name:  {{ x }}\n',
			'name:  a\nname:  b\n',
			'name:  [\n',
		]) {
			const text = `---\n${yaml}---\nHi\n`;
			assert.equal(format('prompts/a.j2', text), text);
		}
	});

	test('methodology and configuration are laid out, registry files and other tools’ data are not', () => {
		assert.equal(format('experiments/e/methodology.yaml', 'id:   e\nseeds:  [1, 2]\n'), 'id: e\nseeds: [1, 2]\n');
		assert.equal(format('stagemark.yaml', 'rules:\n    missing-seed:   off\n'), 'rules:\n  missing-seed: off\n');
		assert.equal(format('registry/a.yaml', 'name:   a\n'), 'name:   a\n');
		const langchain = '_type:   prompt\ninput_variables: [a]\ntemplate_format: jinja2\ntemplate: |\n  {{a}}\n';
		assert.equal(format('prompts/a.yaml', langchain), langchain);
	});

	test('line breaks of Markdown stay in Markdown', () => {
		const text = '---\nmode:  agent\n---\nOne  \ntwo\n';
		assert.equal(format('prompts/a.prompt.md', text), '---\nmode: agent\n---\nOne  \ntwo\n');
	});

	test('a selection formats only what it touches', () => {
		const text = '---\nname:  a\n---\n{{x}}\n{{y}}\n';
		const start = text.indexOf('{{y}}');
		assert.equal(format('prompts/a.j2', text, { start, end: start + 5 }), text.replace('{{y}}', '{{ y }}'));
		assert.equal(format('prompts/a.j2', text, { start: 4, end: 8 }), text.replace('name:  a', 'name: a'));
	});

	test('never changes the content hash, over the prompts of the samples, of other tools and 500 that were made up', () => {
		const prompts = [...samplePrompts('examples'), ...samplePrompts('test/contract/dialects/fixtures'), ...inventedPrompts(500)];
		let changedCount = 0;
		for (const { path, text } of prompts) {
			const before = parseFile(path, text);
			const formatted = format(path, text);
			const after = parseFile(path, formatted);
			if (before.kind !== 'prompt' || after.kind !== 'prompt') throw new Error(`${path} is no prompt.`);
			assert.equal(promptContentHash(after.value), promptContentHash(before.value), JSON.stringify(text));
			assert.equal(format(path, formatted), formatted, JSON.stringify(text));
			if (formatted !== text) changedCount++;
		}
		assert.ok(changedCount > 300, `only ${changedCount} of ${prompts.length} were changed at all`);
	});
});

interface SamplePrompt {
	readonly path: string;
	readonly text: string;
}

function samplePrompts(folder: string): readonly SamplePrompt[] {
	return readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter(entry => entry.isFile() && /(?:^|\/)prompts(?:\/|$)/.test(entry.parentPath))
		.map(entry => join(entry.parentPath, entry.name))
		.flatMap(file => {
			const path = file.slice(file.indexOf('prompts/'));
			const text = readFileSync(file, 'utf8');
			try {
				return parseFile(path, text).kind === 'prompt' ? [{ path, text }] : [];
			} catch {
				// Data that lies beside prompts.
				return [];
			}
		});
}

/** Templates of the generator with their spaces taken out here and put in there, under front matter that is laid out at random. */
function inventedPrompts(count: number): readonly SamplePrompt[] {
	const random = new SeededRandom(20_250_131);
	const generator = new TemplateGenerator(random);
	return Array.from({ length: count }, (_, index) => {
		const template = generator.template().replaceAll(/(\{[{%]) | (?=[%}]\})/g, (_, opening: string | undefined) => {
			const kept = random.pick(['', ' ', '  ', '\n']);
			return opening === undefined ? kept : `${opening}${kept}`;
		});
		const spaces = random.pick(['', '  ', '\t ', ' ']);
		const text = `---\nname: ${spaces.replace('\t', ' ')}p${index}  # name\nmodel: "m"${spaces}\n---\nsystem:\n${template}${spaces}\n`;
		return { path: 'prompts/a.j2', text };
	});
}
