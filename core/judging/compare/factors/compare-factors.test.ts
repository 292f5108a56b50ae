import assert from 'node:assert/strict';
import { examplePrompt, exampleRun } from '../../../../test/golden/example-run.ts';
import { experimentSchema } from '../../../formats/experiment/experiment.ts';
import type { RunRecord } from '../../../formats/run/run-record.ts';
import { comparabilitySentence as sentenceOf } from '../report/comparability-sentence.ts';
import type { CandidateFindings } from '../report/comparability-sentence.ts';
import { assertTranslated } from '../../../../test/support/translation/assert-translated.ts';
import { compareFactors } from './compare-factors.ts';
import type { FactorFinding } from './factor-finding.ts';
import { describeSide } from '../cases/compare-side.ts';
import type { CompareSideInput } from '../cases/compare-side.ts';

/** The sentence, which has to be there for readers of Portuguese too. */
function comparabilitySentence(candidates: readonly CandidateFindings[]): string {
	const sentence = sentenceOf(candidates);
	assertTranslated(sentence);
	return sentence;
}

const otherHash = 'b'.repeat(64);
const experiment = experimentSchema.parse({
	id: 'exp-001',
	variants: {
		v1: { prompt: 'code-generator@1.0.0', baseline: true },
		v2: { prompt: 'code-generator@2.0.0' },
		same: { prompt: 'code-generator@1.0.0' },
		'other-model': { prompt: 'code-generator@1.0.0', model: 'gpt-4o' },
		warm: { prompt: 'code-generator@1.0.0', parameters: { temperature: 1 } },
	},
});

function side(variant: string, ...replaced: readonly Partial<RunRecord>[]): CompareSideInput {
	const offset = variant === 'v1' ? 0 : 30;
	return {
		label: `exp-001/${variant}`,
		experiment: 'exp-001',
		variant,
		runs: replaced.map((each, index) => ({ record: exampleRun(offset + index, { variant, ...each }), samples: [] })),
	};
}

function differences(findings: readonly FactorFinding[]): string[] {
	return findings
		.filter(finding => finding.status === 'confounder' || finding.status === 'expected')
		.map(({ factor, status, isFatal, baseline, candidate }) => `${factor} ${isFatal ? 'fatal' : status}: ${baseline} → ${candidate}`);
}

const newPrompt = { prompt: examplePrompt('2.0.0') };

