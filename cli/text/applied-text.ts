import type { PendingChange } from '../../core/ports/change-journal.ts';
import type { AppliedChange } from '../../core/use-cases/unit-of-work/change.ts';
import type { InterruptedChange } from '../../core/use-cases/unit-of-work/finish-interrupted-change.ts';
import type { CommandContext } from '../command.ts';

const uncommittedReasons = {
	setting: 'Not committed, because stagemark.yaml sets git.commit: false. Commit the files yourself.',
	'no-repository': 'Not committed, because this folder is not a Git repository. Run “git init” to create one.',
	ignored: 'Not committed, because .gitignore keeps these files out of Git. Others will not see them.',
};

/** Says where a change went: its commit and tag, or why there is none. */
export function printApplied({ commit, uncommitted, ignored, tag, tagFailure }: AppliedChange, { output }: CommandContext): void {
	if (commit !== undefined) output.line(`commit  ${commit.slice(0, 10)}`);
	if (tag !== undefined) output.line(`tag     ${tag}`);
	if (uncommitted !== undefined) output.note(output.paint.warning(uncommittedReasons[uncommitted]));
	else if (ignored.length > 0) output.note(output.paint.warning(`.gitignore keeps out of the commit: ${ignored.join(', ')}.`));
	if (tagFailure !== undefined) output.note(output.paint.warning(`The commit was made, but Git refused the tag (${tagFailure.kind}).`));
}

/** Says that an earlier process did not live to finish a change, for a command that only reads. */
export function printUnfinished(change: PendingChange | undefined, { output }: CommandContext): void {
	if (change === undefined) return;
	const sentence = `A change of ${change.path} was interrupted and is not finished yet. The next command that writes finishes it or takes it back.`;
	output.note(output.paint.warning(sentence));
}

/** Says what became of a change that an earlier process did not live to finish. */
export function printInterrupted(interrupted: InterruptedChange | undefined, { output }: CommandContext): void {
	if (interrupted === undefined) return;
	const outcomes = {
		undone: 'nothing was written, and the change was dropped',
		completed: 'it was written and is now committed',
		waits: 'it cannot be finished now, and nothing else is written before',
		'left-uncommitted': 'it was written but not committed; check “git status”',
	};
	output.note(output.paint.warning(`An earlier change of ${interrupted.path} was interrupted: ${outcomes[interrupted.kind]}.`));
}
