import assert from 'node:assert/strict';
import { experimentSchema } from './experiment.ts';
import { metricsWithoutWorst } from './metrics-without-worst.ts';

suite('metrics whose errors have no score', () => {
	const table: readonly (readonly [title: string, plan: object, values: readonly number[], found: readonly string[]])[] = [
		['are none where errors are dropped', { metrics: { ms: { goal: 'minimize' } } }, [], []],
		[
			'are those of which less is better',
			{ metrics: { ms: { goal: 'minimize' }, rate: {} }, decision: { errors: 'worst' } },
			[],
			['ms: less-is-better'],
		],
		['are none with a worst score', { metrics: { ms: { goal: 'minimize', worst: 9000 } }, decision: { errors: 'worst' } }, [5], []],
		['are those whose scores leave 0 to 1', { metrics: { bleu: {} }, decision: { errors: 'worst' } }, [0.5, 31], ['bleu: unbounded']],
		['are those with negative scores', { metrics: { gain: {} }, decision: { errors: 'worst' } }, [-0.1], ['gain: unbounded']],
		[
			'are those of which more than 1 matters',
			{ metrics: { bleu: { min_effect: 2 } }, decision: { errors: 'worst' } },
			[],
			['bleu: unbounded'],
		],
		['are none where scores lie in 0 to 1', { metrics: { rate: {} }, decision: { errors: 'worst' } }, [0, 0.5, 1], []],
		[
			'are those of which less is better under the older word, even with a worst score',
			{ metrics: { ms: { goal: 'minimize', worst: 9 } }, decision: { errors: 'zero' } },
			[],
			['ms: less-is-better'],
		],
	];
	for (const [title, plan, values, found] of table) {
		test(title, () => {
			const experiment = experimentSchema.parse({ id: 'exp-001', ...plan });
			assert.deepEqual(
				metricsWithoutWorst(experiment, () => values).map(({ name, reason }) => `${name}: ${reason}`),
				found,
			);
		});
	}
});