suite('comparability', () => {
	const cases: readonly {
		readonly title: string;
		readonly before?: readonly Partial<RunRecord>[];
		readonly after: readonly Partial<RunRecord>[];
		readonly variant?: string;
		readonly found: readonly string[];
	}[] = [
		{
			title: 'another prompt is expected where variants declare one',
			after: [newPrompt],
			found: ['prompt expected: code-generator@1.0.0 (10000000) → code-generator@2.0.0 (20000000)'],
		},
		{
			title: 'another prompt content under the same declared reference is a confounder',
			variant: 'same',
			after: [{ prompt: { ...examplePrompt('1.0.0'), sha256: otherHash } }],
			found: ['prompt confounder: code-generator@1.0.0 (10000000) → code-generator@1.0.0 (bbbbbbbb)'],
		},
		{
			title: 'a prompt of which only the name is known is a confounder, although another prompt is expected',
			after: [{ prompt: { ...examplePrompt('2.0.0'), sha256: null } }],
			found: ['prompt confounder: code-generator@1.0.0 (10000000) → code-generator@2.0.0 (content not recorded)'],
		},
		{
			title: 'prompts of which nothing is known on either side are not taken for equal',
			variant: 'same',
			before: [{ prompt: { ...examplePrompt('1.0.0'), sha256: null } }],
			after: [{ prompt: { ...examplePrompt('1.0.0'), sha256: null } }],
			found: ['prompt confounder: code-generator@1.0.0 (content not recorded) → code-generator@1.0.0 (content not recorded)'],
		},
		{
			title: 'a prompt that was edited between the runs of one variant is named, although another prompt is expected',
			after: [newPrompt, { prompt: examplePrompt('2.0.1') }],
			found: [
				'prompt confounder: code-generator@1.0.0 (10000000) → mixed: code-generator@2.0.0 (20000000); code-generator@2.0.1 (20100000)',
			],
		},
		{
			title: 'another dataset forbids a verdict',
			variant: 'same',
			after: [{ dataset: { path: 'datasets/python-100.jsonl', sha256: otherHash, cases: 100 } }],
			found: ['dataset fatal: datasets/python-100.jsonl (aaaaaaaa) → datasets/python-100.jsonl (bbbbbbbb)'],
		},
		{
			title: 'the same dataset elsewhere is the same dataset',
			variant: 'same',
			after: [{ dataset: { path: 'moved.jsonl', sha256: 'a'.repeat(64), cases: 100 } }],
			found: [],
		},
		{
			title: 'a dataset recorded on one side only is a doubt, not a proof',
			variant: 'same',
			after: [{ dataset: null }],
			found: ['dataset confounder: datasets/python-100.jsonl (aaaaaaaa) → not recorded'],
		},
		{
			title: 'runs of both sides that mix datasets the same way measure nothing in particular',
			variant: 'same',
			before: [{}, { dataset: { path: 'b.jsonl', sha256: otherHash, cases: 9 } }],
			after: [{}, { dataset: { path: 'b.jsonl', sha256: otherHash, cases: 9 } }],
			found: [
				'dataset fatal: mixed: datasets/python-100.jsonl (aaaaaaaa); b.jsonl (bbbbbbbb) → mixed: datasets/python-100.jsonl (aaaaaaaa); b.jsonl (bbbbbbbb)',
			],
		},
		{
			title: 'another version of the scorer forbids a verdict',
			variant: 'same',
			after: [{ scorer: { name: 'pytest', version: '9.0', sha256: 'a'.repeat(64) } }],
			found: ['scorer fatal: pytest 8.3 (aaaaaaaa) → pytest 9.0 (aaaaaaaa)'],
		},
		{
			title: 'a scorer whose hash was not recorded once is compared by name and version',
			variant: 'same',
			after: [{ scorer: { name: 'pytest', version: '8.3' } }],
			found: [],
		},
		{
			title: 'another model is expected where a variant declares it',
			variant: 'other-model',
			after: [{ model: 'gpt-4o' }],
			found: ['model expected: gpt-4-turbo → gpt-4o'],
		},
		{
			title: 'another model is a confounder where only the prompt was to differ',
			after: [{ ...newPrompt, model: 'gpt-4o' }],
			found: [
				'prompt expected: code-generator@1.0.0 (10000000) → code-generator@2.0.0 (20000000)',
				'model confounder: gpt-4-turbo → gpt-4o',
			],
		},
		{
			title: 'a parameter under study is expected',
			variant: 'warm',
			after: [{ parameters: { temperature: 1 } }],
			found: ['parameters expected: temperature: 0.7 → temperature: 1'],
		},
		{
			title: 'a parameter beside the one under study is not',
			variant: 'warm',
			after: [{ parameters: { temperature: 1, top_p: 0.9 } }],
			found: ['parameters confounder: none → top_p: 0.9'],
		},
		{
			title: 'other seeds are named',
			variant: 'same',
			before: [{ seed: 1 }, { seed: 2 }],
			after: [{ seed: 1 }, { seed: 3 }],
			found: ['seeds confounder: 1, 2 → 1, 3'],
		},
		{
			title: 'the same seeds in another order are the same',
			variant: 'same',
			before: [{ seed: 1 }, { seed: 2 }],
			after: [{ seed: 2 }, { seed: 1 }],
			found: [],
		},
		{
			title: 'uncommitted changes on one side are named',
			variant: 'same',
			after: [{ git: { commit: 'c'.repeat(40), branch: 'main', dirty: true, patch_sha256: otherHash } }],
			found: ['patch confounder: no uncommitted changes → uncommitted changes (bbbbbbbb)'],
		},
		{ title: 'a commit for every recorded run is no finding', variant: 'same', before: [{}, {}, {}], after: [{}, {}, {}], found: [] },
		{
			title: 'a commit that moved between runs that did not move it is one',
			variant: 'same',
			before: [{ git: git('c') }, { git: git('c') }],
			after: [{ git: git('d') }, { git: git('d') }],
			found: ['commit confounder: cccccccc → dddddddd'],
		},
		{
			title: 'a shared commit is enough',
			variant: 'same',
			before: [{ git: git('c') }, { git: git('c') }],
			after: [{ git: git('c') }, { git: git('d') }],
			found: [],
		},
	];
	for (const { title, before = [{}], after, variant = 'v2', found } of cases) {
		test(title, () => assert.deepEqual(differences(compareFactors(side('v1', ...before), side(variant, ...after), experiment)), found));
	}

	test('without declared variants the prompt is what is studied', () => {
		const plain = (name: string, run: Partial<RunRecord>): CompareSideInput => ({ ...side(name, run), variant: undefined });
		assert.deepEqual(differences(compareFactors(plain('v1', {}), plain('v2', newPrompt), experiment)), [
			'prompt expected: code-generator@1.0.0 (10000000) → code-generator@2.0.0 (20000000)',
		]);
	});

	test('a side without runs has no factors', () => assert.deepEqual(compareFactors(side('v1', {}), side('v2'), experiment), []));
});

function git(digit: string): NonNullable<RunRecord['git']> {
	return { commit: digit.repeat(40), branch: 'main', dirty: false };
}

