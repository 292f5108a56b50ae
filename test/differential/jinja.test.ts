import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { parseJinja } from '../../templates/parse/jinja/parse-jinja.ts';
import type { TemplateTree } from '../../templates/api.ts';
import { askJinja } from './ask-jinja.ts';
import type { Answer } from './ask-jinja.ts';
import { nameDifferences, verdictDifferences } from './known-differences.ts';
import type { KnownDifference } from './known-differences.ts';
import { mutateTemplate } from './mutate-template.ts';
import { SeededRandom } from './seeded-random.ts';
import { TemplateGenerator } from './template-generator.ts';

const seed = Number(process.env['SEED'] ?? 31_01_2025);
const generatedCount = Number(process.env['TEMPLATES'] ?? 6000);

interface Comparison {
	readonly source: string;
	readonly tree: TemplateTree;
	readonly free: readonly string[];
	readonly answer: Answer;
}

suite('Jinja itself', () => {
	let comparisons: readonly Comparison[] = [];
	/** Those among them that no one wrote to show a difference. */
	let generatedOnes: readonly Comparison[] = [];

	suiteSetup(function () {
		this.timeout(600_000);
		const written = handWritten();
		comparisons = compare([...written, ...generated()]);
		generatedOnes = comparisons.slice(written.length);
	});

	test('accepts and rejects the same templates', () => {
		const differing = comparisons.filter(hasOtherVerdict);
		const rate = 1 - generatedOnes.filter(hasOtherVerdict).length / generatedOnes.length;
		const explained = tally(differing, subject => verdictDifferences.find(difference => difference.applies(subject))?.title);
		const accepted = comparisons.filter(({ answer }) => answer.verdict === 'accepted').length;
		print(
			`${comparisons.length} templates, ${accepted} accepted by Jinja, same verdict on ${(rate * 100).toFixed(2)} % of the ${generatedOnes.length} generated ones.`,
			explained,
		);
		assert.deepEqual(unexplained(differing, verdictDifferences), []);
		assert.ok(rate >= 0.995, `same verdict on ${rate * 100} % only`);
	});

	test('asks the caller for the same names', () => {
		const both = comparisons.filter(({ tree, answer }) => tree.problems.length === 0 && answer.undeclared !== null);
		const invented = both.filter(({ free, answer }) => free.some(name => answer.undeclared?.includes(name) === false));
		assert.deepEqual(invented.map(sourceOf), [], 'names that Jinja never looks up');
		const missed = both.filter(({ answer }) => answer.touched.length > 0);
		assert.deepEqual(missed.map(sourceOf), [], 'names that a rendering read from the caller');

		const fewer = both.flatMap(({ source, tree, free, answer }) =>
			(answer.undeclared ?? []).filter(name => !free.includes(name)).map(name => ({ name, source, tree })),
		);
		const explained = tally(fewer, subject => nameDifferences.find(difference => difference.applies(subject))?.title);
		print(`${both.length} accepted by both, the same names but for ${fewer.length} that Jinja lists and never reads.`, explained);
		assert.deepEqual(unexplained(fewer, nameDifferences), []);
	});

	test('would be caught reading a name that is said not to be read', () => {
		const sources = [
			'{{ x }}',
			'{{ x.y }}',
			'{% if x %}{% endif %}',
			'{% for i in x %}{% endfor %}',
			'{{ x is defined }}',
			'{{ "a"|f(x) }}',
			'{{ x() }}',
		];
		const answers = askJinja(sources.map(source => ({ source, free: [] })));
		assert.deepEqual(
			answers.map(({ touched }) => touched),
			sources.map(() => ['x']),
		);
	});
});

function compare(sources: readonly string[]): readonly Comparison[] {
	const parsed = sources.map(source => {
		const tree = parseJinja(source);
		const free = tree.uses.filter(({ definition }) => definition === undefined).map(({ name }) => name);
		return { source, tree, free: [...new Set(free)] };
	});
	const answers = askJinja(parsed.map(({ source, free }) => ({ source, free })));
	assert.equal(answers.length, parsed.length);
	return parsed.flatMap((comparison, index) => {
		const answer = answers[index];
		return answer === undefined ? [] : [{ ...comparison, answer }];
	});
}

/** Half of them as generated, nearly all of which compile, half of them with mistakes. */
function generated(): readonly string[] {
	const random = new SeededRandom(seed);
	const generator = new TemplateGenerator(random);
	return Array.from({ length: generatedCount }, (_, index) => {
		const template = generator.template();
		return index % 2 === 0 ? template : mutateTemplate(template, random);
	});
}

/** What a generator would find too rarely: one template per line, `⏎` for a line break. */
function handWritten(): readonly string[] {
	const lines = readFileSync('test/differential/templates.txt', 'utf8').split('\n');
	const corpus = ['agent', 'mistakes'].map(name => readFileSync(`test/fuzz/corpus/${name}.j2`, 'utf8'));
	return [...corpus, ...lines.filter(line => line !== '' && !line.startsWith('# ')).map(line => line.replaceAll('⏎', '\n'))];
}

function hasOtherVerdict({ tree, answer }: Comparison): boolean {
	return (tree.problems.length === 0) !== (answer.verdict === 'accepted');
}

function sourceOf({ source }: Comparison): string {
	return source;
}

function unexplained<Subject>(
	subjects: readonly (Subject & { readonly source: string })[],
	differences: readonly KnownDifference<Subject>[],
): readonly string[] {
	return subjects.filter(subject => !differences.some(difference => difference.applies(subject))).map(({ source }) => source);
}

function tally<Subject>(subjects: readonly Subject[], titleOf: (subject: Subject) => string | undefined): ReadonlyMap<string, number> {
	const counts = new Map<string, number>();
	for (const subject of subjects) {
		const title = titleOf(subject) ?? 'unexplained';
		counts.set(title, (counts.get(title) ?? 0) + 1);
	}
	return counts;
}

function print(headline: string, counts: ReadonlyMap<string, number>): void {
	process.stdout.write(`      ${headline}\n`);
	for (const [title, count] of counts) process.stdout.write(`        ${count} × ${title}\n`);
}
