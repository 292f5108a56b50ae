import assert from 'node:assert/strict';
import { assertTimesAsLong } from '../../../test/support/assert-times-as-long.ts';
import { PromptCatalogue } from './prompt-catalogue.ts';
import { summarizePrompt } from './summarize-prompt.ts';
import type { SummarizedPrompt } from './summarize-prompt.ts';

/** Time that grows with the number of files gives 8 for eight times as many, time that grows with its square 64. */
const mostTimes = 16;

suite('PromptCatalogue', () => {
	test('gives the prompts of a name newest first, whatever the order in which they came', () => {
		const catalogue = new PromptCatalogue();
		for (const version of ['1.2.0', '2.0.0', '1.10.0'])
			put(catalogue, `prompts/${version}.j2`, `---\nname: a\nversion: ${version}\n---\nhi`);
		assert.deepEqual(versionsOf(catalogue, 'a'), ['2.0.0', '1.10.0', '1.2.0']);
		catalogue.set('prompts/2.0.0.j2', undefined);
		put(catalogue, 'prompts/3.0.0.j2', '---\nname: a\nversion: 3.0.0\n---\nhi');
		assert.deepEqual(versionsOf(catalogue, 'a'), ['3.0.0', '1.10.0', '1.2.0']);
	});

	test('takes the end of a file name for a version while another file shares its stem', () => {
		const catalogue = new PromptCatalogue();
		put(catalogue, 'prompts/tone-v1.j2', 'hi');
		assert.deepEqual(namesIn(catalogue), ['tone-v1']);
		put(catalogue, 'prompts/tone-v2.j2', 'hi');
		put(catalogue, 'prompts/tone-v3.j2', 'hi');
		assert.deepEqual([namesIn(catalogue), versionsOf(catalogue, 'tone')], [['tone'], ['3.0.0', '2.0.0', '1.0.0']]);
		catalogue.set('prompts/tone-v3.j2', undefined);
		assert.deepEqual(versionsOf(catalogue, 'tone'), ['2.0.0', '1.0.0']);
		catalogue.set('prompts/tone-v1.j2', undefined);
		assert.deepEqual(namesIn(catalogue), ['tone-v2']);
	});

	test('keeps the newest commit of each version', () => {
		const catalogue = new PromptCatalogue();
		const past = (revision: string): SummarizedPrompt =>
			summarizePrompt('prompts/a.j2', '---\nname: a\nversion: 1.0.0\n---\nhi', revision);
		catalogue.addHistory([past('newer').summary, past('older').summary]);
		assert.deepEqual(
			catalogue.history.map(({ revision }) => revision),
			['newer'],
		);
	});

	const one = summarizePrompt('prompts/a.j2', '---\nname: a\nversion: 1.0.0\n---\nhi');
	const growing: readonly (readonly [title: string, file: (index: number) => SummarizedPrompt])[] = [
		['files of one name', index => ({ ...one, summary: { ...one.summary, path: `prompts/${index}/a.j2` } })],
		[
			'files of one stem',
			index => ({
				...one,
				summary: { ...one.summary, path: `prompts/a-v${index}.j2`, name: `a-v${index}`, version: undefined },
				asVersion: { name: 'a', version: `${index}.0.0` },
			}),
		],
		[
			'files of names of their own',
			index => ({ ...one, summary: { ...one.summary, path: `prompts/p${index}.j2`, name: `p${index}` } }),
		],
	];
	for (const [title, fileOf] of growing) {
		test(`puts in and takes out ${title} in time that grows with their number`, function () {
			this.timeout(60_000);
			const files = Array.from({ length: 8000 }, (_, index) => fileOf(index));
			assertTimesAsLong(
				count => {
					const catalogue = new PromptCatalogue();
					for (const file of files.slice(0, count)) catalogue.set(file.summary.path, file);
					assert.equal(catalogue.all.length, count);
					for (const file of files.slice(0, count)) catalogue.set(file.summary.path, undefined);
				},
				1000,
				8000,
				mostTimes,
			);
		});
	}

	test('adds the history of one name in time that grows with its length', function () {
		this.timeout(60_000);
		const { summary } = summarizePrompt('prompts/a.j2', '---\nname: a\nversion: 1.0.0\n---\nhi', 'commit');
		const versions = Array.from({ length: 16_000 }, (_, index) => ({ ...summary, version: `1.0.${index}` }));
		assertTimesAsLong(
			count => {
				const catalogue = new PromptCatalogue();
				catalogue.addHistory(versions.slice(0, count));
				assert.equal(catalogue.versions('a').length, count);
			},
			2000,
			16_000,
			mostTimes,
		);
	});
});

function put(catalogue: PromptCatalogue, path: string, text: string): void {
	catalogue.set(path, summarizePrompt(path, text));
}

function versionsOf(catalogue: PromptCatalogue, name: string): readonly (string | undefined)[] {
	return catalogue.current(name).map(({ version }) => version);
}

function namesIn(catalogue: PromptCatalogue): readonly string[] {
	return [...new Set([...catalogue.all, ...catalogue.history].map(({ name }) => name))];
}
