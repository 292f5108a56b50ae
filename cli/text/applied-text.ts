import type { AppliedChange } from '../../core/use-cases/unit-of-work/change.ts';
import type { InterruptedChange } from '../../core/use-cases/unit-of-work/finish-interrupted-change.ts';
import type { CommandContext } from '../command.ts';

const uncommittedReasons = {
	setting: 'Not committed, because stagemark.yaml says git.commit: false. Commit it when it suits you.',
	'no-repository': 'Not committed, because this folder is no Git repository. “git init” makes it one.',
	ignored: 'Not committed, because .gitignore keeps these files out of Git. Others will not see them.',
};

/** Says where a change went: its commit and tag, or why there is none. */
export function printApplied({ commit, uncommitted, ignored, tag, tagFailure }: AppliedChange, { output }: CommandContext): void {
	if (commit !== undefined) output.line(`commit  ${commit.slice(0, 10)}`);
	if (tag !== undefined) output.line(`tag     ${tag}`);
	if (uncommitted !== undefined) output.note(output.paint.warning(uncommittedReasons[uncommitted]));
	else if (ignored.length > 0) output.note(output.paint.warning(`.gitignore keeps out of the commit: ${ignored.join(', ')}.`));
	if (tagFailure !== undefined) output.note(output.paint.warning(`The commit stands, but Git refused the tag (${tagFailure.kind}).`));
}

/** Says what became of a change that an earlier process did not live to finish. */
export function printInterrupted(interrupted: InterruptedChange | undefined, { output }: CommandContext): void {
	if (interrupted === undefined) return;
	const outcomes = {
		undone: 'nothing of it had been written, and it is forgotten',
		completed: 'it was written and is now committed',
		'left-uncommitted': 'it is written but not committed; look at it with “git status”',
	};
	output.note(output.paint.warning(`An earlier change of ${interrupted.path} was interrupted: ${outcomes[interrupted.kind]}.`));
}
