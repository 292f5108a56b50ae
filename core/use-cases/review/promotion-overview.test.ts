import { describeFailure } from '../../words/describe-failure.ts';
import assert from 'node:assert/strict';
import { ana, bruno, clara, davi, mixedGates, passedGates, sceneReading } from '../../../test/support/promotion-scene.ts';
import { promotionOverview } from './promotion-overview.ts';

suite('the overview of a promotion', () => {
	test('says what moves, what it replaces and since when, and who asked', () => {
		const { from, to, holder, request, isRequestOpen, arrival } = promotionOverview(sceneReading(), passedGates, describeFailure);
		assert.deepEqual([from, to, holder], ['Staging', 'Production', { version: '1.4.0', since: '2024-12-12T10:00:00Z' }]);
		assert.deepEqual([request?.by, isRequestOpen, arrival], [ana, true, undefined]);
	});

	test('counts the approvals that count, and says of the others why not', () => {
		const { approvals } = promotionOverview(sceneReading(), passedGates, describeFailure);
		assert.deepEqual(
			approvals.given.map(({ by }) => by),
			[bruno],
		);
		assert.deepEqual(
			approvals.refused.map(({ review, why }) => [review.by, why]),
			[[davi, 'wrote content of this version']],
		);
		assert.deepEqual([approvals.required, approvals.missing, approvals.authors], [2, 1, [davi]]);
	});

	test('names gates and approvals that are missing in the words of the command line, and that an override passes them', () => {
		const { obstacles, canOverride } = promotionOverview(sceneReading(), mixedGates, describeFailure);
		assert.deepEqual(
			obstacles.map(({ what }) => what),
			['code-generator 2.0.0 does not pass 2 of 5 gates of Production.', 'code-generator 2.0.0 lacks approval for Production.'],
		);
		assert.equal(canOverride, true);
	});

	test('lets no override pass what is wrong with the repository', () => {
		const reading = { ...sceneReading(), refusals: [{ kind: 'operation-in-progress', operation: 'merge' } as const] };
		const { obstacles, canOverride } = promotionOverview(reading, mixedGates, describeFailure);
		assert.equal(obstacles.length, 3);
		assert.match(obstacles[0]?.what ?? '', /merge/);
		assert.equal(canOverride, false);
	});

	for (const [who, by, words] of [
		['who asked', ana, 'People cannot decide on their own requests.'],
		['an author', davi, 'They wrote content of this version, and people cannot approve their own work.'],
		['a stranger', 'Eve <eve@elsewhere.example>', 'stagemark.yaml lists these approvers: *@example.com.'],
		['somebody without an identity', undefined, undefined],
	] as const) {
		test(`says why ${who} may not approve`, () => {
			const { approvalObjection } = promotionOverview(sceneReading({ by }), passedGates, describeFailure).viewer;
			assert.notEqual(approvalObjection, undefined);
			if (words !== undefined) assert.equal(approvalObjection?.why, words);
		});
	}

	test('finds nothing against a colleague, and knows who has approved', () => {
		assert.deepEqual(promotionOverview(sceneReading({ by: clara }), passedGates, describeFailure).viewer, {
			by: clara,
			isRequester: false,
			hasApproved: false,
			approvalObjection: undefined,
		});
		assert.equal(promotionOverview(sceneReading({ by: bruno }), passedGates, describeFailure).viewer.hasApproved, true);
	});

	test('shows every line that would be written, before anything is allowed', () => {
		const { preview } = promotionOverview(sceneReading(), mixedGates, describeFailure);
		assert.equal(preview?.subject, 'promote(code-generator): 2.0.0 Staging -> Production');
		assert.equal(preview.tag, 'code-generator/v2.0.0');
		assert.deepEqual(
			preview.transitions.map(({ version, from, to }) => `${version} ${from} ${to}`),
			['2.0.0 Staging Production', '1.4.0 Production Archived'],
		);
	});

	test('works when nobody has asked, and when the last request was withdrawn', () => {
		const nobody = promotionOverview(sceneReading({ request: 'none' }), passedGates, describeFailure);
		assert.deepEqual([nobody.request, nobody.isRequestOpen, nobody.approvals.missing], [undefined, false, 2]);
		const withdrawn = { by: ana, at: '2025-01-31T16:00:00Z', reason: 'Too early' };
		const closed = promotionOverview(sceneReading({ request: { status: 'withdrawn', withdrawn } }), passedGates, describeFailure);
		assert.deepEqual([closed.request?.withdrawn?.reason, closed.isRequestOpen, closed.approvals.given], ['Too early', false, []]);
	});

	test('of a move that was made is what the move recorded', () => {
		const moved = { at: '2025-02-01T09:00:00Z', by: clara, version: '2.0.0', from: 'Staging', to: 'Production', reason: 'Agreed' };
		const replaced = {
			at: '2025-02-01T09:00:00Z',
			by: clara,
			version: '1.4.0',
			from: 'Production',
			to: 'Archived',
			reason: 'Replaced',
		};
		const approvals = [{ by: bruno, at: '2025-01-31T15:20:00Z' }];
		const reading = sceneReading({ request: { status: 'done' }, more: [{ ...moved, request: 'r-7c21f0', approvals }, replaced] });
		const overview = promotionOverview(reading, undefined, describeFailure);
		assert.equal(overview.arrival?.by, clara);
		assert.deepEqual([overview.obstacles, overview.preview, overview.canOverride], [[], undefined, false]);
		assert.deepEqual(overview.approvals.given, approvals);
	});
});
