import assert from 'node:assert/strict';
import { passing, setGateScene } from '../../../../test/support/gate-scene.ts';

suite('evaluateGates', () => {
	const scene = setGateScene();
	const { record, only } = scene;

	suite('feedback', () => {
		const gate = '{feedback: {min: 4, count: 2}}';
		const line = (id: string, by: string, score: unknown): string =>
			`${JSON.stringify({ case: id, by, score, at: '2025-02-01T09:00:00Z' })}\n`;

		test('takes the last word of each person on each case, and the mean of the cases', async () => {
			const folder = record({ version: '2.0.0', scores: [1, 1, 1] });
			assert.match(await only(gate), /^feedback \(>= 4 on 2 cases\): inconclusive\. 0 cases are rated, 2 more are needed\./);
			scene.repository.write(
				`${folder}/feedback.jsonl`,
				line('a', 'Ana', 1) + line('a', 'Ana', 5) + line('a', 'Bruno', 4) + 'half a li',
			);
			assert.match(await only(gate), /inconclusive, 4\.5\. 1 case is rated, 1 more is needed\./);
			scene.repository.write(
				`${folder}/feedback.jsonl`,
				line('a', 'Ana', 5) + line('a', 'Bruno', 4) + line('b', 'Ana', 4) + line('c', 'Ana', 'good'),
			);
			assert.match(await only(gate), /passed, 4\.25\. Mean score 4\.25 on 2 cases by 2 people, 95 % interval/);
			assert.match(await only('{feedback: {min: 4.5, count: 2}}'), /failed, 4\.25\./);
		});
	});

	suite('agreement of a judge with people', () => {
		const gate = '{judge-agreement: {metric: polite, min: 0.6}}';

		/** One answer to each case, scored by the judge and, where there is a rating, by a person. */
		function rate(scores: readonly (readonly [judge: number, person: number | undefined])[]): void {
			const folder = record({
				version: '2.0.0',
				samples: scores.map(([judge], index) => ({ case: index, scores: { polite: judge } })),
			});
			const lines = scores.flatMap(([, score], index) =>
				score === undefined ? [] : { case: index, by: 'Ana', score, at: '2025-02-01T09:00:00Z' },
			);
			scene.repository.write(`${folder}/feedback.jsonl`, lines.map(line => `${JSON.stringify(line)}\n`).join(''));
		}

		for (const [what, scores, found] of [
			[
				'passes where both nearly always say the same',
				(index: number) => [index % 2, index === 0 ? 1 : index % 2],
				/^polite judge agreement \(alpha >= 0\.6\): passed, 0\.9\d+\. Alpha 0\.9\d between “polite” and people on 60 cases, 95 % interval 0\.82 to 1\.00\. The whole interval is at least what is asked for\.$/,
			],
			[
				'fails where they agree as often as chance',
				(index: number) => [index % 2, (index >> 1) % 2],
				/: failed, .* The whole interval is below what/,
			],
			[
				'is open where they may or may not',
				(index: number) => [index % 2, index % 5 === 0 ? 1 - (index % 2) : index % 2],
				/: inconclusive, 0\.6\d*\. .* The interval includes what is asked for\. Rate more answers\.$/,
			],
			[
				'takes grades as numbers',
				(index: number) => [1 + (index % 5), 1 + (index % 5)],
				/: passed, 1\. Alpha 1\.00 .* interval 0\.\d\d to 1\.00\./,
			],
			['is open where nobody could disagree', () => [1, 1], /: inconclusive\. “polite” and people gave every answer the same score/],
			[
				'is open on two scales',
				(index: number) => [(index % 5) / 4, 1 + (index % 5)],
				/: inconclusive\. “polite” scores from 0 to 1 and people do not/,
			],
			[
				'is open with too few ratings',
				(index: number) => [index % 2, index < 5 ? index % 2 : undefined],
				/: inconclusive\. “polite” and people both rated answers to 5 cases, and at least 6 are needed\./,
			],
			[
				'is open without ratings',
				(index: number) => [index % 2, undefined],
				/both rated answers to 0 cases, and at least 6 are needed\./,
			],
		] as const) {
			test(what, async () => {
				rate(
					Array.from({ length: 60 }, (_, index) => {
						const [judge = 0, person] = scores(index);
						return [judge, person] as const;
					}),
				);
				assert.match(await only(gate), found);
			});
		}

		test('counts a case once, however often it was answered', async () => {
			const scores = Array.from({ length: 5 }, (_, index) => [index % 2, index % 2] as const);
			for (let seed = 0; seed < 4; seed++) rate(scores);
			assert.match(await only(gate), /both rated answers to 5 cases/);
		});

		test('is open where the judge scored nothing', async () => {
			record({ version: '2.0.0', scores: passing(9, 10) });
			assert.match(await only('{judge-agreement: {metric: rats, min: 0.6}}'), /did not measure “rats”\. Did you mean “rate”\?/);
		});
	});
});
