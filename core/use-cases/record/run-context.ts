import type { CancelSignal } from '../../ports/cancel-signal.ts';
import type { Ports } from '../../ports/ports.ts';
import { captureGitState } from './capture-git-state.ts';
import { describeDataset } from './describe-dataset.ts';
import { describeEnvironment } from './describe-environment.ts';
import { describeScorer } from './describe-scorer.ts';
import type { ImportedOrigin } from './record-request.ts';
import type { RunTarget } from './resolve-run-target.ts';
import type { RunRecord } from '../../formats/run/run-record.ts';

/** What surrounds a run: where in history, on which machine, with which data and which scorer it was made. */
export interface RunContext extends Pick<RunRecord, 'dataset' | 'git' | 'environment'> {
	/** What scored the run where its own files do not say. */
	readonly scorer: RunRecord['scorer'];
	/** The uncommitted change, when it is to be kept with the run. */
	readonly patch: Uint8Array | undefined;
	readonly warnings: readonly string[];
}

/** Describes the workspace and the machine as they are now, for a run that was just made here. */
export async function captureContext({ summary }: RunTarget, ports: Ports, signal: CancelSignal): Promise<RunContext> {
	const { experiment, folder } = summary;
	const capture = await captureGitState(ports.git);
	const { dataset, warnings } = await describeDataset(experiment.dataset, ports.files, signal);
	return {
		dataset,
		scorer: await describeScorer(experiment, folder, ports.files, signal),
		git: capture.git,
		patch: capture.patch,
		environment: await describeEnvironment(ports.machine, ports.files, signal),
		warnings: [...warnings, ...capture.warnings],
	};
}

/** What another tool says of a run. This machine, this moment and this working tree have nothing to do with it. */
export function contextOfImport({ dataset, scorer, git, environment }: ImportedOrigin): RunContext {
	return { dataset, scorer, git, environment, patch: undefined, warnings: [] };
}
