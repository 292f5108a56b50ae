import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { renderTemplate } from '../../templates/api.ts';
import { mutateTemplate } from './mutate-template.ts';
import { SeededRandom } from './seeded-random.ts';

const seed = Number(process.env['SEED'] ?? 31_01_2025);
const templateCount = Number(process.env['TEMPLATES'] ?? 10_000);

/** No float is whole: JSON does not tell `2.0` from `2`, which Python prints otherwise. */
const values = {
	text: 'Größe "x"\n',
	long: 'a b c d e f',
	empty: '',
	count: 42,
	negative: -7,
	big: 1234567,
	rate: 0.1234,
	small: 0.00001234,
	yes: true,
	nothing: null,
	list: [1, 'two', [3.5, null]],
	user: { name: "Ana's", 'first name': 'A', '0': 'zero', tags: ['a', 'b'] },
};
const vocabulary = ['{', '}', '{{', '}}', ':', '!', 'r', '.', '[', ']', '0', '>', 'd', ','] as const;

interface Comparison {
	readonly source: string;
	readonly ours: string | undefined;
	readonly theirs: string | undefined;
	readonly error: string;
}

suite('rendering format strings', () => {
	test('gives the text that str.format of Python gives, and refuses what it refuses', function () {
		this.timeout(120_000);
		const compared = compare(generated());
		const differing = compared.filter(({ ours, theirs }) => ours !== theirs);
		const rendered = compared.filter(({ theirs }) => theirs !== undefined).length;
		process.stdout.write(
			`      ${compared.length} templates, ${rendered} rendered by Python, the same text or refusal on ${compared.length - differing.length}.\n`,
		);
		assert.ok(rendered > compared.length / 4);
		assert.deepEqual(
			differing.slice(0, 20).map(({ source, ours, theirs, error }) => ({ source, ours, theirs: theirs ?? error })),
			[],
		);
	});
});

function compare(sources: readonly string[]): readonly Comparison[] {
	const { status, stdout, stderr } = spawnSync(
		process.env['STAGEMARK_PYTHON'] ?? 'python3',
		['test/differential/python_format_render_oracle.py'],
		{
			input: sources.map(source => `${JSON.stringify({ source, values })}\n`).join(''),
			encoding: 'utf8',
			maxBuffer: 256 * 1024 * 1024,
		},
	);
	assert.equal(status, 0, `Python is needed for this test: ${stderr}`);
	const lines = stdout.trimEnd().split('\n');
	assert.equal(lines.length, sources.length);
	return sources.map((source, index) => ({ source, ours: ourText(source), ...toAnswer(lines[index] ?? '') }));
}

function toAnswer(line: string): Pick<Comparison, 'theirs' | 'error'> {
	const answer: unknown = JSON.parse(line);
	assert.ok(typeof answer === 'object' && answer !== null && 'text' in answer && 'error' in answer, line);
	return { theirs: typeof answer.text === 'string' ? answer.text : undefined, error: String(answer.error) };
}

/** Undefined when it is refused, or when a value is missing, of which Python makes an error and a preview a placeholder. */
function ourText(source: string): string | undefined {
	const options = { values: new Map(Object.entries(values)), missing: 'empty' } as const;
	const { text, problems, missing } = renderTemplate('f-string', source, { start: 0, end: source.length }, options);
	return problems.length > 0 || missing.length > 0 ? undefined : text;
}

/** Three of four as generated, the others with mistakes. */
function generated(): readonly string[] {
	const random = new SeededRandom(seed);
	return Array.from({ length: templateCount }, (_, index) => {
		const template = Array.from({ length: 1 + random.below(3) }, () => piece(random)).join('');
		return index % 4 === 0 ? mutateTemplate(template, random, vocabulary) : template;
	});
}

function piece(random: SeededRandom): string {
	if (random.chance(0.3)) return random.pick(['text ', '{{', '}}', '{{"a": 1}}', '\n', 'é', '{{{{', '"q"']);
	return `{${name(random)}${random.pick(['', '', '', '!r', '!s', '!a'])}${specification(random)}}`;
}

function name(random: SeededRandom): string {
	if (random.chance(0.2)) {
		return random.pick([
			'list[0]',
			'list[1]',
			'list[2]',
			'list[9]',
			'user[name]',
			'user[first name]',
			'user[tags][1]',
			'user[0]',
			'user[x]',
		]);
	}
	return random.pick(['missing', 'user.name', '0', '', ...Object.keys(values)]);
}

function specification(random: SeededRandom): string {
	if (random.chance(0.5)) return '';
	const align = random.pick(['', '', '<', '>', '^', '=', '*^', '0>', 'é<']);
	const sign = random.pick(['', '', '', '+', '-', ' ']);
	const width = random.pick(['', '', '3', '10', '07', '{count}']);
	const precision = random.pick(['', '', '', '.0', '.2', '.5']);
	const type = random.pick(['', '', 'd', 'f', 'e', 'g', 's', 'x', 'b', 'o', '%', 'n', 'c', 'E', 'X', '?']);
	return `:${align}${sign}${random.pick(['', '', '', '#'])}${width}${random.pick(['', '', '', ',', '_'])}${precision}${type}`;
}
