import type { CancelSignal } from '../../ports/cancel-signal.ts';
import type { Ports } from '../../ports/ports.ts';
import { succeed } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { captureGitState } from './capture-git-state.ts';
import { describeDataset } from '../../workspace/runs/describe-dataset.ts';
import { findLockFiles } from './find-lock-files.ts';
import { findScorer } from '../../workspace/runs/find-scorer.ts';
import { keepInputs } from './keep-inputs.ts';
import type { KeptInputs } from './keep-inputs.ts';
import type { ImportedOrigin, InputFailure } from './record-request.ts';
import type { RunTarget } from './resolve-run-target.ts';
import { withCard } from '../../workspace/cards/git-with-cards.ts';
import type { RunRecord } from '../../formats/run/run-record.ts';

/** What surrounds a run: where in history, on which machine, with which data and which scorer it was made. */
export interface RunContext extends Pick<RunRecord, 'dataset' | 'git' | 'environment'> {
	/** What scored the run where its own files do not say. */
	readonly scorer: RunRecord['scorer'];
	/** What no commit has and is kept with the run: bytes by path inside its folder. */
	readonly kept: ReadonlyMap<string, Uint8Array>;
	readonly warnings: readonly string[];
}

/** Describes the workspace and the machine as they are now, for a run that was just made here. */
export async function captureContext(target: RunTarget, ports: Ports, signal: CancelSignal): Promise<Result<RunContext, InputFailure>> {
	const { experiment, path } = target.summary;
	const capture = await captureGitState(ports.git);
	const { dataset, warnings } = await describeDataset(experiment.dataset, ports.files, signal);
	const listed = new Set((await ports.files.list('', signal)).files.map(entry => entry.path));
	const found = await findScorer(target.summary, { prompts: new Set([target.prompt.path]), listed }, ports.files, signal);
	const inputs = [path, ...withCard(target.prompt.path), dataset?.path, ...found.paths].filter(input => input !== undefined);
	const kept = capture.git === null ? succeed(noInputs) : await keepInputs(inputs, ports, signal);
	if (!kept.ok) return kept;
	return succeed({
		dataset,
		scorer: found.scorer,
		git: capture.git === null ? null : withInputs(capture.git, kept.value.inputs),
		kept: new Map([...(capture.patch === undefined ? [] : [[patchPath, capture.patch] as const]), ...kept.value.copies]),
		environment: {
			os: ports.machine.os,
			runtime: { ...ports.machine.runtime },
			lockfiles: await findLockFiles([path, ...found.paths], listed, ports.files, signal),
		},
		warnings: [...warnings, ...found.warnings, ...capture.warnings, ...kept.value.warnings],
	});
}

/** Where the uncommitted change of tracked files lies in the folder of a run. */
export const patchPath = 'artifacts/uncommitted.patch';

const noInputs: KeptInputs = { inputs: [], copies: new Map(), warnings: [] };

function withInputs(git: NonNullable<RunRecord['git']>, inputs: KeptInputs['inputs']): NonNullable<RunRecord['git']> {
	return inputs.length === 0 ? git : { ...git, dirty: true, files: [...inputs] };
}

/** What another tool says of a run. This machine, this moment and this working tree have nothing to do with it. */
export function contextOfImport({ dataset, scorer, git, environment }: ImportedOrigin): RunContext {
	return { dataset, scorer, git, environment, kept: new Map(), warnings: [] };
}
