import { commitMessage } from '../unit-of-work/commit-message.ts';
import type { RunRecord } from '../../formats/run/run-record.ts';
import type { RunTarget } from './resolve-run-target.ts';

/** What the message says of one run. */
interface NamedRun {
	readonly target: Pick<RunTarget, 'prompt'>;
	readonly record: Pick<RunRecord, 'id' | 'experiment' | 'variant' | 'seed'>;
}

/**
 * The message of the commit that records runs: `record(exp-001): v2 seed 1` for one, `record(exp-001): 12 runs from MLflow` for
 * several.
 *
 * @param origin - What several runs were brought from.
 */
export function recordMessage(runs: readonly NamedRun[], origin: string): string {
	const experiments = [...new Set(runs.map(({ record }) => record.experiment))];
	const prompts = [
		...new Set(runs.map(({ target: { prompt } }) => (prompt.version === undefined ? prompt.name : `${prompt.name}@${prompt.version}`))),
	];
	const named = runs.slice(0, namedLimit);
	return commitMessage(
		`record(${experiments.slice(0, 3).join(', ')}${experiments.length > 3 ? ', …' : ''}): ${subjectOf(runs, origin)}`,
		runs.length > named.length ? `The first ${named.length} of the runs are named below.` : '',
		[
			...named.map(({ record }) => ['Stagemark-Run', record.id] as const),
			...prompts.slice(0, namedLimit).map(prompt => ['Stagemark-Prompt', prompt] as const),
		],
	);
}

function subjectOf(runs: readonly NamedRun[], origin: string): string {
	const [only] = runs;
	if (only === undefined || runs.length > 1) return `${runs.length} runs from ${origin}`;
	const { variant, seed } = only.record;
	return `${variant}${seed === null ? '' : ` seed ${seed}`}`;
}

/** A message is one argument of a program, which has room for about 100,000 characters. */
const namedLimit = 100;
