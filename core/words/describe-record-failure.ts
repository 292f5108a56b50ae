import { suggestionInWords } from '../base/words-of-failure.ts';
import type { FailureWords } from '../base/words-of-failure.ts';
import type { InputFailure, TargetFailure } from '../use-cases/record/record-request.ts';

/** Why a run was not recorded. Nothing was written in any of these cases. */
export const recordFailureWords: FailureWords<TargetFailure | InputFailure> = {
	'unknown-experiment': ({ experiment, suggestion, known }) => ({
		what: `There is no experiment “${experiment}”.`,
		why: 'No methodology.yaml in this workspace has this id.',
		action: suggestionInWords(suggestion, known),
	}),
	'ambiguous-experiment': ({ experiment, paths }) => ({
		what: `Several experiments have the id “${experiment}”.`,
		why: `The id is in ${paths.join(' and ')}.`,
		action: 'Give each experiment its own id.',
	}),
	'unknown-variant': ({ experiment, variant, suggestion, known }) => ({
		what: `The experiment “${experiment}” has no variant “${variant}”.`,
		why: 'A run belongs to one of the variants in its methodology.',
		action: suggestionInWords(suggestion, known),
	}),
	'unresolved-prompt': ({ reference, variant, suggestion }) => ({
		what: `The prompt “${reference}” of variant “${variant}” was not found.`,
		why: 'Without its content, the record would not show what this run evaluated.',
		action: suggestion === undefined ? 'Fix the reference in the methodology, or add the prompt.' : `Did you mean “${suggestion}”?`,
	}),
	'unreadable-input': ({ path, reason }) => ({
		what: `“${path}” cannot be read.`,
		why: `The reason: ${reason}.`,
		action: 'Check the path.',
	}),
	'invalid-input': ({ path, message }) => ({
		what: `“${path}” cannot be used.`,
		why: message,
		action: 'Fix the file and record again.',
	}),
	'invalid-time': ({ text }) => ({
		what: `“${text}” is not a valid time.`,
		why: 'Times must be ISO 8601, such as 2025-01-31T10:30:00Z, and a run cannot end before it starts.',
		action: 'Fix the time, or omit it.',
	}),
	'nothing-to-record': () => ({
		what: 'There is nothing to record.',
		why: 'A completed run needs metrics or samples.',
		action: 'Give a metrics file or a samples file, or record the run as failed.',
	}),
	'no-usable-samples': ({ path, firstProblem }) => ({
		what: `“${path}” contains no samples.`,
		why: firstProblem ?? 'The file is empty.',
		action: 'Write one JSON object per line with at least "case" and "scores".',
	}),
	'artifact-too-large': ({ path, byteCount, limit }) => ({
		what: `The artifact “${path}” is too large for Git.`,
		why: `It has ${inMegabytes(byteCount)} MB, and every clone would carry it forever. The limit is ${inMegabytes(limit)} MB.`,
		action: 'Track it with DVC or Git LFS and give the pointer file as the artifact.',
	}),
	'duplicate-artifact': ({ name }) => ({
		what: `Two artifacts are called “${name}”.`,
		why: 'All artifacts of a run share one folder, where uncommitted.patch is reserved for the uncommitted changes.',
		action: 'Rename one of them.',
	}),
	'changed-while-running': ({ path }) => ({
		what: `“${path}” changed while the command was running.`,
		why: 'The results may belong to either content, so they were not recorded.',
		action: 'Run it again, and do not change the prompt or the dataset while it runs.',
	}),
	'secret-found': ({ secret, place }) => ({
		what: `Found what looks like a credential (${secret}) in ${place}.`,
		why: 'Records go into Git, where they stay forever and everyone with a clone can read them.',
		action: 'Remove it, and revoke it if it was real.',
	}),
};

function inMegabytes(byteCount: number): string {
	return (byteCount / 1024 / 1024).toFixed(byteCount < 100 * 1024 * 1024 ? 1 : 0).replace(/\.0$/, '');
}
