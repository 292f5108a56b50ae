import assert from 'node:assert/strict';
import { errorScore } from './error-score.ts';
import type { ErrorPolicy, ScoredMetric } from './error-score.ts';

const share: ScoredMetric = { goal: 'maximize', isShare: true };
const grade: ScoredMetric = { goal: 'maximize', isShare: false };
const cost: ScoredMetric = { goal: 'minimize', isShare: false };

const cases: readonly (readonly [title: string, policy: ErrorPolicy, metric: ScoredMetric, score: number | undefined])[] = [
	['is left out with drop', 'drop', share, undefined],
	['is left out with drop, whatever the worst is', 'drop', { ...cost, worst: 10 }, undefined],
	['is 0 of a share', 'worst', share, 0],
	['is 0 of a share by the older word', 'zero', share, 0],
	['is left out where the worst of a grade is not declared', 'worst', grade, undefined],
	['is the declared worst grade', 'worst', { ...grade, worst: 1 }, 1],
	['is 0 of a grade by the older word', 'zero', grade, 0],
	['is the declared worst where less is better', 'worst', { ...cost, worst: 10 }, 10],
	['is left out where less is better and the worst is not declared', 'worst', { ...cost, isShare: true }, undefined],
	['is never 0 where less is better: that is the best score of all', 'zero', cost, undefined],
	['is left out where less is better, by the older word', 'zero', { ...cost, worst: 10 }, undefined],
];

suite('an answer in error', () => {
	for (const [title, policy, metric, score] of cases) test(title, () => assert.equal(errorScore(policy, metric), score));
});
