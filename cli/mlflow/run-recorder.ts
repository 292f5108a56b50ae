import pLimit from 'p-limit';
import { describeFailure } from '../../core/words/describe-failure.ts';
import { readWork } from '../../core/use-cases/unit-of-work/begin-work.ts';
import { succeed } from '../../core/base/result.ts';
import { ImportNotes } from '../../core/use-cases/import/import-notes.ts';
import { importRuns } from '../../core/use-cases/import/import-runs.ts';
import { planRuns } from '../../core/use-cases/import/plan-import.ts';
import type { ImportPlan } from '../../core/use-cases/import/import-request.ts';
import { mlflow } from '../../core/use-cases/import/tools/mlflow.ts';
import { importedRunOf } from '../../core/use-cases/import/tools/mlflow/stored-run.ts';
import { storedRunOf } from './stored-run-of.ts';
import type { TrackedRun } from './state/tracking-state.ts';
import { isEnded } from './tracking.ts';
import type { Tracking } from './tracking.ts';

/** How ended runs go into the repository. */
export interface RecorderSetup {
	/** Commits when this many runs have ended, and at the end; 1 by default. Infinity: only at the end. */
	readonly batch: number;
	readonly note: (text: string) => void;
}

/** Records runs that have ended, one commit after the other. What cannot be recorded stays in the journal and is tried again. */
export class RunRecorder {
	readonly #setup: RecorderSetup;
	readonly #inTurn = pLimit(1);

	constructor(setup: RecorderSetup) {
		this.#setup = setup;
	}

	/** Tries the run, in a batch with others where that was asked for. */
	async ended(tracking: Tracking, run: TrackedRun): Promise<void> {
		const { batch } = this.#setup;
		if (batch === 1) await this.#inTurn(() => this.#record(tracking, [run]));
		else if (waitingRuns(tracking).length >= batch) await this.recordAll(tracking);
	}

	/** Everything that has ended and is in no commit. */
	async recordAll(tracking: Tracking): Promise<void> {
		await this.#inTurn(async () => {
			const waiting = waitingRuns(tracking);
			for (const experiment of new Set(waiting.map(run => run.experiment))) {
				const some = waiting.filter(run => run.experiment === experiment);
				// One run that belongs nowhere must not keep the others from being recorded.
				if (!(await this.#record(tracking, some)) && some.length > 1) for (const run of some) await this.#record(tracking, [run]);
			}
		});
	}

	/** True when there is nothing left to do for these runs. All are of one experiment. */
	async #record(tracking: Tracking, runs: readonly TrackedRun[]): Promise<boolean> {
		const waiting = runs.filter(({ settled, isDeleted }) => settled === undefined && !isDeleted);
		const [first] = waiting;
		if (first === undefined) return true;
		try {
			const why = await this.#recordTogether(tracking, waiting, tracking.experiment(first.experiment).name);
			if (why !== undefined)
				this.#setup.note(`${names(waiting)} ended and is not recorded yet: ${why} It is kept and tried again at the next start.`);
			return why === undefined;
		} catch (error) {
			this.#setup.note(`${names(waiting)} ended and is not recorded yet: ${error instanceof Error ? error.message : String(error)}`);
			return false;
		}
	}

	/** Why nothing was recorded; undefined when all is done. */
	async #recordTogether(tracking: Tracking, runs: readonly TrackedRun[], name: string): Promise<string | undefined> {
		const { ports } = tracking.context;
		// What was begun is brought to its end, also when the endpoint is being stopped.
		const { signal } = new AbortController();
		const { index } = await readWork(ports, signal);
		const found = index.experiments.find(({ experiment, folder }) => experiment.id === name || folder.endsWith(`/${name}`));
		if (found === undefined)
			return unknownExperiment(
				name,
				index.experiments.map(({ experiment }) => experiment.id),
			);
		const notes = new ImportNotes();
		const variants = Object.fromEntries(
			runs.flatMap(({ id, tags }) => {
				const variant = tags.get('stagemark.variant');
				return variant === undefined ? [] : [[id, variant]];
			}),
		);
		const variantNames = Object.keys(found.experiment.variants);
		const request = {
			from: 'the MLflow endpoint',
			experiment: found.experiment.id,
			variants,
			...(variantNames.length === 1 && variantNames[0] !== undefined ? { variant: variantNames[0] } : {}),
		};
		const read = async () => {
			const imported = [];
			for (const run of runs) imported.push(await importedRunOf(await storedRunOf(run, tracking, notes, signal), notes, signal));
			return succeed({ importer: mlflow, evidence: 'a client of MLflow sent it', path: request.from, runs: imported, notes });
		};
		const planned = await planRuns({ request, read, onProgress: () => undefined }, ports, signal);
		if (!planned.ok) return Object.values(describeFailure(planned.failure)).join(' ');
		try {
			return await this.#publish(planned.value, tracking);
		} finally {
			await planned.value.folder.dispose();
		}
	}

	async #publish(plan: ImportPlan, tracking: Tracking): Promise<string | undefined> {
		const { signal } = new AbortController();
		plan.warnings.forEach(warning => this.#setup.note(warning));
		const outcome = plan.runs.length === 0 ? undefined : await importRuns(plan, tracking.context.ports, () => undefined, signal);
		if (outcome?.stopped?.kind === 'failed') return Object.values(describeFailure(outcome.stopped.failure)).join(' ');
		for (const { record, applied } of outcome?.recorded ?? []) {
			await tracking.note({ kind: 'settled', run: record.source.id ?? '', record: record.id, why: '' });
			this.#setup.note(
				`recorded ${record.id} (${record.experiment}/${record.variant})${applied.commit === undefined ? '' : ` in commit ${applied.commit.slice(0, 10)}`}`,
			);
		}
		for (const { label, run } of plan.duplicates) await this.#settle(label, { record: run, why: '' }, tracking);
		for (const { label, why } of plan.leftOut) {
			await this.#settle(label, { record: null, why }, tracking);
			this.#setup.note(`${label} is not recorded: ${why}`);
		}
		return undefined;
	}

	async #settle(label: string, outcome: { readonly record: string | null; readonly why: string }, tracking: Tracking): Promise<void> {
		const run = waitingRuns(tracking).find(({ name }) => name === label);
		if (run !== undefined) await tracking.note({ kind: 'settled', run: run.id, ...outcome });
	}
}

/** Runs that have ended and are in no commit. */
export function waitingRuns({ state }: Tracking): readonly TrackedRun[] {
	return [...state.runs.values()].filter(run => isEnded(run) && run.settled === undefined && !run.isDeleted);
}

function names(runs: readonly TrackedRun[]): string {
	return runs.length === 1 ? `The run “${runs[0]?.name ?? ''}”` : `${runs.length} runs: each`;
}

function unknownExperiment(name: string, known: readonly string[]): string {
	return `The repository has no experiment “${name}”. Its experiments are ${known.slice(0, 10).join(', ')}. Use the id of one as the name in MLflow, or create it with “stagemark experiment new”.`;
}
