import { canonicalJson } from '../../base/canonical-json.ts';
import type { RunRecord } from '../../formats/run/run-record.ts';

/** How far apart runs lie between which nothing differs that was recorded. */
export interface RepeatNoise {
	/** Groups of at least two equal runs. */
	readonly groupCount: number;
	/** Runs in these groups. */
	readonly runCount: number;
	/** Metric to the largest distance between two equal runs, in the unit of the metric; metrics that all of a group have. */
	readonly largestDifferences: Readonly<Record<string, number>>;
}

/**
 * The difference between equal runs (an A/A comparison): completed runs of one variant and seed on the same prompt, dataset,
 * model, parameters and scorer. What is not recorded makes no two runs equal.
 */
export function repeatNoise(runs: readonly RunRecord[]): RepeatNoise {
	const groups = new Map<string, RunRecord[]>();
	for (const run of runs) {
		const key = conditionsOf(run);
		if (run.status === 'completed' && key !== undefined) groups.set(key, [...(groups.get(key) ?? []), run]);
	}
	const repeated = [...groups.values()].filter(({ length }) => length > 1);
	const largest = new Map<string, number>();
	for (const group of repeated) {
		for (const name of Object.keys(group[0]?.metrics ?? {})) {
			const values = group.flatMap(({ metrics }) => (Object.hasOwn(metrics, name) ? (metrics[name] ?? []) : []));
			if (values.length < group.length) continue;
			largest.set(name, Math.max(largest.get(name) ?? 0, Math.max(...values) - Math.min(...values)));
		}
	}
	return {
		groupCount: repeated.length,
		runCount: repeated.reduce((sum, { length }) => sum + length, 0),
		largestDifferences: Object.fromEntries([...largest].sort(([left], [right]) => (left < right ? -1 : 1))),
	};
}

function conditionsOf({ experiment, variant, seed, prompt, dataset, model, parameters, scorer }: RunRecord): string | undefined {
	const hashes = [prompt?.sha256, dataset?.sha256, scorer?.sha256];
	if (hashes.some(hash => hash === undefined || hash === null)) return undefined;
	return canonicalJson([experiment, variant, seed, model, parameters, scorer?.name, ...hashes]);
}
