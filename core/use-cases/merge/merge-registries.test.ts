import assert from 'node:assert/strict';
import { configSchema } from '../../formats/config/config.ts';
import { checkPointers } from '../../formats/registry/check-pointers.ts';
import { checkChain } from '../../formats/registry/hash-chain.ts';
import { conflictInWords } from './merge-conflict.ts';
import type { MergeFailure, MergeSide } from './merge-conflict.ts';
import { mergeRegistries } from './merge-registries.ts';
import type { MergedRegistry } from './merge-registries.ts';
import { parseRegistry } from '../../formats/registry/parse-registry.ts';
import { plannedMove } from '../../../test/support/planned-move.ts';
import type { Registry } from '../../formats/registry/registry-file.ts';

const path = 'registry/greeter.yaml';
const config = configSchema.parse({});
const versions = ['1.0.0', '2.0.0', '3.0.0'].map(version => ({ version, path: `prompts/${version}.j2`, contentHash: version }));

/** The file after a version was moved; each call a second later. */
function moved(text: string | undefined, version: string, to: string, by = 'Ana'): string {
	const registry = text === undefined ? undefined : parseRegistry(path, text);
	const facts = {
		config,
		configProblems: [],
		gates: [],
		kind: 'prompt' as const,
		path,
		registry,
		versions,
		basis: { experiment: undefined, runs: [], unread: [] },
		people: { authors: [], canonical: new Map<string, string>() },
		by: `${by} <${by.toLowerCase()}@example.com>`,
		at: `2025-02-01T09:00:${String(registry?.value?.transitions.length ?? 0).padStart(2, '0')}Z`,
	};
	const plan = plannedMove({ name: 'greeter', version, to, reason: `To ${to}` }, facts);
	if (!plan.ok) assert.fail(JSON.stringify(plan.failure));
	return plan.value.text;
}

const base = moved(undefined, '1.0.0', 'Production');

function merge(ours: string, theirs: string, keep?: MergeSide): { readonly merged: MergedRegistry; readonly registry: Registry } {
	const result = mergeRegistries({ path, base, ours, theirs }, { config, keep, by: 'Mia <mia@example.com>', at: '2025-03-01T00:00:00Z' });
	if (!result.ok) assert.fail(JSON.stringify(result.failure));
	const { value, problems } = parseRegistry(path, result.value.text);
	assert.ok(value !== undefined);
	assert.deepEqual([problems, checkChain(value.transitions), checkPointers(value, config)], [[], undefined, []]);
	return { merged: result.value, registry: value };
}

function failure(ours: string, theirs: string, keep?: MergeSide): MergeFailure {
	const result = mergeRegistries({ path, base, ours, theirs }, { config, keep, by: 'Mia <mia@example.com>', at: '2025-03-01T00:00:00Z' });
	if (result.ok) assert.fail(result.value.text);
	return result.failure;
}

function conflicts(ours: string, theirs: string): readonly string[] {
	const found = failure(ours, theirs);
	return found.kind === 'merge-conflict' ? found.conflicts.map(conflictInWords) : assert.fail(found.kind);
}

const transitionsOf = (text: string): Registry['transitions'] => parseRegistry(path, text).value?.transitions ?? [];

