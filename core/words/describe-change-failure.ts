import { shortenOutput } from '../base/text/shorten-output.ts';
import type { FailureDescription, FailureWords } from '../base/words-of-failure.ts';
import { gitAction } from './git-action.ts';
import type { ChangeFailure } from '../use-cases/unit-of-work/change.ts';

/** Why a change to the files or to Git was not made. */
export const changeFailureWords: FailureWords<ChangeFailure> = {
	'outside-workspace': ({ path }) => ({
		what: `Nothing was written to “${path}”.`,
		why: 'The path, or a link in it, points outside the workspace or into the Git directory, where Stagemark never writes.',
		action: 'Choose a place inside the workspace.',
	}),
	'already-exists': ({ path }) => ({
		what: `“${path}” already exists.`,
		why: 'Stagemark never overwrites an existing file.',
		action: 'Choose another name, or move the existing file.',
	}),
	'not-writable': ({ path, reason }) => ({
		what: `“${path}” could not be written.`,
		why: `The system reported: ${reason}. No file was changed.`,
		action: 'Make the file or folder writable and try again.',
	}),
	'no-identity': () => ({
		what: 'Git does not know who you are.',
		why: 'Every record names its author, and Git refuses a commit without one. Nothing was written.',
		action: 'Set your name and email: git config user.name "…" and git config user.email "…".',
	}),
	'operation-in-progress': ({ operation }) => ({
		what: `A ${operation} is in progress in this repository.`,
		why: 'Git cannot commit single files until it is finished. Nothing was written.',
		action: `Finish or abort the ${operation}, then try again.`,
	}),
	'index-locked': ({ lockFile }) => ({
		what: 'Another Git process has locked the index.',
		why: `The lock file is ${lockFile}. Nothing was changed.`,
		action: 'Wait until that process ends and try again. If no Git process is running, delete the lock file.',
	}),
	'index-not-written': ({ output }) => ({
		what: 'Git could not write its index.',
		why: `The files are written, and the change is not finished yet. Git reported: ${shortenOutput(output)}`,
		action: 'Make room on the disk. The next command that writes finishes the change.',
	}),
	'hook-failed': ({ output }) => ({
		what: 'A Git hook refused the commit.',
		why: `The files were restored, and your staged changes are untouched. The hook reported: ${shortenOutput(output)}`,
		action: 'Fix what the hook reports and try again.',
	}),
	'git-failed': ({ output }) => ({
		what: 'Git refused the commit.',
		why: `The files were restored, and your staged changes are untouched. Git reported: ${shortenOutput(output)}`,
		action: 'Fix the problem above and try again.',
	}),
	'git-unreadable': ({ reason }) => ({
		what: 'Git cannot be used here.',
		why: `${reason}. Nothing was written.`,
		action: gitAction(reason),
	}),
	'branch-refused': ({ branch, output }) => ({
		what: `Git did not switch to the new branch “${branch}”.`,
		why: `Git reported: ${output.trim()} Nothing was written.`,
		action: 'Fix the problem above and try again, or plan the experiment without a branch.',
	}),
	busy: ({ holder }) => ({
		what: 'Another process is changing the records of this workspace.',
		why: `Only one process can write at a time, and now it is ${holder}.`,
		action: 'Wait until it ends and try again.',
	}),
	'changed-meanwhile': ({ path }) => ({
		what: `“${path}” changed while this change was being prepared.`,
		why: 'Someone else wrote to it. Their changes were kept.',
		action: 'Review the file and try again.',
	}),
	'roll-back-failed': failure => rollBackFailed(failure),
};

function rollBackFailed({ path, commitFailure, writeFailure }: Extract<ChangeFailure, { kind: 'roll-back-failed' }>): FailureDescription {
	const reason = writeFailure.kind === 'not-writable' ? writeFailure.reason : writeFailure.kind;
	return {
		what: `“${path}” was written, but it could neither be committed (${commitFailure.kind}) nor restored.`,
		why: `The system reported: ${reason}. Your staged changes are untouched.`,
		action: `Commit ${path} yourself, or delete the new content.`,
	};
}
