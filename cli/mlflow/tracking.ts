import type { OpenCellJournal } from '../../core/ports/cell-journal.ts';
import type { CommandContext } from '../command.ts';
import type { ArtifactFolder } from './artifact-folder.ts';
import { MlflowError } from './mlflow-error.ts';
import type { TrackedExperiment, TrackedRun } from './state/tracking-state.ts';
import { TrackingState } from './state/tracking-state.ts';
import type { TrackingEvent } from './state/tracking-event.ts';

/** What the endpoint is made of. */
export interface TrackingSetup {
	/** Of the command that serves. */
	readonly context: CommandContext;
	readonly journal: OpenCellJournal;
	readonly artifacts: ArtifactFolder;
	/** Called when a run has ended, or may be recorded now. Resolves when it was tried. */
	readonly onEnded: (tracking: Tracking, run: TrackedRun) => Promise<void>;
}

/** The runs that clients have sent, and the journal that keeps them. */
export class Tracking {
	readonly context: CommandContext;
	readonly artifacts: ArtifactFolder;
	readonly state: TrackingState;
	readonly #journal: OpenCellJournal;
	readonly #onEnded: TrackingSetup['onEnded'];

	constructor({ context, journal, artifacts, onEnded }: TrackingSetup) {
		this.context = context;
		this.artifacts = artifacts;
		this.#journal = journal;
		this.#onEnded = onEnded;
		this.state = TrackingState.of(journal.lines);
	}

	/** Resolves once the event survives a kill, which is when the client may be told. */
	async note(event: TrackingEvent): Promise<void> {
		// Applied at once, so that two requests cannot both find a name free.
		this.state.apply(event);
		await this.#journal.append(JSON.stringify(event));
	}

	/** Records the run, when it has ended. */
	async ended(run: TrackedRun): Promise<void> {
		await this.#onEnded(this, run);
	}

	/** @throws MlflowError when there is none. */
	run(id: string): TrackedRun {
		const run = this.state.runs.get(id);
		if (run === undefined) throw new MlflowError('RESOURCE_DOES_NOT_EXIST', `Run with id=${id} not found`);
		return run;
	}

	/**
	 * A run that takes parameters and metrics.
	 *
	 * @throws MlflowError when it has ended or was deleted.
	 */
	openRun(id: string): TrackedRun {
		const run = this.run(id);
		if (run.isDeleted) throw new MlflowError('INVALID_PARAMETER_VALUE', `The run ${id} was deleted. Restore it first.`);
		if (isEnded(run)) {
			const record = recordOf(run);
			const place = record === undefined ? '' : ` and is recorded as ${record}`;
			throw new MlflowError('INVALID_PARAMETER_VALUE', `The run ${id} has ended${place}, so nothing can be added. Start a new run.`);
		}
		return run;
	}

	/** @throws MlflowError when there is none. */
	experiment(id: string): TrackedExperiment {
		const experiment = this.state.experiments.get(id);
		if (experiment === undefined) throw new MlflowError('RESOURCE_DOES_NOT_EXIST', `No Experiment with id=${id} exists`);
		return experiment;
	}

	async close(): Promise<void> {
		await this.#journal.close();
	}
}

/** True once the client has said how it ended. */
export function isEnded({ status }: TrackedRun): boolean {
	return status === 'FINISHED' || status === 'FAILED' || status === 'KILLED';
}

/** The id of the run in the repository; undefined while it is not there. */
export function recordOf({ settled }: TrackedRun): string | undefined {
	return settled?.record ?? undefined;
}
