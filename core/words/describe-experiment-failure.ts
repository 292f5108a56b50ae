import type { FailureWords } from '../base/words-of-failure.ts';
import type { CompleteFailure } from '../use-cases/experiment/complete-experiment.ts';
import type { CreateFailure } from '../use-cases/experiment/create-experiment.ts';
import type { LockFailure } from '../use-cases/experiment/lock-experiment.ts';

/** Why an experiment was not created, locked or completed, beside what keeps any change from being made. */
export const experimentFailureWords: FailureWords<
	Extract<
		CreateFailure | LockFailure | CompleteFailure,
		{
			kind:
				| 'already-completed'
				| 'already-locked'
				| 'branch-exists'
				| 'branch-impossible'
				| 'invalid-branch'
				| 'runs-before-lock'
				| 'incomplete-plan'
				| 'methodology-unreadable';
		}
	>
> = {
	'already-completed': ({ experiment }) => ({
		what: `The experiment “${experiment}” is already completed.`,
		why: 'Its results already include all of its runs.',
		action: 'Record more runs before you complete it again.',
	}),
	'already-locked': ({ experiment, isUnchanged }) => ({
		what: `The experiment “${experiment}” is already locked.`,
		why: isUnchanged
			? 'Its plan has not changed since then.'
			: 'Its plan has changed since then, and a second lock would hide the change.',
		action: isUnchanged ? 'There is nothing to do.' : 'Revert the change, or plan a new experiment.',
	}),
	'branch-exists': ({ branch }) => ({
		what: `The branch “${branch}” already exists.`,
		why: 'The experiment would mix with the other work on that branch. Nothing was written.',
		action: `Choose another name, or run “git switch ${branch}” and plan the experiment without a new branch.`,
	}),
	'branch-impossible': ({ reason }) => ({
		what: 'A branch cannot be created here.',
		why: reason === 'no-commit' ? 'The repository has no commit yet to start a branch from.' : 'The folder is not in a Git repository.',
		action:
			reason === 'no-commit'
				? 'Make the first commit, or plan the experiment without a branch.'
				: 'Plan the experiment without a branch, or run “git init” first.',
	}),
	'invalid-branch': ({ branch, prefixes }) => ({
		what: `“${branch}” is not a valid branch name here.`,
		why: `Branch names have the form ${prefixes.map(prefix => `${prefix}…`).join(', ')}, and Git does not allow spaces, “..”, “~”, “^” or “:” in them.`,
		action: 'Choose another name, or omit it to use the name of the experiment.',
	}),
	'runs-before-lock': ({ experiment, runCount }) => ({
		what: `The experiment “${experiment}” can no longer be locked.`,
		why: `It has ${runCount} ${runCount === 1 ? 'run' : 'runs'}, and a plan that is locked after the first result proves nothing.`,
		action: 'Plan a new experiment and lock it before its first run.',
	}),
	'incomplete-plan': ({ experiment, missing }) => ({
		what: `The experiment “${experiment}” is not ready to be locked.`,
		why: `The plan still needs ${missing.join(' and ')}.`,
		action: 'Add it to the methodology and lock again.',
	}),
	'methodology-unreadable': ({ path, message }) => ({
		what: `“${path}” has an error, so it was not changed.`,
		why: message,
		action: 'Fix the file and try again.',
	}),
};
