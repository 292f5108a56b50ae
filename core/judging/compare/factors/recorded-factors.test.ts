import assert from 'node:assert/strict';
import { examplePrompt, exampleRun } from '../../../../test/golden/example-run.ts';
import { assertTranslated } from '../../../../test/support/translation/assert-translated.ts';
import { experimentSchema } from '../../../formats/experiment/experiment.ts';
import type { RunRecord } from '../../../formats/run/run-record.ts';
import type { CompareSideInput } from '../cases/compare-side.ts';
import { comparabilitySentence } from '../report/comparability-sentence.ts';
import { compareFactors } from './compare-factors.ts';
import type { FactorFinding } from './factor-finding.ts';

type Part = Partial<RunRecord>;

const experiment = experimentSchema.parse({
	id: 'exp-001',
	variants: { v1: { prompt: 'code-generator@1.0.0', baseline: true }, v2: { prompt: 'code-generator@2.0.0' } },
});

function side(variant: string, runs: readonly Part[]): CompareSideInput {
	const offset = variant === 'v1' ? 0 : 30;
	return {
		label: `exp-001/${variant}`,
		experiment: 'exp-001',
		variant,
		runs: runs.map((each, index) => ({ record: exampleRun(offset + index, { variant, ...each }), samples: [] })),
	};
}

function findings(before: readonly Part[], after: readonly Part[]): readonly FactorFinding[] {
	const runs = after.map(run => ({ prompt: examplePrompt('2.0.0'), ...run }));
	return compareFactors(side('v1', before), side('v2', runs), experiment);
}

/** How a factor stands, as `status: baseline → candidate`. */
function standing(factor: FactorFinding['factor'], before: Part | readonly Part[], after: Part | readonly Part[]): string {
	const found = findings([before].flat(), [after].flat()).find(each => each.factor === factor);
	assert.ok(found !== undefined);
	return `${found.isFatal ? 'fatal' : found.status}: ${found.baseline} → ${found.candidate}`;
}

function sentence(before: Part, after: Part): string {
	const text = comparabilitySentence([{ candidate: 'exp-001/v2', findings: findings([before], [after]) }]);
	assertTranslated(text);
	return text;
}

const hash = (digit: string): string => digit.repeat(64);
const file = (path: string, digit: string): { path: string; sha256: string } => ({ path, sha256: hash(digit) });
const scorer = (...files: readonly { path: string; sha256: string }[]): Part => ({
	scorer: { name: 'evaluate.py', sha256: files[0]?.sha256 ?? '', files: [...files] },
});
const judged = (judge: NonNullable<NonNullable<RunRecord['scorer']>['judge']>): Part => ({
	scorer: { name: 'evaluate.py', sha256: hash('a'), files: [file('evaluate.py', 'a')], judge },
});
const locks = (lockfiles: Record<string, string>): Part => ({ environment: { os: 'linux', runtime: {}, lockfiles } });
const at = (time: string): Part => ({ started_at: `${time}Z`, ended_at: null });

suite('parameters', () => {
	const table: readonly (readonly [title: string, before: Record<string, unknown>, after: Record<string, unknown>, found: string])[] = [
		[
			'name the one value that differs, however deep',
			{ top_p: 1, a: { b: [1, 2] }, same: 5 },
			{ top_p: 1, a: { b: [1, 3] }, same: 5 },
			'confounder: a.b[1]: 2 → a.b[1]: 3',
		],
		['name several', { t: 0, k: 4, same: 1 }, { t: 1, k: 5, same: 1 }, 'confounder: t: 0, k: 4 → t: 1, k: 5'],
		['name one that a side does not have', { t: 0 }, { t: 0, stop: ['x'] }, 'confounder: none → stop[0]: x'],
		['tell text from a number', { t: '1' }, { t: 1 }, 'confounder: t: "1" → t: 1'],
		['tell an empty list from an empty map', { t: [] }, { t: {} }, 'confounder: t: [] → t: {}'],
		['are the same in another order', { t: 0, u: { a: 1, b: 2 } }, { u: { b: 2, a: 1 }, t: 0 }, 'same'],
	];
	for (const [title, before, after, found] of table) {
		test(title, () => assert.ok(standing('parameters', { parameters: before }, { parameters: after }).startsWith(found)));
	}

	test('that nest deeper than any stack are compared as a whole', () => {
		let deep: unknown = 1;
		for (let depth = 0; depth < 100; depth++) deep = { a: deep };
		assert.match(standing('parameters', { parameters: { deep } }, { parameters: { deep: 1 } }), /^confounder: deep\.a\.a/);
	});
});

