import type { FailureWords } from '../base/words-of-failure.ts';
import { conflictInWords } from '../use-cases/merge/merge-conflict.ts';
import type { MergeFailure } from '../use-cases/merge/merge-conflict.ts';

/** Why two branches of a registry file were not merged. */
export const mergeFailureWords: FailureWords<MergeFailure> = {
	'merge-conflict': ({ path, conflicts }) => ({
		what: `Both branches decided in ${path}, and differently.`,
		why: conflicts.map(conflictInWords).join(' '),
		action: conflicts.some(({ kind }) => kind === 'content')
			? 'Give the content of one branch a new version there, then merge again.'
			: `Choose whose decision stays: “stagemark merge-registry ${path} --keep ours” or “--keep theirs”. The entries of both are kept, and one more says what was chosen.`,
	}),
	'merge-unreadable': ({ path, side, message }) => ({
		what: `${path} on ${side === 'ours' ? 'our' : 'their'} branch cannot be merged.`,
		why: message,
		action: 'Repair the file on that branch, or restore it from Git, then merge again.',
	}),
	'no-conflict': ({ path }) => ({
		what: `${path} is not in conflict.`,
		why: 'Git holds no two sides of it, so there is nothing to join.',
		action: 'Run this during a merge or rebase in which Git reports the file.',
	}),
	'one-sided-merge': ({ path }) => ({
		what: `${path} was deleted on one of the branches.`,
		why: 'To join it would bring back what somebody took out, or take out what somebody recorded.',
		action: 'Keep the file, which holds the audit trail: git checkout --ours or --theirs, then git add.',
	}),
};
