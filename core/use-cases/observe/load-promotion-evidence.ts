import { evidenceRuns } from '../../formats/registry/evidence-runs.ts';
import type { Registry, Transition } from '../../formats/registry/registry-file.ts';
import { errorOf } from '../../formats/run/sample-error.ts';
import type { Experiment } from '../../formats/experiment/experiment.ts';
import { errorRateMetric } from '../../judging/compare/cases/planned-metrics.ts';
import type { EvidenceMetric } from '../../judging/watch/watched-metric.ts';
import type { CancelSignal } from '../../ports/cancel-signal.ts';
import type { FileReader } from '../../ports/file-store.ts';
import { momentsOf } from '../../statistics/descriptive/moments.ts';
import { loadRuns } from '../../workspace/runs/load-runs.ts';
import type { LoadedRun } from '../../workspace/runs/load-runs.ts';
import { loadSamples } from '../../workspace/runs/load-samples.ts';
import { runDigest } from '../../workspace/runs/run-digest.ts';
import type { WorkspaceFacts } from '../../workspace/workspace-facts.ts';

/** What a version was promoted on, as production is held against it. */
export interface PromotionEvidence {
	readonly experiment: string | undefined;
	readonly runs: readonly string[];
	/** Cases that were answered. */
	readonly cases: number;
	/** Those that the plan declares and the runs have, then the rate of errors. Empty where production cannot be held against anything. */
	readonly metrics: readonly EvidenceMetric[];
	/** Why `metrics` is empty, as a sentence. */
	readonly gap: string | undefined;
}

/**
 * The evidence of the move that brought a version to its stage, or, where that move names none, of the newest move of the version before it
 * that does.
 *
 * @throws The signal's reason when cancelled.
 */
export async function loadPromotionEvidence(
	move: Transition,
	{ transitions }: Registry,
	{ facts, files }: { readonly facts: WorkspaceFacts; readonly files: FileReader },
	signal: CancelSignal,
): Promise<PromotionEvidence> {
	const moves = transitions.slice(0, transitions.indexOf(move) + 1).filter(({ version }) => version === move.version);
	const basis = moves.findLast(({ runs = [] }) => runs.length > 0);
	if (basis === undefined) return without('No move of this version names a run as its evidence. Promote it with evidence.');
	const summary = facts.experiments.find(({ experiment }) => experiment.id === basis.experiment);
	if (summary === undefined) return without(`The experiment ${basis.experiment ?? ''} of its evidence is not here. Restore it from Git.`);
	const { runs } = await loadRuns(files, summary.folder, signal);
	const found: LoadedRun[] = [];
	for (const { id, sha256 } of evidenceRuns(basis)) {
		const run = runs.find(({ record }) => record.id === id);
		if (run === undefined) return without(`The run ${id} of its evidence is not here. Restore it from Git.`);
		if (sha256 !== undefined && (await runDigest(run, files, signal)) !== sha256) {
			return without(`The run ${id} of its evidence was changed after the promotion. Restore it from Git.`);
		}
		found.push(run);
	}
	return await measure(summary.experiment, found, files, signal);
}

async function measure(
	{ id, metrics: declared }: Experiment,
	runs: readonly LoadedRun[],
	files: FileReader,
	signal: CancelSignal,
): Promise<PromotionEvidence> {
	const scores = new Map<string, Map<string, number[]>>();
	const errors = new Map<string, number[]>();
	for (const run of runs) {
		for (const sample of (await loadSamples(files, run, signal)).samples) {
			const error = errorOf(sample);
			push(errors, sample.case, error === undefined ? 0 : 1);
			if (error !== undefined) continue;
			for (const [metric, score] of Object.entries(sample.scores)) {
				const cases = scores.get(metric) ?? new Map<string, number[]>();
				scores.set(metric, cases);
				push(cases, sample.case, score);
			}
		}
	}
	const names = runs.map(({ record }) => record.id);
	if (errors.size === 0)
		return { ...without('The runs of its evidence have no answers by case. Record runs with samples.'), runs: names };
	const metrics = Object.entries(declared).flatMap(([metric, { goal, min_effect: minEffect }]): readonly EvidenceMetric[] => {
		const cases = scores.get(metric);
		return cases === undefined || metric === errorRateMetric ? [] : [{ metric, goal, minEffect, cases: momentsOf(meansOf(cases)) }];
	});
	const minEffect = Object.hasOwn(declared, errorRateMetric) ? declared[errorRateMetric]?.min_effect : undefined;
	const errorRate: EvidenceMetric = { metric: errorRateMetric, goal: 'minimize', minEffect, cases: momentsOf(meansOf(errors)) };
	return { experiment: id, runs: names, cases: errors.size, metrics: [...metrics, errorRate], gap: undefined };
}

function without(gap: string): PromotionEvidence {
	return { experiment: undefined, runs: [], cases: 0, metrics: [], gap };
}

function push(cases: Map<string, number[]>, id: string, value: number): void {
	const values = cases.get(id) ?? [];
	cases.set(id, values);
	values.push(value);
}

function meansOf(cases: ReadonlyMap<string, readonly number[]>): readonly number[] {
	return [...cases.values()].map(values => momentsOf(values).mean);
}