suite('scorers of several files', () => {
	const first = file('evaluate.py', 'a');
	test('are the same when all files are', () => {
		const same = scorer(first, file('metrics.py', 'b'));
		assert.match(standing('scorer', same, same), /^same/);
	});

	test('differ when a helper does, and the helper is named', () =>
		assert.equal(
			standing(
				'scorer',
				scorer(first, file('metrics.py', 'b'), file('same.py', 'd')),
				scorer(first, file('metrics.py', 'c'), file('same.py', 'd')),
			),
			'fatal: evaluate.py (aaaaaaaa), metrics.py (bbbbbbbb) → evaluate.py (aaaaaaaa), metrics.py (cccccccc)',
		));

	test('differ when one has a file more', () =>
		assert.equal(
			standing('scorer', scorer(first), scorer(first, file('metrics.py', 'c'))),
			'fatal: evaluate.py (aaaaaaaa) → evaluate.py (aaaaaaaa), metrics.py (cccccccc)',
		));

	test('are half known beside a record that lists no files, unless there is one file only', () => {
		const old: Part = { scorer: { name: 'evaluate.py', sha256: hash('a') } };
		assert.match(standing('scorer', old, scorer(first, file('metrics.py', 'c'))), /^half-known/);
		assert.match(standing('scorer', old, scorer(first)), /^same/);
		assert.match(sentence(old, scorer(first, file('metrics.py', 'c'))), /Recorded on one side only, so not compared: scorer\./);
	});
});

suite('judges', () => {
	const prompt = file('judges/polite.txt', 'e');
	test('that differ in their model forbid a verdict', () =>
		assert.equal(standing('judge', judged({ model: 'a' }), judged({ model: 'b' })), 'fatal: a → b'));

	test('that differ in their prompt forbid a verdict', () =>
		assert.equal(
			standing('judge', judged({ model: 'a', prompt }), judged({ model: 'a', prompt: file('judges/polite.txt', 'f') })),
			'fatal: a with judges/polite.txt (eeeeeeee) → a with judges/polite.txt (ffffffff)',
		));

	test('count by what both sides recorded', () => {
		assert.match(standing('judge', judged({ model: 'a', prompt }), judged({ model: 'a' })), /^same/);
		assert.match(standing('judge', { scorer: { name: 'x' } }, judged({ model: 'a' })), /^half-known: not recorded → a$/);
	});

	test('are a difference from scores that no model gave', () =>
		assert.equal(standing('judge', scorer(file('evaluate.py', 'a')), judged({ model: 'a' })), 'fatal: no judge → a'));

	test('are named among what is the same only where there is one', () => {
		assert.match(sentence(judged({ model: 'a' }), judged({ model: 'a' })), /Same dataset, scorer, judge, model/);
		assert.doesNotMatch(sentence(scorer(file('evaluate.py', 'a')), scorer(file('evaluate.py', 'a'))), /judge/);
	});
});

suite('endpoints', () => {
	const endpoint = (host: string, model?: string): Part => ({
		endpoint: { api: 'openai-chat', host, ...(model === undefined ? {} : { response_model: model }) },
	});
	test('that differ are named', () =>
		assert.equal(
			standing('endpoint', endpoint('a.example'), endpoint('b.example')),
			'confounder: openai-chat a.example → openai-chat b.example',
		));

	test('that answered as another model are named', () =>
		assert.equal(
			standing('response-model', endpoint('a', 'gpt-4o-2024-05-13'), endpoint('a', 'gpt-4o-2024-08-06')),
			'confounder: gpt-4o-2024-05-13 → gpt-4o-2024-08-06',
		));

	test('of one side only are not compared, and never the same', () => {
		assert.equal(standing('endpoint', {}, endpoint('a')), 'half-known: not recorded → openai-chat a');
		const text = sentence({}, endpoint('a', 'm-1'));
		assert.match(text, /^Comparable\. .*Recorded on one side only, so not compared: endpoint and response model\./);
		assert.doesNotMatch(text, /Same [^.]*endpoint/);
	});
});

