import { boundedLines } from '../../base/text/bounded-lines.ts';
import type { CancelSignal } from '../../ports/cancel-signal.ts';
import type { FileReader } from '../../ports/file-store.ts';
import { feedbackFile } from '../../formats/run/feedback.ts';
import { loadFeedback } from '../../workspace/runs/load-feedback.ts';
import { currentRuns } from '../../workspace/runs/current/current-runs.ts';
import type { CurrentRuns } from '../../workspace/runs/current/current-runs.ts';
import { loadRuns } from '../../workspace/runs/load-runs.ts';
import type { LoadedRun } from '../../workspace/runs/load-runs.ts';
import { loadSamples } from '../../workspace/runs/load-samples.ts';
import { plannedScorer } from '../../workspace/runs/current/read-current-runs.ts';
import type { ExperimentSummary } from '../../workspace/summaries/file-summary.ts';
import type { WorkspaceFacts } from '../../workspace/workspace-facts.ts';
import type { RunWithSamples } from './cases/compare-side.ts';

/** What comparing may read. */
export interface CompareAccess {
	readonly facts: WorkspaceFacts;
	readonly files: FileReader;
	readonly signal: CancelSignal;
	/** What could not be read before, in words. */
	readonly unread?: readonly string[];
}

/** The recorded runs of a workspace during one comparison: each file is read at most once, and what could not be read is kept. */
export class RunLibrary {
	readonly #access: CompareAccess;
	readonly #runs = new Map<string, Promise<readonly LoadedRun[]>>();
	readonly #samples = new Map<string, Promise<RunWithSamples>>();
	readonly #warnings: Set<string>;

	constructor(access: CompareAccess) {
		this.#access = access;
		this.#warnings = new Set(access.unread);
	}

	/** The runs of one experiment, oldest first. */
	runsOf(experiment: ExperimentSummary): Promise<readonly LoadedRun[]> {
		const known = this.#runs.get(experiment.folder) ?? this.#loadRuns(experiment);
		this.#runs.set(experiment.folder, known);
		return known;
	}

	/** The runs of all experiments, experiment by experiment. */
	async allRuns(): Promise<readonly LoadedRun[]> {
		const runs: LoadedRun[] = [];
		for (const experiment of this.#access.facts.experiments) runs.push(...(await this.runsOf(experiment)));
		return runs;
	}

	/** A run together with its per-case results, without the cases for which another run counts. */
	async withSamples(run: LoadedRun): Promise<RunWithSamples> {
		const known = this.#samples.get(run.folder) ?? this.#loadSamples(run);
		this.#samples.set(run.folder, known);
		const { replacedCases: replaced } = run;
		const read = await known;
		return replaced === undefined ? read : { ...read, samples: read.samples.filter(sample => !replaced.has(sample.case)) };
	}

	/** Those of completed runs that count, see settle-runs.ts. */
	async current(runs: readonly LoadedRun[]): Promise<CurrentRuns> {
		return await currentRuns(runs, {
			casesOf: async run => new Set((await this.withSamples(run)).samples.map(sample => sample.case)),
			plannedScorer: async id => {
				const { facts, files, signal } = this.#access;
				const summary = facts.experiments.find(({ experiment }) => experiment.id === id);
				return summary && (await plannedScorer(summary, await this.runsOf(summary), files, signal));
			},
		});
	}

	/** What could not be read so far, in words. */
	get warnings(): readonly string[] {
		return boundedLines([...this.#warnings]);
	}

	async #loadRuns({ folder }: ExperimentSummary): Promise<readonly LoadedRun[]> {
		const { runs, problems } = await loadRuns(this.#access.files, folder, this.#access.signal);
		this.#warn(problems.map(problem => problem.message));
		return runs;
	}

	async #loadSamples(run: LoadedRun): Promise<RunWithSamples> {
		const { samples, problems } = await loadSamples(this.#access.files, run, this.#access.signal);
		this.#warn(problems.map(({ line, message }) => `${run.folder}/samples.jsonl, line ${line}: ${message}`));
		const rated = await loadFeedback(this.#access.files, run, this.#access.signal);
		this.#warn(rated.problems.map(({ line, message }) => `${run.folder}/${feedbackFile}, line ${line}: ${message}`));
		return { record: run.record, samples, ...(rated.feedback.length === 0 ? {} : { feedback: rated.feedback }) };
	}

	#warn(messages: readonly string[]): void {
		for (const message of messages) this.#warnings.add(message);
	}
}
