import type { Combination, RunProgress } from '../../core/use-cases/run/experiment-run.ts';

/** One combination of variant and seed of an experiment that is running, and how far it is. */
export interface MatrixCell extends Combination {
	readonly state: 'waiting' | 'running' | 'done';
}

/** An experiment that is running in this window. */
export interface RunningExperiment {
	/** Aborted by `cancel`. */
	readonly signal: AbortSignal;
	/** Takes in what has happened. */
	update(progress: RunProgress): void;
	/** It has come to its end, however that was. */
	end(): void;
}

/** The experiments of one folder that are running in this window, combination by combination. */
export class RunningMatrix {
	readonly #experiments = new Map<string, { readonly cells: MatrixCell[]; readonly controller: AbortController }>();
	readonly #onChange: () => void;

	constructor(onChange: () => void) {
		this.#onChange = onChange;
	}

	/** Undefined when the experiment is running already. */
	start(experiment: string, combinations: readonly Combination[]): RunningExperiment | undefined {
		if (this.#experiments.has(experiment)) return undefined;
		const cells = combinations.map(({ variant, seed }): MatrixCell => ({ variant, seed, state: 'waiting' }));
		const controller = new AbortController();
		this.#experiments.set(experiment, { cells, controller });
		this.#onChange();
		return {
			signal: controller.signal,
			update: ({ event }) => {
				const { variant, seed } = event.combination;
				const position = cells.findIndex(cell => cell.variant === variant && cell.seed === seed);
				if (position >= 0) cells[position] = { variant, seed, state: event.kind === 'started' ? 'running' : 'done' };
				this.#onChange();
			},
			end: () => {
				this.#experiments.delete(experiment);
				this.#onChange();
			},
		};
	}

	/** In the order in which they are run; none for an experiment that is not running here. */
	cellsOf(experiment: string): readonly MatrixCell[] {
		return [...(this.#experiments.get(experiment)?.cells ?? [])];
	}

	/** The ids of those that are running. */
	get experiments(): readonly string[] {
		return [...this.#experiments.keys()];
	}

	/** Ends the commands that are running, and starts no other. */
	cancel(experiment: string): void {
		this.#experiments.get(experiment)?.controller.abort();
	}
}