suite('lock files', () => {
	test('are compared path by path, and only those that differ are named', () =>
		assert.equal(
			standing(
				'lock-files',
				locks({ 'uv.lock': hash('a'), 'web/yarn.lock': hash('b') }),
				locks({ 'uv.lock': hash('c'), 'web/yarn.lock': hash('b') }),
			),
			'confounder: uv.lock (aaaaaaaa) → uv.lock (cccccccc)',
		));

	test('are the same when all are, and not recorded without any', () => {
		assert.match(standing('lock-files', locks({ 'uv.lock': hash('a') }), locks({ 'uv.lock': hash('a') })), /^same/);
		assert.equal(standing('lock-files', locks({}), locks({})), 'unknown: not recorded → not recorded');
		assert.match(sentence(locks({ 'uv.lock': hash('a') }), locks({ 'uv.lock': hash('a') })), /parameters and lock files\./);
	});

	test('that only one side lists are half known', () => {
		assert.equal(standing('lock-files', locks({}), locks({ 'uv.lock': hash('a') })), 'half-known: not recorded → uv.lock (aaaaaaaa)');
		const more = locks({ 'uv.lock': hash('a'), 'requirements-dev.txt': hash('b') });
		assert.match(standing('lock-files', locks({ 'uv.lock': hash('a') }), more), /^half-known/);
	});

	test('may change between runs when both sides saw the same ones', () => {
		const both = [locks({ 'uv.lock': hash('a') }), locks({ 'uv.lock': hash('b') })];
		assert.match(standing('lock-files', both, both), /^same/);
	});
});

suite('dates', () => {
	test('within a day need no mention', () => {
		assert.match(standing('dates', at('2025-01-31T10:00:00'), at('2025-02-01T09:59:00')), /^same/);
		assert.doesNotMatch(sentence(at('2025-01-31T10:00:00'), at('2025-02-01T09:59:00')), /dates/);
	});

	test('more than a day apart are named beside the difference under study, and are no reservation', () =>
		assert.match(
			sentence(at('2025-01-31T10:00:00'), at('2025-03-01T10:00:00')),
			/^Comparable\. .*Apart from the dates \(2025-01-31 → 2025-03-01\), the only recorded difference is the prompt: /,
		));

	test('of several days are told as first and last', () =>
		assert.equal(
			standing('dates', [at('2025-01-01T10:00:00'), at('2025-01-09T10:00:00')], at('2025-01-09T10:00:00')),
			'apart: 2025-01-01 to 2025-01-09 → 2025-01-09',
		));

	test('that nobody recorded are unknown', () => {
		const none: Part = { started_at: null, ended_at: null };
		assert.equal(standing('dates', none, none), 'unknown: not recorded → not recorded');
		assert.match(standing('dates', none, at('2025-01-09T10:00:00')), /^half-known: not recorded → 2025-01-09$/);
	});

	test('stand with what else differs', () =>
		assert.match(
			sentence(at('2025-01-31T10:00:00'), { ...at('2025-03-01T10:00:00'), model: 'other' }),
			/Different but not under study: model: gpt-4-turbo → other; dates: 2025-01-31 → 2025-03-01\./,
		));

	test('are said of two sides that differ in nothing else', () => {
		const runs = [side('v1', [at('2025-01-31T10:00:00')]), side('v2', [{ ...at('2025-03-01T10:00:00') }])] as const;
		const text = comparabilitySentence([{ candidate: 'b', findings: compareFactors(...runs, experiment) }]);
		assert.match(
			text,
			/Apart from the dates \(2025-01-31 → 2025-03-01\), no recorded condition differs: a difference in results is chance/,
		);
		assertTranslated(text);
	});
});
