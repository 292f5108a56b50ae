import { l10n } from 'vscode';
import type { AppliedChange } from '../../core/use-cases/unit-of-work/change.ts';

/** One sentence on what became of a change in Git. */
export function appliedWords({ commit, uncommitted, tag }: AppliedChange): string {
	if (commit !== undefined) {
		const short = commit.slice(0, 10);
		return tag === undefined ? l10n.t('Committed as {0}.', short) : l10n.t('Committed as {0}, tagged {1}.', short, tag);
	}
	switch (uncommitted) {
		case 'no-repository':
			return l10n.t('The files are written but not committed, because the folder is not a Git repository.');
		case 'ignored':
			return l10n.t('The files are written, but nothing is committed.');
		case 'setting':
		case undefined:
			return l10n.t('The files are written but not committed, because stagemark.yaml sets git.commit to false.');
	}
}

/** How to take a change back, in the words of Git; empty when nothing was committed. */
export function undoWords({ commit }: AppliedChange): string {
	return commit === undefined ? '' : l10n.t('To undo: git revert {0}', commit.slice(0, 10));
}
