import type { Comparison, MetricComparison } from '../../compare/comparison.ts';
import { formatDelta } from '../../compare/report/format-metric.ts';
import { decideLowerBound } from '../../../statistics/bounds/regression-gate.ts';
import { towardsGoal } from '../../../statistics/decision/decide-estimate.ts';
import type { GateFinding } from '../gate.ts';
import { planIsOpen } from './decision-rule.ts';
import { differenceEnds } from './difference-words.ts';

type Outcome = 'passed' | 'failed' | 'inconclusive';

/**
 * Whether the first candidate of a comparison is shown to be no worse than the baseline on every metric that the experiment declares,
 * each by its own smallest difference that matters. What was merely measured decides nothing.
 *
 * The margin is held against the interval whose ends each keep their error rate, as by `max_regression`: a verdict of “not worse” alone
 * would let a version that is worse by it pass in 5 % instead of 3.5.
 *
 * @param declared - Names of the declared metrics.
 */
export function judgeComparison(comparison: Comparison, declared: readonly string[]): Pick<GateFinding, 'detail' | 'observed' | 'outcome'> {
	const rows = comparison.metrics.filter(({ name }) => declared.includes(name));
	const observed = rows.map(({ name, words }) => `${name}: ${words}`).join('; ');
	if (!comparison.comparable) return { outcome: 'failed', observed, detail: '' };
	if (rows.length === 0) {
		const detail = 'The experiment declares no metric, so nothing can be shown. Declare one with a min_effect in its methodology.';
		return { outcome: 'inconclusive', detail };
	}
	const judged = rows.map(row =>
		row.unit_doubt === undefined ? judgeRow(row) : { outcome: 'inconclusive' as const, words: [row.unit_doubt] },
	);
	const outcomes = new Set(judged.map(({ outcome }) => outcome));
	const decided = outcomes.has('failed') ? 'failed' : outcomes.has('inconclusive') ? 'inconclusive' : 'passed';
	const isTooEarly = comparison.interim !== undefined && comparison.look === undefined;
	const sentences = [...judged.flatMap(({ words }) => words), ...(isTooEarly ? [planIsOpen] : [])];
	return { outcome: isTooEarly ? 'inconclusive' : decided, observed, detail: sentences.join(' ') };
}

interface JudgedRow {
	readonly outcome: Outcome;
	/** Sentences, none where the verdict says it all. */
	readonly words: readonly string[];
}

function judgeRow(row: MetricComparison): JudgedRow {
	const { name, goal, min_effect: margin, verdict } = row;
	const interval = towardsGoal(row.margin_ci, goal);
	if (verdict === 'not-enough-data' || interval === null) return { outcome: 'inconclusive', words: [] };
	const ends = row.margin_ci === null ? [] : [`${name}: ${differenceEnds(name, goal, row.margin_ci)}`];
	if (verdict === 'differs-unexplained') return { outcome: 'inconclusive', words: ends };
	if (margin === null) return judgeWithoutMargin(row, ends);
	const matters = formatDelta(name, margin).replace(/^\+/, '');
	// Only the outcome counts here, and it depends on neither the number of cases nor the detectable effect.
	const { outcome } = decideLowerBound({ value: row.delta ?? 0, interval, caseCount: row.pairs, detectableEffect: 0 }, -margin);
	if (outcome === 'passed') {
		return verdict === 'regressed'
			? { outcome, words: [`${name} is worse, by less than what matters (${matters}).`] }
			: { outcome, words: [] };
	}
	if (verdict === 'improved') return { outcome: 'passed', words: [] };
	const isWorse = outcome === 'failed' || verdict === 'regressed';
	return { outcome: isWorse ? 'failed' : 'inconclusive', words: [...ends, `A loss of ${matters} matters.`] };
}

/** Without a margin nothing is shown to be as good. */
function judgeWithoutMargin({ name, verdict }: MetricComparison, ends: readonly string[]): JudgedRow {
	if (verdict === 'improved') return { outcome: 'passed', words: [] };
	if (verdict === 'regressed') return { outcome: 'failed', words: ends };
	return {
		outcome: 'inconclusive',
		words: [...ends, `Declare the smallest difference that matters, min_effect, for ${name}.`],
	};
}
