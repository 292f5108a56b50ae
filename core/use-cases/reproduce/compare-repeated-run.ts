import type { CancelSignal } from '../../ports/cancel-signal.ts';
import type { Ports } from '../../ports/ports.ts';
import { compareCaseScores } from './compare-case-scores.ts';
import type { GatheredRun } from '../record/gather-run.ts';
import type { LoadedRun } from '../../workspace/runs/load-runs.ts';
import { repeatNoise } from '../../workspace/runs/repeat-noise.ts';
import type { RepeatNoise } from '../../workspace/runs/repeat-noise.ts';
import type { ReproducedCases, ReproducedMetric, Reproduction } from './reproduction.ts';
import type { RunRecord } from '../../formats/run/run-record.ts';

/** A run, and the same made again. */
export interface RepeatedPair {
	readonly original: LoadedRun;
	/** All runs of the experiment that are on record. */
	readonly runs: readonly RunRecord[];
	readonly gathered: GatheredRun;
	/** Undefined for the default, see `ReproduceRequest`. */
	readonly tolerance: number | undefined;
}

/** Holds a run that was made again against the one on record, metric by metric and case by case. */
export async function compareRepeatedRun(
	{ original, runs, gathered, tolerance }: RepeatedPair,
	ports: Ports,
	signal: CancelSignal,
): Promise<Omit<Reproduction, 'recorded'>> {
	const noise = repeatNoise(runs);
	const metrics = compareMetrics(original.record, gathered.record, name => tolerance ?? defaultTolerance(name, noise));
	return {
		original: original.record,
		repeated: gathered.record,
		metrics,
		cases: await compareCases(original, gathered, ports, signal),
		noise,
		surroundings: differencesOf(original.record, gathered.record),
		isReproduced: metrics.length > 0 && metrics.every(({ isWithin }) => isWithin),
	};
}

function defaultTolerance(name: string, { largestDifferences }: RepeatNoise): number {
	return Object.hasOwn(largestDifferences, name) ? (largestDifferences[name] ?? 0) : 0;
}

function compareMetrics(before: RunRecord, after: RunRecord, toleranceOf: (name: string) => number): readonly ReproducedMetric[] {
	const valueOf = ({ metrics }: RunRecord, name: string): number | undefined =>
		Object.hasOwn(metrics, name) ? metrics[name] : undefined;
	const names = [...new Set([...Object.keys(before.metrics), ...Object.keys(after.metrics)])];
	return names.map(name => {
		const [left, right, tolerance] = [valueOf(before, name), valueOf(after, name), toleranceOf(name)];
		const isWithin =
			left !== undefined && right !== undefined && Math.abs(right - left) <= tolerance + rounding * Math.max(1, Math.abs(left));
		return { name, before: left, after: right, tolerance, isWithin };
	});
}

/** Sums of floating-point numbers differ in their last digits with the order of their terms. */
const rounding = 1e-9;

async function compareCases(
	original: LoadedRun,
	{ samplesFile }: GatheredRun,
	ports: Ports,
	signal: CancelSignal,
): Promise<ReproducedCases | undefined> {
	if (!original.hasSamples || samplesFile?.kind !== 'copy') return undefined;
	const before = ports.files.lines(`${original.folder}/samples.jsonl`, signal);
	return await compareCaseScores([before, ports.external(samplesFile.absolutePath).lines(signal)], signal);
}

/** What else may explain a difference: model, parameters, scorer and machine. */
function differencesOf(before: RunRecord, after: RunRecord): readonly string[] {
	const [left, right] = [surroundingsOf(before), surroundingsOf(after)];
	return [...new Set([...left.keys(), ...right.keys()])].flatMap(name => {
		const [one = 'none', other = 'none'] = [left.get(name), right.get(name)];
		return one === other ? [] : `${name} ${one} -> ${other}`;
	});
}

function surroundingsOf({ model, scorer, environment }: RunRecord): ReadonlyMap<string, string> {
	const { os, runtime, lockfiles } = environment;
	return new Map([
		['model', model ?? 'none'],
		['scorer', `${scorer?.name ?? 'none'} ${scorer?.sha256?.slice(0, 8) ?? ''}`.trim()],
		['system', os],
		...Object.entries(runtime),
		...Object.entries(lockfiles).map(([name, sha256]): [string, string] => [name, sha256.slice(0, 8)]),
	]);
}
