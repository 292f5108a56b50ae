import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { renderTemplate } from '../../templates/api.ts';
import type { RenderedTemplate } from '../../templates/api.ts';
import { JinjaRenderGenerator } from './jinja-render-generator.ts';
import { renderValues } from './jinja-render-words.ts';
import { SeededRandom } from './seeded-random.ts';

const seed = Number(process.env['SEED'] ?? 31_01_2025);
const generatedCount = Number(process.env['TEMPLATES'] ?? 6000);
/** The Python that has jinja2, when that is not the one of the system. */
const python = process.env['STAGEMARK_PYTHON'] ?? 'python3';

const files: Readonly<Record<string, string>> = {
	'part.j2': 'part of {{ name }}: {% for n in numbers %}{{ n }}{% endfor %}\n',
	'lib.j2': '{% macro greet(who, mark="!") %}Hello {{ who }}{{ mark }}{% endmacro %}{% set version = "1.2" %}',
};

interface Comparison {
	readonly source: string;
	readonly ours: RenderedTemplate;
	readonly theirs: { readonly text: string | null; readonly error: string | null };
}

suite('rendering Jinja templates', () => {
	let comparisons: readonly Comparison[] = [];

	suiteSetup(function () {
		this.timeout(300_000);
		comparisons = compare(generated());
	});

	test('gives the text that Jinja’s sandbox gives, and refuses what it refuses', () => {
		const rendered = comparisons.filter(({ theirs }) => theirs.text !== null);
		const differing = comparisons.filter(isDifferent);
		process.stdout.write(
			`      ${comparisons.length} templates, ${rendered.length} rendered by Jinja, the same text or refusal on ${comparisons.length - differing.length}.\n`,
		);
		assert.ok(rendered.length > comparisons.length / 3, 'most templates should be such that there is a text to compare');
		assert.deepEqual(differing.map(inWords), []);
	});

	test('would notice another text', () => {
		const [first] = compare(['{{ name }}']);
		assert.ok(first);
		assert.ok(isDifferent({ ...first, ours: { ...first.ours, text: 'Ada' } }));
	});
});

function compare(sources: readonly string[]): readonly Comparison[] {
	const input = sources.map(source => `${JSON.stringify({ source, values: renderValues, files })}\n`).join('');
	const { status, stdout, stderr } = spawnSync(python, ['test/differential/jinja_render_oracle.py'], {
		input,
		encoding: 'utf8',
		maxBuffer: 2 ** 30,
	});
	assert.equal(status, 0, `The oracle did not answer; it needs Python with jinja2. ${stderr}`);
	const values = new Map(Object.entries(renderValues));
	const findTemplate = (name: string): { path: string; text: string } | undefined => {
		const text = files[name];
		return text === undefined ? undefined : { path: name, text };
	};
	return stdout
		.trimEnd()
		.split('\n')
		.map((line, index) => {
			const source = sources[index] ?? '';
			const ours = renderTemplate('jinja2', source, { start: 0, end: source.length }, { values, missing: 'empty', findTemplate });
			return { source, ours, theirs: JSON.parse(line) as Comparison['theirs'] };
		});
}

function generated(): readonly string[] {
	const generator = new JinjaRenderGenerator(new SeededRandom(seed));
	return Array.from({ length: generatedCount }, () => generator.template());
}

function isDifferent({ ours, theirs }: Comparison): boolean {
	return theirs.text === null ? ours.problems.length === 0 : ours.problems.length > 0 || ours.text !== theirs.text;
}

function inWords({ source, ours, theirs }: Comparison): string {
	return [source, ours.problems[0]?.message ?? JSON.stringify(ours.text), theirs.error ?? JSON.stringify(theirs.text)].join('\n  ');
}
