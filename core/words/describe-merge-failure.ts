import type { FailureWords } from '../base/words-of-failure.ts';
import { conflictInWords } from '../use-cases/merge/merge-conflict.ts';
import type { MergeFailure } from '../use-cases/merge/merge-conflict.ts';

/** Why two branches of a registry file were not merged. */
export const mergeFailureWords: FailureWords<MergeFailure> = {
	'merge-conflict': ({ path, conflicts }) => ({
		what: `The two branches made different decisions in ${path}.`,
		why: conflicts.map(conflictInWords).join(' '),
		action: conflicts.some(({ kind }) => kind === 'content')
			? 'Give the content on one branch a new version, then merge again.'
			: `Choose which decision to keep: “stagemark merge-registry ${path} --keep ours” or “--keep theirs”. The entries of both branches are kept, and a new entry records the choice.`,
	}),
	'merge-unreadable': ({ path, side, message }) => ({
		what: `${path} on ${side === 'ours' ? 'our' : 'their'} branch cannot be merged.`,
		why: message,
		action: 'Repair the file on that branch, or restore it from Git, then merge again.',
	}),
	'no-conflict': ({ path }) => ({
		what: `${path} is not in conflict.`,
		why: 'Git has only one side of it, so there is nothing to merge.',
		action: 'Run this during a merge or rebase in which Git reports the file.',
	}),
	'one-sided-merge': ({ path }) => ({
		what: `${path} was deleted on one of the branches.`,
		why: 'A merge would either restore what someone removed or remove what someone recorded.',
		action: 'Keep the file, which holds the audit trail: git checkout --ours or --theirs, then git add.',
	}),
};
