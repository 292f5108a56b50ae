import { formatDelta, formatMetric, notAvailable } from '../judging/compare/report/format-metric.ts';
import type { ReproducedMetric, Reproduction } from '../use-cases/reproduce/reproduction.ts';

/** A reproduction in words and cells. Command line and editor say the same. */
export interface ReproductionReport {
	readonly verdict: string;
	/** Metric, on record, again, difference, tolerance, and whether it is within. */
	readonly headings: readonly string[];
	readonly rows: readonly (readonly string[])[];
	/** Cases, noise, surroundings: one sentence or two each. */
	readonly remarks: readonly string[];
}

/** Says what making a run again came to. */
export function reproductionReport(reproduction: Reproduction): ReproductionReport {
	const { original, metrics, isReproduced } = reproduction;
	const apart = metrics.filter(({ isWithin }) => !isWithin).map(({ name }) => name);
	const seed = original.seed === null ? '' : ` seed ${original.seed}`;
	const subject = `${original.id} (${original.experiment}/${original.variant}${seed})`;
	const reason =
		metrics.length === 0
			? 'it has no metric'
			: `${apart.join(', ')} ${apart.length === 1 ? 'differs' : 'differ'} by more than the tolerance`;
	return {
		verdict: isReproduced ? `Reproduced: ${subject}` : `Not reproduced: ${subject}; ${reason}`,
		headings: ['Metric', 'On record', 'Again', 'Difference', 'Tolerance', ''],
		rows: metrics.map(rowOf),
		remarks: [caseSentence(reproduction), noiseSentence(reproduction), surroundingsSentence(reproduction)].filter(
			sentence => sentence !== '',
		),
	};
}

function rowOf({ name, before, after, tolerance, isWithin }: ReproducedMetric): readonly string[] {
	const format = (value: number | undefined): string => (value === undefined ? notAvailable : formatMetric(name, value));
	const difference = before === undefined || after === undefined ? notAvailable : formatDelta(name, after - before);
	return [
		name,
		format(before),
		format(after),
		difference,
		formatDelta(name, tolerance).replace(/^\+/, ''),
		isWithin ? 'within' : 'outside',
	];
}

function caseSentence({ cases }: Reproduction): string {
	if (cases === undefined) return '';
	const { commonCount, changedCount, loneCount } = cases;
	const lone = loneCount === 0 ? '' : ` ${loneCount} ${loneCount === 1 ? 'case is' : 'cases are'} in only one of the runs.`;
	return `${commonCount - changedCount} of ${commonCount} common cases scored the same.${lone}`;
}

function noiseSentence({ noise }: Reproduction): string {
	const { groupCount, runCount, largestDifferences } = noise;
	if (groupCount === 0) return 'No two recorded runs are equal, so the difference between repeats is unknown.';
	const differences = Object.entries(largestDifferences).map(([name, value]) => `${name} ${formatDelta(name, value).replace(/^\+/, '')}`);
	const groups = groupCount === 1 ? '1 combination' : `${groupCount} combinations`;
	return `A/A noise: ${runCount} equal runs of ${groups} of variant and seed differ by at most: ${differences.join(', ')}.`;
}

function surroundingsSentence({ surroundings }: Reproduction): string {
	return surroundings.length === 0 ? '' : `Also different: ${surroundings.join(', ')}.`;
}
