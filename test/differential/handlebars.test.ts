import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { parseHandlebars } from '../../templates/parse/handlebars/parse-handlebars.ts';
import type { TemplateTree } from '../../templates/api.ts';
import { askHandlebars } from './ask-handlebars.ts';
import type { HandlebarsAnswer } from './ask-handlebars.ts';
import { HandlebarsGenerator } from './handlebars-generator.ts';
import { mutateHandlebars } from './mutate-handlebars.ts';
import { SeededRandom } from './seeded-random.ts';

const seed = Number(process.env['SEED'] ?? 31_01_2025);
const generatedCount = Number(process.env['TEMPLATES'] ?? 10_000);

interface Comparison {
	readonly source: string;
	readonly tree: TemplateTree;
	readonly answer: HandlebarsAnswer;
}

/** A name on which the two differ, and why. */
interface KnownDifference {
	readonly title: string;
	readonly reason: string;
	readonly applies: (name: string) => boolean;
}

/** There is no difference in the verdict: a template that one accepts and the other rejects fails the test. */
const nameDifferences: readonly KnownDifference[] = [
	{
		title: 'a segment in brackets with a backslash',
		reason: 'Handlebars takes the backslash of `[a\\]b]` away. Here a name is what is written, so that it can be found and renamed.',
		applies: name => name.includes('\\') || name.includes(']'),
	},
	{
		title: 'a segment in brackets with a line break',
		reason: 'Handlebars keeps the brackets of such a segment in its name, since `.` in its expression for them matches no line break.',
		applies: name => name.includes('\n'),
	},
];

suite('Handlebars itself', () => {
	let comparisons: readonly Comparison[] = [];

	suiteSetup(function () {
		this.timeout(120_000);
		comparisons = [...handWritten(), ...generated()].map(source => ({
			source,
			tree: parseHandlebars(source),
			answer: askHandlebars(source),
		}));
	});

	test('accepts and rejects the same templates', () => {
		const differing = comparisons.filter(({ tree, answer }) => (tree.problems.length === 0) !== answer.isAccepted);
		const rate = 1 - differing.length / comparisons.length;
		const accepted = comparisons.filter(({ answer }) => answer.isAccepted).length;
		print(`${comparisons.length} templates, ${accepted} accepted by Handlebars, same verdict on ${(rate * 100).toFixed(2)} %.`);
		assert.deepEqual(
			differing.map(({ source, tree, answer }) => ({ source, here: tree.problems[0]?.message, there: answer.error })),
			[],
		);
		assert.ok(rate >= 0.995, `same verdict on ${rate * 100} % only`);
	});

	test('reads the same names from the caller', () => {
		const both = comparisons.filter(({ tree, answer }) => tree.problems.length === 0 && answer.isAccepted);
		const withNames = both.filter(({ answer }) => answer.names.length > 0).length;
		const differing = both.flatMap(({ source, tree, answer }) =>
			differenceBetween(inputsOf(tree), answer.names).map(name => ({ source, name })),
		);
		print(`${both.length} accepted by both, ${withNames} of them with names, the same but for ${differing.length}.`);
		for (const { title, applies } of nameDifferences) print(`  ${differing.filter(({ name }) => applies(name)).length} × ${title}`);
		assert.deepEqual(
			differing.filter(({ name }) => !nameDifferences.some(({ applies }) => applies(name))),
			[],
		);
	});

	test('names the same partials', () => {
		const both = comparisons.filter(({ tree, answer }) => tree.problems.length === 0 && answer.isAccepted);
		const differing = both.filter(({ tree, answer }) => partialsOf(tree).join() !== answer.partials.join());
		assert.deepEqual(
			differing.map(({ source, tree, answer }) => ({ source, here: partialsOf(tree), there: answer.partials })),
			[],
		);
	});
});

/** Half of them as generated, nearly all of which parse, half of them with mistakes. */
function generated(): readonly string[] {
	const random = new SeededRandom(seed);
	const generator = new HandlebarsGenerator(random);
	return Array.from({ length: generatedCount }, (_, index) => {
		const template = generator.template();
		return index % 2 === 0 ? template : mutateHandlebars(template, random);
	});
}

/** What a generator would find too rarely: one template per line, `⏎` for a line break. */
function handWritten(): readonly string[] {
	const lines = readFileSync('test/differential/handlebars-templates.txt', 'utf8').split('\n');
	return lines.filter(line => line !== '' && !line.startsWith('# ')).map(line => line.replaceAll('⏎', '\n'));
}

function inputsOf({ uses }: TemplateTree): readonly string[] {
	return [...new Set(uses.filter(({ definition }) => definition === undefined).map(({ name }) => name))].sort();
}

function differenceBetween(here: readonly string[], there: readonly string[]): readonly string[] {
	return [...here.filter(name => !there.includes(name)), ...there.filter(name => !here.includes(name))];
}

function partialsOf({ references }: TemplateTree): readonly string[] {
	return [...new Set(references.flatMap(({ target }) => target ?? []))].sort();
}

function print(line: string): void {
	process.stdout.write(`      ${line}\n`);
}
