import { valuesToShow } from '../../statistics/sequential/later-fall.ts';
import type { LaterFall } from '../../statistics/sequential/later-fall.ts';
import type { Moments } from '../../statistics/descriptive/moments.ts';
import { formatAmount, formatMetric } from '../compare/report/format-metric.ts';
import type { EvidenceMetric } from './watched-metric.ts';

/** Why a fall is shown. */
export function whyShown({ metric, goal, minEffect, cases }: EvidenceMetric, { fall, windows, stretch }: LaterFall): string {
	const now = goal === 'maximize' ? stretch.mean : 1 - stretch.mean;
	const span = windows === 1 ? 'in this window' : `over the last ${windows} windows`;
	const seen = `${formatMetric(metric, cases.mean)} in the evidence, ${formatMetric(metric, now)} ${span}`;
	const amount = formatAmount(metric, fall);
	if (minEffect === undefined) return `Worse by ${amount}: ${seen}.`;
	const matters = fall >= minEffect ? 'which matters' : `less than the ${formatAmount(metric, minEffect)} that matter`;
	return `Worse by ${amount}, ${matters}: ${seen}.`;
}

/** What is excluded. */
export function whyOk({ metric }: EvidenceMetric, minEffect: number, n: number): string {
	return `${n} records exclude that it is worse by ${formatAmount(metric, minEffect)} over these windows.`;
}

/** Why neither a fall nor its absence is shown, and what would help. */
export function whyNothingIsShown({ metric, minEffect, cases }: EvidenceMetric, evidence: Moments, seen: Moments, alpha: number): string {
	if (seen.n === 0) return `No record has a value of “${metric}”. Write it into “scores” of the records.`;
	if (minEffect === undefined) {
		return `No fall is shown, and none is excluded, since the plan does not say what matters. Add min_effect to “${metric}”.`;
	}
	const needed = valuesToShow(evidence, minEffect, alpha);
	const amount = formatAmount(metric, minEffect);
	if (needed === undefined) return `The ${cases.n} cases of the evidence do not differ, so that no number of records can be planned.`;
	if (!Number.isFinite(needed)) {
		return `The evidence has ${cases.n} cases, too few to show that production is worse by ${amount}, whatever the number of records.`;
	}
	return `Neither shown nor excluded by ${seen.n} records. About ${needed} in a row show that it is worse by ${amount} in 4 of 5 cases.`;
}
