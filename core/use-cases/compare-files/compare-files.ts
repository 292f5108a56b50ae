import { canonicalJson } from '../../base/canonical-json.ts';
import { nearestWord } from '../../base/text/nearest-word.ts';
import { fail, succeed } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { CancelSignal } from '../../ports/cancel-signal.ts';
import type { Ports } from '../../ports/ports.ts';
import type { CompareSideInput } from '../../judging/compare/cases/compare-side.ts';
import { errorOf } from '../../formats/run/sample-error.ts';
import { compareRuns } from '../../judging/compare/compare-runs.ts';
import type { Comparison } from '../../judging/compare/comparison.ts';
import type { CompareFilesFailure } from './compare-files-failure.ts';
import { repeatedCases } from './repeated-cases.ts';
import { fileMetrics } from './file-metrics.ts';
import type { MetricWishes } from './file-metrics.ts';
import { sidesOfFiles } from './sides-of-files.ts';
import type { ReadFilesOptions, SidesFailure, SidesOfFiles } from './sides-of-files.ts';

/** Result files to compare, without a repository and without configuration. */
export interface CompareFilesRequest {
	/** Paths, or `PATH#RUN`. The first is the baseline unless `baseline` names another. */
	readonly references: readonly string[];
	readonly baseline?: string;
	readonly wishes: MetricWishes;
	readonly reading: ReadFilesOptions;
}

/**
 * Compares result files of other tools as runs are compared: by the same function, with the same report. What only a repository
 * could know (the prompt's version, the dataset's content) is unknown, and the report says so.
 *
 * @throws The signal's reason when cancelled.
 */
export async function compareFiles(
	request: CompareFilesRequest,
	ports: Ports,
	signal: CancelSignal,
): Promise<Result<Comparison, SidesFailure>> {
	const { slices = [] } = request.wishes;
	const reading = slices.length === 0 ? request.reading : { ...request.reading, labelColumns: slices };
	const read = await sidesOfFiles(request.references, reading, ports, signal);
	if (!read.ok) return read;
	const sides = baselineFirst(read.value.sides, request.baseline);
	if (!sides.ok) return sides;
	const refusal = withoutNumber(sides.value, read.value) ?? withoutCommonCase(sides.value);
	if (refusal !== undefined) return fail(refusal);
	const metrics = fileMetrics(sides.value, request.wishes);
	if (!metrics.ok) return metrics;

	const { experiment, guesses } = metrics.value;
	const comparison = compareRuns({ title: titleOf(sides.value), sides: sides.value, experiment });
	const warnings = [...read.value.warnings, ...repeatedCases(sides.value), ...otherInputs(sides.value)];
	return succeed({
		...comparison,
		footnote: [comparison.footnote, guesses].filter(part => part !== '').join(' · '),
		...(warnings.length === 0 ? {} : { warnings: [...(comparison.warnings ?? []), ...warnings] }),
	});
}

function baselineFirst(
	sides: readonly CompareSideInput[],
	wanted: string | undefined,
): Result<readonly CompareSideInput[], CompareFilesFailure> {
	if (wanted === undefined) return succeed(sides);
	const known = sides.map(({ label }) => label);
	const baseline = sides.find(
		({ label, runs }) => label === wanted || runs.some(({ record }) => record.variant === wanted || record.id === wanted),
	);
	if (baseline === undefined) return fail({ kind: 'unknown-file-baseline', name: wanted, suggestion: nearestWord(wanted, known), known });
	return succeed([baseline, ...sides.filter(side => side !== baseline)]);
}

function withoutNumber(sides: readonly CompareSideInput[], { dropped }: SidesOfFiles): CompareFilesFailure | undefined {
	const isMeasured = ({ runs }: CompareSideInput): boolean =>
		runs.some(
			({ record, samples }) =>
				Object.keys(record.metrics).length > 0 ||
				samples.some(sample => Object.keys(sample.scores).length > 0 || errorOf(sample) !== undefined),
		);
	// A side of nothing but errors is a result, where the others have numbers.
	const isScored = ({ runs }: CompareSideInput): boolean =>
		runs.some(
			({ record, samples }) => Object.keys(record.metrics).length > 0 || samples.some(({ scores }) => Object.keys(scores).length > 0),
		);
	const empty = sides.find(side => !isMeasured(side)) ?? (sides.some(isScored) ? undefined : sides[0]);
	return empty && { kind: 'no-numeric-metric', path: empty.label, columns: dropped.get(empty.label) ?? [] };
}

/** How many ids are shown of a side. */
const shownCaseCount = 3;

/** Two files about other cases are two samples of nobody knows what; an unpaired test would pretend to know. */
function withoutCommonCase([baseline, ...candidates]: readonly CompareSideInput[]): CompareFilesFailure | undefined {
	const before = casesOf(baseline);
	if (baseline === undefined || before.size === 0) return undefined;
	for (const candidate of candidates) {
		const after = casesOf(candidate);
		if (after.size === 0 || [...after.keys()].some(id => before.has(id))) continue;
		return {
			kind: 'no-common-case',
			baseline: baseline.label,
			candidate: candidate.label,
			baselineCases: [...before.keys()].slice(0, shownCaseCount),
			candidateCases: [...after.keys()].slice(0, shownCaseCount),
		};
	}
	return undefined;
}

/** Cases that have one id and two questions: the files were perhaps written in another order. */
function otherInputs([baseline, ...candidates]: readonly CompareSideInput[]): readonly string[] {
	const before = casesOf(baseline);
	return candidates.flatMap(candidate => {
		const after = casesOf(candidate);
		const other = [...after].filter(([id, input]) => input !== undefined && (before.get(id) ?? input) !== input).map(([id]) => id);
		if (other.length === 0) return [];
		const named = `${other.slice(0, shownCaseCount).join(', ')}${other.length > shownCaseCount ? ', …' : ''}`;
		return [
			`${candidate.label}: ${other.length} of ${after.size} cases have the id of a case in ${baseline?.label ?? ''} and a different input (${named}). Check that an id means the same case in both files.`,
		];
	});
}

/** Ids of the cases of a side with the input of the first answer; undefined where the file keeps none. */
function casesOf(side: CompareSideInput | undefined): ReadonlyMap<string, string | undefined> {
	const cases = new Map<string, string | undefined>();
	for (const { samples } of side?.runs ?? []) {
		for (const sample of samples) {
			if (!cases.has(sample.case)) cases.set(sample.case, sample.input === undefined ? undefined : canonicalJson(sample.input));
		}
	}
	return cases;
}

function titleOf(sides: readonly CompareSideInput[]): string {
	const [baseline, ...candidates] = sides.map(side => side.label);
	return `${candidates.length > 3 ? `${candidates.length} candidates` : candidates.join(', ')} against ${baseline ?? ''}`;
}
