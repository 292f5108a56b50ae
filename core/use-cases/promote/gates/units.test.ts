import assert from 'node:assert/strict';
import { passing, setGateScene } from '../../../../test/support/gate-scene.ts';

suite('evaluateGates', () => {
	const scene = setGateScene();
	const { plan, record, configure, words, only } = scene;

	function inPercent(scores: readonly number[]): readonly number[] {
		return scores.map(score => score * 100);
	}

	suite('units that do not fit', () => {
		for (const [what, former, latter] of [
			['the new version in percent', passing(60, 100), inPercent(passing(90, 100))],
			['the version in Production in percent', inPercent(passing(90, 100)), passing(60, 100)],
			[
				'grades, the new version in percent',
				passing(60, 100).map(score => score * 0.9),
				inPercent(passing(60, 100)).map(score => score * 0.8),
			],
		] as const) {
			test(`${what}: neither a margin nor the comparison decides`, async () => {
				plan('exp-001', '{rate: {primary: true, min_effect: 0.1}}');
				record({ version: '1.0.0', scores: former });
				record({ version: '2.0.0', scores: latter });
				configure('require: [compared-with-production], gates: [{metric: rate, max_regression: 0.05}]');
				const [comparison = '', margin = ''] = await words();
				assert.match(comparison, /: inconclusive, .*one side may be in percent\./);
				assert.match(
					margin,
					/: inconclusive, .*“rate” lies between 0 and 1 on .* and reaches \d+ on .*: one side may be in percent\.$/,
				);
			});
		}

		for (const effect of [1, 5, 10]) {
			test(`min_effect: ${effect} on passes and failures shows nothing to be as good`, async () => {
				plan('exp-001', `{rate: {primary: true, min_effect: ${effect}}}`);
				record({ version: '1.0.0', scores: passing(60, 100) });
				record({ version: '2.0.0', scores: passing(55, 100) });
				configure('require: [compared-with-production]');
				assert.match(
					(await words()).join(),
					new RegExp(
						`: inconclusive, .*min_effect may be in percent\\..* nothing can be worse by ${effect}: write ${effect / 100} for ${effect} points\\.`,
					),
				);
			});
		}

		for (const margin of [1, 2.5, 5]) {
			test(`max_regression: ${margin} on passes and failures passes nothing`, async () => {
				record({ version: '1.0.0', scores: passing(90, 100) });
				record({ version: '2.0.0', scores: passing(10, 100) });
				assert.match(
					await only(`{metric: rate, max_regression: ${margin}}`),
					new RegExp(
						`: inconclusive, 0\\.8\\..* nothing can be worse by ${margin}: write ${margin / 100} for ${margin} points\\.$`,
					),
				);
			});
		}

		test('a minimum as a fraction does not pass scores in percent', async () => {
			record({ version: '2.0.0', scores: inPercent(passing(30, 100)) });
			assert.match(
				await only('{metric: rate, min: 0.85}'),
				/: inconclusive, 30\..* “rate” reaches 100, so a minimum of 0\.85 may be meant in percent: write 85\.$/,
			);
			assert.match(await only('{metric: rate, min: 85}'), /: failed, 30\. /);
		});

		test('a maximum in percent does not pass shares', async () => {
			plan('exp-001', '{rate: {goal: minimize, primary: true}}');
			record({ version: '2.0.0', scores: passing(60, 100) });
			assert.match(
				await only('{metric: rate, max: 5}'),
				/: inconclusive, 0\.6\..* a maximum of 5 can never be missed: write 0\.05 for 5 %\.$/,
			);
			assert.match(await only('{metric: rate, max: 0.05}'), /: failed, 0\.6\. /);
		});

		test('grades from 1 to 5, counts and seconds have margins and bounds of their own', async () => {
			plan('exp-001', '{rate: {primary: true, min_effect: 1}, seconds: {goal: minimize, min_effect: 1, worst: 60}}');
			const samples = Array.from({ length: 60 }, (_, index) => ({
				case: index,
				scores: { rate: 3 + (index % 3), seconds: (index % 7) / 10 },
			}));
			record({ version: '1.0.0', samples });
			record({ version: '2.0.0', samples });
			configure(
				'require: [compared-with-production], gates: [{metric: rate, max_regression: 1}, {metric: rate, min: 0.5}, {metric: seconds, max: 2}]',
			);
			for (const line of await words()) assert.match(line, /: passed, /);
		});
	});
});
