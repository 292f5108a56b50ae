import type { RunRecord } from '../../formats/run/run-record.ts';
import { commitMessage } from '../unit-of-work/commit-message.ts';
import type { RunTarget } from './resolve-run-target.ts';

/** The message of the commit that records a run. */
export function recordMessage(
	{ prompt }: Pick<RunTarget, 'prompt'>,
	{ id, experiment, variant, seed }: Pick<RunRecord, 'id' | 'experiment' | 'variant' | 'seed'>,
): string {
	const version = prompt.version === undefined ? prompt.name : `${prompt.name}@${prompt.version}`;
	return commitMessage(`record(${experiment}): ${variant}${seed === null ? '' : ` seed ${seed}`}`, '', [
		['Stagemark-Run', id],
		['Stagemark-Prompt', version],
	]);
}
