import { suggestionInWords } from '../base/words-of-failure.ts';
import type { FailureWords } from '../base/words-of-failure.ts';
import type { InputFailure, TargetFailure } from '../use-cases/record/record-request.ts';

/** Why a run was not recorded. Nothing was written in any of these cases. */
export const recordFailureWords: FailureWords<TargetFailure | InputFailure> = {
	'unknown-experiment': ({ experiment, suggestion, known }) => ({
		what: `There is no experiment “${experiment}”.`,
		why: 'No methodology.yaml of this workspace has this id.',
		action: suggestionInWords(suggestion, known),
	}),
	'ambiguous-experiment': ({ experiment, paths }) => ({
		what: `There are several experiments “${experiment}”.`,
		why: `The id stands in ${paths.join(' and ')}.`,
		action: 'Give each experiment an id of its own.',
	}),
	'unknown-variant': ({ experiment, variant, suggestion, known }) => ({
		what: `The experiment “${experiment}” has no variant “${variant}”.`,
		why: 'A run belongs to one of the variants in its methodology.',
		action: suggestionInWords(suggestion, known),
	}),
	'unresolved-prompt': ({ reference, variant, suggestion }) => ({
		what: `The prompt “${reference}” of variant “${variant}” was not found.`,
		why: 'Without its content nobody could tell later what this run evaluated.',
		action: suggestion === undefined ? 'Correct the reference in the methodology, or add the prompt.' : `Did you mean “${suggestion}”?`,
	}),
	'unreadable-input': ({ path, reason }) => ({
		what: `“${path}” cannot be read.`,
		why: `The reason: ${reason}.`,
		action: 'Check the path.',
	}),
	'invalid-input': ({ path, message }) => ({
		what: `“${path}” cannot be used.`,
		why: message,
		action: 'Correct the file and record again.',
	}),
	'invalid-time': ({ text }) => ({
		what: `“${text}” is no time that can be recorded.`,
		why: 'Times are ISO 8601, such as 2025-01-31T10:30:00Z, and a run does not end before it starts.',
		action: 'Correct the time, or leave it out.',
	}),
	'nothing-to-record': () => ({
		what: 'There is nothing to record.',
		why: 'A completed run has metrics or samples, and none were given.',
		action: 'Give a metrics file or a samples file, or say that the run failed.',
	}),
	'no-usable-samples': ({ path, firstProblem }) => ({
		what: `“${path}” has no line that is a sample.`,
		why: firstProblem ?? 'The file is empty.',
		action: 'Write one JSON object per line with at least "case" and "scores".',
	}),
	'artifact-too-large': ({ path, byteCount, limit }) => ({
		what: `The artifact “${path}” is too large for Git.`,
		why: `It has ${inMegabytes(byteCount)} MB, and every clone would carry them for ever. The limit is ${inMegabytes(limit)} MB.`,
		action: 'Track it with DVC or Git LFS and give the pointer file as the artifact.',
	}),
	'duplicate-artifact': ({ name }) => ({
		what: `Two artifacts are called “${name}”.`,
		why: 'All artifacts of a run lie in one folder, where the uncommitted change is kept as uncommitted.patch.',
		action: 'Rename one of them.',
	}),
	'changed-while-running': ({ path }) => ({
		what: `“${path}” changed while the command was running.`,
		why: 'Nobody could tell which of both contents the results belong to, so they are not recorded.',
		action: 'Run it again, and leave prompt and dataset as they are meanwhile.',
	}),
	'secret-found': ({ secret, place }) => ({
		what: `There is what looks like a credential (${secret}) in ${place}.`,
		why: 'Whatever is recorded goes into Git, where it stays for ever and for everyone with a clone.',
		action: 'Take it out, and revoke it if it was real.',
	}),
};

function inMegabytes(byteCount: number): string {
	return (byteCount / 1024 / 1024).toFixed(byteCount < 100 * 1024 * 1024 ? 1 : 0).replace(/\.0$/, '');
}