suite('mergeRegistries', () => {
	test('replays theirs behind ours, each entry with the digest it had', () => {
		const ours = moved(base, '2.0.0', 'Staging');
		const theirs = moved(base, '3.0.0', 'Archived', 'Bruno');
		const { merged, registry } = merge(ours, theirs);
		const original = transitionsOf(theirs)[1];
		assert.deepEqual(
			registry.transitions.map(({ version, from, to }) => [version, from, to]),
			[
				['1.0.0', 'None', 'Production'],
				['2.0.0', 'None', 'Staging'],
				['3.0.0', 'None', 'Archived'],
			],
		);
		assert.deepEqual([merged.replayed[0]?.replayed_from, merged.replayed[0]?.by, merged.settled], [original?.digest, original?.by, []]);
		assert.deepEqual([registry.stages, registry.versions['3.0.0']?.stage], [{ Production: '1.0.0', Staging: '2.0.0' }, 'Archived']);
	});

	test('takes the other branch as it stands when ours has nothing of its own', () => {
		const theirs = moved(base, '2.0.0', 'Staging');
		assert.deepEqual(transitionsOf(merge(base, theirs).merged.text), transitionsOf(theirs));
		assert.deepEqual(transitionsOf(merge(theirs, base).merged.text), transitionsOf(theirs));
	});

	test('replays nothing twice, also when the branches were joined before', () => {
		const [ours, theirs] = [moved(base, '2.0.0', 'Staging'), moved(base, '3.0.0', 'Archived')];
		const joined = merge(ours, theirs).merged.text;
		assert.deepEqual(transitionsOf(merge(joined, theirs).merged.text), transitionsOf(joined));
		assert.deepEqual(transitionsOf(merge(theirs, joined).merged.text), transitionsOf(joined));
	});

	test('keeps both records of the same decision', () => {
		const { registry } = merge(moved(base, '2.0.0', 'Production'), moved(base, '2.0.0', 'Production', 'Bruno'));
		assert.deepEqual(registry.stages, { Production: '2.0.0' });
		assert.deepEqual(
			registry.transitions.slice(3).map(({ version, from, to, by }) => [version, from, to, by]),
			[
				['2.0.0', 'Production', 'Production', 'Bruno <bruno@example.com>'],
				['1.0.0', 'Archived', 'Archived', 'Bruno <bruno@example.com>'],
			],
		);
	});

	test('says of both branches what each decided, where they decided one matter differently', () => {
		assert.deepEqual(conflicts(moved(base, '2.0.0', 'Production'), moved(base, '3.0.0', 'Production')), [
			'Production holds 2.0.0 on our branch and 3.0.0 on theirs.',
		]);
		assert.deepEqual(conflicts(moved(base, '2.0.0', 'Staging'), moved(base, '2.0.0', 'Archived')), [
			'2.0.0 is in Staging on our branch and in Archived on theirs.',
		]);
		assert.deepEqual(conflicts(moved(base, '1.0.0', 'Archived'), moved(base, '1.0.0', 'Staging')), [
			'1.0.0 is in Archived on our branch and in Staging on theirs.',
		]);
	});

	for (const [keep, holder, archived] of [
		['ours', '2.0.0', '3.0.0'],
		['theirs', '3.0.0', '2.0.0'],
	] as const) {
		test(`keeps the decision of ${keep} when told so, the entries of both, and one more that says it`, () => {
			const [ours, theirs] = [moved(base, '2.0.0', 'Production'), moved(base, '3.0.0', 'Production', 'Bruno')];
			const { merged, registry } = merge(ours, theirs, keep);
			assert.deepEqual([registry.stages, registry.versions[archived]?.stage], [{ Production: holder }, 'Archived']);
			assert.deepEqual(
				merged.settled.map(({ version, to, by, reason }) => [version, to, by, reason]),
				[[archived, 'Archived', 'Mia <mia@example.com>', `Merged two branches: kept ${holder} in Production`]],
			);
			assert.equal(registry.transitions.length, transitionsOf(ours).length + 2 + 1);
		});
	}

	test('joins the reviews of a request, and what was decided wins over what is open', () => {
		const request = (status: string, reviews: string): string =>
			`requests:\n  - {id: r-1, version: 2.0.0, to: Staging, by: Ana <ana@example.com>, at: "2025-01-01T00:00:00Z", reason: x, status: ${status}, reviews: [${reviews}]}\n`;
		const review = (by: string, verdict: string): string => `{by: ${by}, at: "2025-01-02T00:00:00Z", verdict: ${verdict}}`;
		const withRequest = (status: string, reviews: string): string =>
			base.replace('transitions:', `${request(status, reviews)}transitions:`);
		const { registry } = merge(withRequest('approved', review('Bo', 'approve')), withRequest('rejected', review('Cy', 'reject')));
		assert.deepEqual([registry.requests[0]?.status, registry.requests[0]?.reviews.map(({ by }) => by)], ['rejected', ['Bo', 'Cy']]);
		assert.deepEqual(conflicts(withRequest('withdrawn', ''), withRequest('rejected', review('Cy', 'reject'))), [
			'Request r-1 is withdrawn on our branch and rejected on theirs.',
		]);
		assert.deepEqual(
			merge(base, withRequest('pending', '')).registry.requests.map(({ id }) => id),
			['r-1'],
		);
	});

	test('takes descriptions that one branch wrote, and asks when both did', () => {
		const described = (words: string): string => base.replace('stage: Production', `stage: Production\n    description: ${words}`);
		assert.equal(merge(base, described('Short')).registry.versions['1.0.0']?.description, 'Short');
		assert.equal(merge(described('Short'), base).registry.versions['1.0.0']?.description, 'Short');
		assert.deepEqual(conflicts(described('Short'), described('Long')), ['Both branches changed the description or the tags of 1.0.0.']);
		assert.equal(merge(described('Short'), described('Long'), 'theirs').registry.versions['1.0.0']?.description, 'Long');
	});

	test('never joins a version that has two contents, nor a chain that does not hold', () => {
		const other = moved(base, '2.0.0', 'Staging')
			.replaceAll('sha256: 2.0.0', 'sha256: "0"')
			.replaceAll('prompt_sha256: "0"', 'prompt_sha256: 2.0.0');
		const found = failure(moved(base, '2.0.0', 'Staging'), other, 'ours');
		assert.deepEqual(found.kind === 'merge-conflict' && found.conflicts, [{ kind: 'content', version: '2.0.0' }]);
		assert.equal(failure(base, base.replace('To Production', 'To production')).kind, 'merge-unreadable');
		assert.equal(failure('name: [', base).kind, 'merge-unreadable');
	});
});