suite('what was not recorded', () => {
	const statusOf = (factor: FactorFinding['factor'], before: Partial<RunRecord>, after: Partial<RunRecord>): string | undefined =>
		compareFactors(side('v1', before), side('same', after), experiment).find(finding => finding.factor === factor)?.status;
	const dirty = { commit: 'c'.repeat(40), branch: 'main', dirty: true };
	const patched = { ...dirty, patch_sha256: otherHash };

	const table: readonly (readonly [
		title: string,
		factor: FactorFinding['factor'],
		before: Partial<RunRecord>,
		after: Partial<RunRecord>,
		status: string,
	])[] = [
		['a scorer known by name alone', 'scorer', { scorer: { name: 'score.py' } }, { scorer: { name: 'score.py' } }, 'unknown'],
		[
			'a scorer known by name and version',
			'scorer',
			{ scorer: { name: 'pytest', version: '8.3' } },
			{ scorer: { name: 'pytest', version: '8.3' } },
			'same',
		],
		['no scorer at all', 'scorer', { scorer: null }, { scorer: null }, 'unknown'],
		[
			'a dataset of which only the path is known',
			'dataset',
			{ dataset: { path: 'a', sha256: null, cases: 2 } },
			{ dataset: { path: 'a', sha256: null, cases: 2 } },
			'unknown',
		],
		['uncommitted changes that were not kept on either side', 'patch', { git: dirty }, { git: dirty }, 'unknown'],
		['uncommitted changes of which one was kept', 'patch', { git: dirty }, { git: patched }, 'confounder'],
		['the same uncommitted changes', 'patch', { git: patched }, { git: patched }, 'same'],
	];
	for (const [title, factor, before, after, status] of table) {
		test(`${title}: ${status}`, () => assert.equal(statusOf(factor, before, after), status));
	}

	test('is named in the sentence, and never among what is the same', () => {
		const unknown = { scorer: { name: 'score.py' }, git: dirty };
		const sentence = comparabilitySentence([
			{ candidate: 'exp-001/same', findings: compareFactors(side('v1', unknown), side('same', unknown), experiment) },
		]);
		assert.match(sentence, /Same prompt, dataset, model and parameters\./);
		assert.match(
			sentence,
			/Not recorded, so not checked: scorer, seeds and uncommitted changes\.|Not recorded, so not checked: scorer and uncommitted changes\./,
		);
	});
});

suite('the sentence on comparability', () => {
	const sentence = (after: Partial<RunRecord>, before: Partial<RunRecord> = {}, variant = 'v2'): string =>
		comparabilitySentence([
			{ candidate: `exp-001/${variant}`, findings: compareFactors(side('v1', before), side(variant, after), experiment) },
		]);

	test('names what is the same and the one difference', () =>
		assert.equal(
			sentence({ ...newPrompt, seed: 1 }, { seed: 1 }),
			'Comparable. Same dataset, scorer, model, parameters and seeds. The only recorded difference is the prompt: code-generator@1.0.0 (10000000) → code-generator@2.0.0 (20000000).',
		));

	test('keeps what is studied apart from what is not', () =>
		assert.equal(
			sentence({ ...newPrompt, model: 'gpt-4o' }),
			'Comparable with reservations. Same dataset, scorer and parameters. Under study: prompt: code-generator@1.0.0 (10000000) → code-generator@2.0.0 (20000000). Different but not under study: model: gpt-4-turbo → gpt-4o. A difference in results may come from this. Not recorded, so not checked: seeds.',
		));

	test('says why there is no verdict', () =>
		assert.equal(
			sentence({ scorer: { name: 'judge' } }, {}, 'same'),
			'Not comparable. The sides were not measured in the same way: scorer: pytest 8.3 (aaaaaaaa) → judge. Sides that differ like this get no verdict.',
		));

	test('says that commits were not looked through when nothing else vouches for the code', () =>
		assert.match(
			sentence({ scorer: null }, { scorer: null }, 'same'),
			/No recorded condition differs: a difference in results is chance, or something that is not recorded\. Not recorded, so not checked: scorer and seeds\. Recording a run makes a commit, so the commits differ; other code changes between the runs are not detected\.$/,
		));

	test('names the candidate when there are several', () =>
		assert.match(
			comparabilitySentence(
				['v2', 'same'].map(variant => ({
					candidate: `exp-001/${variant}`,
					findings: compareFactors(side('v1', {}), side(variant, variant === 'v2' ? newPrompt : { model: 'x' }), experiment),
				})),
			),
			/Under study: prompt of exp-001\/v2: .* not under study: model of exp-001\/same: gpt-4-turbo → x\./,
		));

	test('waits for runs', () =>
		assert.equal(comparabilitySentence([{ candidate: 'x', findings: [] }]), 'Not comparable yet. One side has no runs.'));

	test('names the first eight of many differences and counts the others', () => {
		const many = Array.from({ length: 20 }, (_, index): { candidate: string; findings: readonly FactorFinding[] } => ({
			candidate: `c${index}`,
			findings: [{ factor: 'model', status: 'confounder', baseline: 'a', candidate: 'b', isFatal: false }],
		}));
		assert.match(comparabilitySentence(many), /model of c7: a → b; and 12 more\. A difference in results/);
	});
});

suite('a side', () => {
	test('is described by what its runs have in common, joined where they differ', () => {
		const described = describeSide(
			side('v1', { seed: 2, model: 'a' }, { seed: 1, model: 'b', parameters: { temperature: 1, stop: ['x'] } }),
			new Set(),
		);
		assert.deepEqual(
			[described.model, described.parameters, described.seeds, described.commits.length, described.isDirty],
			['a, b', { stop: '["x"]', temperature: '0.7, 1' }, [1, 2], 2, false],
		);
	});
});
