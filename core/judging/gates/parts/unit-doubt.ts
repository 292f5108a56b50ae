import { formatAmount } from '../../compare/report/format-metric.ts';
import type { GateFinding } from '../gate.ts';
import type { Bound } from './bound-words.ts';
import type { CaseEstimate } from './case-estimate.ts';

/** As many times as large percents are as fractions of the same quality, with room for a real difference. */
const leastFactor = 20;

/**
 * Why a bound and the scores may be in different units: a `min` between 0 and 1 against scores in percent, or a `max` above 1 against
 * passes and failures, which would pass whatever the version does, and a `min` above 1 against scores in [0, 1], which nothing can reach.
 * Undefined where nothing speaks for it.
 */
export function boundScaleProblem(metric: string, { kind, limit }: Bound, scores: ScoreFacts): string | undefined {
	return kind === 'min' ? minimumProblem(metric, limit, scores) : maximumProblem(metric, limit, scores);
}

type ScoreFacts = Pick<CaseEstimate, 'least' | 'most' | 'range' | 'value'>;

function minimumProblem(metric: string, limit: number, { least, most, value }: ScoreFacts): string | undefined {
	if (limit > 0 && limit < 1 && most > 1 && value >= leastFactor * limit) {
		return `“${metric}” reaches ${formatAmount('', most)}, so a minimum of ${limit} may be meant in percent: write ${formatAmount('', limit * 100)}.`;
	}
	return limit > 1 && limit <= 100 && least >= 0 && most <= 1
		? `“${metric}” is never above ${formatAmount('', most)}, so a minimum of ${limit} may be meant in percent: write ${formatAmount('', limit / 100)}.`
		: undefined;
}

function maximumProblem(metric: string, limit: number, { range }: ScoreFacts): string | undefined {
	return limit > 1 && range !== undefined
		? `“${metric}” is 0 or 1 for every answer, so a maximum of ${limit} can never be missed: write ${formatAmount('', limit / 100)} for ${formatAmount('', limit)} %.`
		: undefined;
}

/** A finding that passed or failed becomes an open one where units are in doubt: in either unit the other may be true. */
export function withUnits(finding: GateFinding, problem: string | undefined): GateFinding {
	if (problem === undefined || (finding.outcome !== 'passed' && finding.outcome !== 'failed')) return finding;
	return { ...finding, outcome: 'inconclusive', detail: [finding.detail ?? '', problem].filter(part => part !== '').join(' ') };
}
