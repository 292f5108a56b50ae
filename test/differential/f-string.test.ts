import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { parseFString } from '../../templates/parse/f-string/parse-f-string.ts';
import type { TemplateTree } from '../../templates/api.ts';
import { mutateTemplate } from './mutate-template.ts';
import { SeededRandom } from './seeded-random.ts';

const seed = Number(process.env['SEED'] ?? 31_01_2025);
const generatedCount = Number(process.env['TEMPLATES'] ?? 10_000);
const vocabulary = ['{', '}', '{{', '}}', ':', '!', 'r', '.', '[', ']', '0', 'x', '"', ' ', '\n', ','] as const;

interface Comparison {
	readonly source: string;
	readonly tree: TemplateTree;
	readonly answer: { readonly isAccepted: boolean; readonly names: readonly string[] };
}

suite('str.format of Python itself', () => {
	let comparisons: readonly Comparison[] = [];

	suiteSetup(function () {
		this.timeout(120_000);
		comparisons = compare(generated());
	});

	test('accepts what has no problem here, and rejects what has one but for names that no caller would give', () => {
		const wrong = comparisons.filter(({ tree, answer }) => tree.problems.length === 0 && !answer.isAccepted);
		const strict = comparisons.filter(({ tree, answer }) => tree.problems.length > 0 && answer.isAccepted);
		const accepted = comparisons.filter(({ answer }) => answer.isAccepted).length;
		const odd = strict.filter(({ answer }) => answer.names.some(name => !/^[\p{L}_][\p{L}\p{N}_-]*$/u.test(name)));
		print(`${comparisons.length} templates, ${accepted} accepted by Python.`);
		print(`  ${odd.length} × accepted by Python, with a name that no caller would give, such as \`"a"\` in \`{"a": 1}\``);
		assert.deepEqual(wrong.map(sourceOf), []);
		assert.deepEqual(strict.filter(comparison => !odd.includes(comparison)).map(sourceOf), []);
	});

	test('asks for the same names', () => {
		const both = comparisons.filter(({ tree, answer }) => tree.problems.length === 0 && answer.isAccepted);
		print(`${both.length} accepted by both, the same names in all.`);
		const differing = both.filter(({ tree, answer }) => namesOf(tree).join() !== [...answer.names].sort().join());
		assert.deepEqual(
			differing.map(({ source, tree, answer }) => ({ source, here: namesOf(tree), there: answer.names })),
			[],
		);
	});
});

function compare(sources: readonly string[]): readonly Comparison[] {
	const input = sources.map(source => `${JSON.stringify(source)}\n`).join('');
	const { status, stdout, stderr } = spawnSync(
		process.env['STAGEMARK_PYTHON'] ?? 'python3',
		['test/differential/python_format_oracle.py'],
		{ input, encoding: 'utf8' },
	);
	assert.equal(status, 0, `Python is needed for this test: ${stderr}`);
	const lines = stdout.trimEnd().split('\n');
	assert.equal(lines.length, sources.length);
	return sources.map((source, index) => ({ source, tree: parseFString(source), answer: toAnswer(lines[index] ?? '') }));
}

function toAnswer(line: string): Comparison['answer'] {
	const value: unknown = JSON.parse(line);
	assert.ok(typeof value === 'object' && value !== null && 'isAccepted' in value && 'names' in value && Array.isArray(value.names), line);
	return { isAccepted: value.isAccepted === true, names: value.names.map(String) };
}

/** Half of them as generated, nearly all of which Python accepts, half of them with mistakes. */
function generated(): readonly string[] {
	const random = new SeededRandom(seed);
	return Array.from({ length: generatedCount }, (_, index) => {
		const template = Array.from({ length: 1 + random.below(6) }, () => piece(random)).join('');
		return index % 2 === 0 ? template : mutateTemplate(template, random, vocabulary);
	});
}

function piece(random: SeededRandom): string {
	if (random.chance(0.4)) return random.pick(['text ', '{{', '}}', '{{"a": 1}}', '\n', 'é: ! [', '{{{{', '"q"']);
	return `{${name(random)}${random.pick(['', '', '!r', '!s', '!a'])}${specification(random)}}`;
}

function name(random: SeededRandom): string {
	const root = random.pick(['x', 'y', 'user_name', 'über', 'a-b', '0', '1', '', 'naïve2']);
	if (root === '') return '';
	return root + random.pick(['', '', '.a', '.a.b', '[0]', '[key]', '.a[0].b', '[a b]', '[}]', '[{:!]']);
}

function specification(random: SeededRandom): string {
	return random.pick(['', '', ':', ':>10', ':.2f', ':{x}', ':{x}.{y}', ':{x!r}', ':{{a}}', ':{x:>3}', ':{x[0]}', ':\n']);
}

function namesOf({ uses }: TemplateTree): readonly string[] {
	return [...new Set(uses.map(use => use.name))].sort();
}

function sourceOf({ source }: Comparison): string {
	return source;
}

function print(line: string): void {
	process.stdout.write(`      ${line}\n`);
}
