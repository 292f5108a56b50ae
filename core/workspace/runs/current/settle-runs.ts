import { canonicalJson } from '../../../base/canonical-json.ts';
import type { RunRecord } from '../../../formats/run/run-record.ts';
import { isSameScorer } from './is-same-scorer.ts';
import { startOf } from '../load-runs.ts';

/** A completed run, and the cases it has answers to: none for a run that recorded totals alone. */
export interface RunCases {
	readonly record: RunRecord;
	readonly cases: ReadonlySet<string>;
}

/** A run in whose place other runs count, for all of its cases or for some. */
export interface SupersededRun {
	/** Id of the run. */
	readonly run: string;
	/** Ids of the runs that count in its place. */
	readonly by: readonly string[];
	readonly reason: 'rescored' | 'other-scorer' | 'other-dataset' | 'other-prompt' | 'run-again';
	/** Cases of the run that still count; 0 when none does. */
	readonly remaining: number;
	/** Cases for which another run counts. */
	readonly replaced: ReadonlySet<string>;
}

/**
 * Which runs do not count: of each variant, seed and case one run counts, that under the scorer that the plan names today, and of several
 * the newest. A run that was scored again is older than what came of it. Runs without a seed are repeats of each other and all count,
 * unless scorer, dataset or prompt changed between them. The one function that says so, for comparisons, gates, lists and trees alike.
 *
 * @param runs - Completed runs; others never count.
 * @param planned - The scorer that the plan of an experiment names today; undefined where it names none.
 */
export function settleRuns(
	runs: readonly RunCases[],
	planned: (experiment: string) => RunRecord['scorer'] | undefined,
): readonly SupersededRun[] {
	const records = new Map(runs.map(({ record }) => [record.id, record]));
	return [...groupsOf(runs).values()].flatMap(group => {
		const ordered = inOrderOfPreference(group, planned(group[0]?.record.experiment ?? ''), records);
		return ordered.flatMap((run, position) => supersede(run, ordered.slice(0, position)) ?? []);
	});
}

/** The runs of one variant and seed, which one question can have one answer of. */
export function groupsOf<Run extends { readonly record: RunRecord }>(runs: readonly Run[]): ReadonlyMap<string, readonly Run[]> {
	const groups = new Map<string, Run[]>();
	for (const run of runs) {
		const { experiment, variant, seed } = run.record;
		const key = canonicalJson([experiment, variant, seed]);
		groups.set(key, [...(groups.get(key) ?? []), run]);
	}
	return groups;
}

function inOrderOfPreference(
	runs: readonly RunCases[],
	planned: RunRecord['scorer'] | undefined,
	records: ReadonlyMap<string, RunRecord>,
): readonly RunCases[] {
	const isPlanned = ({ scorer }: RunRecord): boolean => planned !== undefined && planned !== null && isSameScorer(scorer, planned);
	const ranks = new Map(runs.map(({ record }) => [record.id, { isPlanned: isPlanned(record), ...ageOf(record, records) }]));
	return runs.toSorted((left, right) => {
		const [one, other] = [ranks.get(left.record.id), ranks.get(right.record.id)];
		if (one === undefined || other === undefined) return 0;
		return (
			Number(other.isPlanned) - Number(one.isPlanned) ||
			compareText(other.time, one.time) ||
			other.steps - one.steps ||
			compareText(right.record.id, left.record.id)
		);
	});
}

/** When the answers were last scored: never before the run they come from. */
function ageOf(record: RunRecord, records: ReadonlyMap<string, RunRecord>): { readonly time: string; readonly steps: number } {
	const seen = new Set([record.id]);
	let time = startOf(record);
	let origin = records.get(record.rescored_from ?? '');
	// A record that was edited by hand may lead in a circle.
	while (origin !== undefined && !seen.has(origin.id)) {
		seen.add(origin.id);
		if (startOf(origin) > time) time = startOf(origin);
		origin = records.get(origin.rescored_from ?? '');
	}
	return { time, steps: seen.size - 1 };
}

/** What is left of a run after those that are preferred to it; undefined when all of it counts. */
function supersede(run: RunCases, preferred: readonly RunCases[]): SupersededRun | undefined {
	const replaced = new Set<string>();
	const by: string[] = [];
	let first: SupersededRun['reason'] | undefined;
	for (const other of preferred) {
		const reason = reasonFor(run.record, other.record);
		const news = [...run.cases].filter(id => other.cases.has(id) && !replaced.has(id));
		const isFull = run.cases.size === 0 && by.length > 0;
		if (reason === undefined || isFull || (run.cases.size > 0 && news.length === 0)) continue;
		first ??= reason;
		by.push(other.record.id);
		news.forEach(id => replaced.add(id));
	}
	return first && { run: run.record.id, by, reason: first, remaining: run.cases.size - replaced.size, replaced };
}

/** Why a run does not count beside one that is preferred to it; undefined where both are repeats. */
function reasonFor(run: RunRecord, preferred: RunRecord): SupersededRun['reason'] | undefined {
	if (preferred.rescored_from === run.id) return 'rescored';
	// What was not recorded is not another.
	const areScorersKnown = run.scorer !== null && preferred.scorer !== null;
	if (areScorersKnown && !isSameScorer(run.scorer, preferred.scorer)) return 'other-scorer';
	if (isOther(run.dataset?.sha256, preferred.dataset?.sha256)) return 'other-dataset';
	if (isOther(run.prompt?.sha256, preferred.prompt?.sha256)) return 'other-prompt';
	return run.seed === null ? undefined : 'run-again';
}

/** True for two hashes that are known and not the same. */
function isOther(one: string | null | undefined, other: string | null | undefined): boolean {
	return typeof one === 'string' && typeof other === 'string' && one !== other;
}

function compareText(left: string, right: string): number {
	return left < right ? -1 : Number(left > right);
}
