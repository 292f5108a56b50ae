import type { FailureDescription, FailureWords } from '../base/words-of-failure.ts';
import type { ChangeFailure } from '../use-cases/unit-of-work/change.ts';

/** Why a change to the files or to Git was not made. */
export const changeFailureWords: FailureWords<ChangeFailure> = {
	'outside-workspace': ({ path }) => ({
		what: `Nothing was written to “${path}”.`,
		why: 'The path, or a link on the way, leads out of the workspace or into the Git directory, where this tool never writes.',
		action: 'Choose a place inside the workspace.',
	}),
	'already-exists': ({ path }) => ({
		what: `“${path}” exists already.`,
		why: 'What is there is never replaced.',
		action: 'Choose another name, or move what is there away.',
	}),
	'not-writable': ({ path, reason }) => ({
		what: `“${path}” could not be written.`,
		why: `The system says: ${reason}. Every file is as it was before.`,
		action: 'Make the place writable and try again.',
	}),
	'no-identity': () => ({
		what: 'Git does not know who you are.',
		why: 'Records name the person who made them, and Git refuses a commit without one. Nothing was written.',
		action: 'Set your name and address: git config user.name "…" and git config user.email "…".',
	}),
	'operation-in-progress': ({ operation }) => ({
		what: `A ${operation} is in progress in this repository.`,
		why: 'Git cannot commit single files until it ends. Nothing was written.',
		action: `Finish or abort the ${operation}, then try again.`,
	}),
	'index-locked': ({ lockFile }) => ({
		what: 'Another Git process holds the index.',
		why: `Its lock is ${lockFile}. Nothing was changed.`,
		action: 'Wait until it is done and try again. If no Git process is running, delete the lock file.',
	}),
	'hook-failed': ({ output }) => ({
		what: 'A Git hook refused the commit.',
		why: `The files were taken back, and what you have staged is as it was. The hook says: ${shorten(output)}`,
		action: 'Mend what the hook complains about and try again.',
	}),
	'git-failed': ({ output }) => ({
		what: 'Git refused the commit.',
		why: `The files were taken back, and what you have staged is as it was. Git says: ${shorten(output)}`,
		action: 'Mend that and try again.',
	}),
	busy: ({ holder }) => ({
		what: 'The records of this workspace are being changed by another process.',
		why: `Only one may write at a time. It is ${holder}.`,
		action: 'Wait until it is done and try again.',
	}),
	'changed-meanwhile': ({ path }) => ({
		what: `“${path}” changed while this was being prepared.`,
		why: 'Somebody else wrote it. Nothing of theirs was replaced.',
		action: 'Look at the file and try again.',
	}),
	'roll-back-failed': failure => rollBackFailed(failure),
};

function rollBackFailed({ path, commitFailure, writeFailure }: Extract<ChangeFailure, { kind: 'roll-back-failed' }>): FailureDescription {
	const reason = writeFailure.kind === 'not-writable' ? writeFailure.reason : writeFailure.kind;
	return {
		what: `“${path}” was written, could not be committed (${commitFailure.kind}), and could not be taken back.`,
		why: `The system says: ${reason}. What you have staged is as it was.`,
		action: `Commit ${path} by hand, or delete what is new there.`,
	};
}

/** A hook may print pages; its last words are what it stopped at. */
function shorten(output: string): string {
	const text = output.trim();
	if (text === '') return 'nothing.';
	return text.length > 600 ? `… ${text.slice(-600)}` : text;
}
