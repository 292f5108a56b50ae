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
				| 'branch-refused'
				| 'invalid-branch'
				| 'runs-before-lock'
				| 'incomplete-plan'
				| 'methodology-unreadable';
		}
	>
> = {
	'already-completed': ({ experiment }) => ({
		what: `The experiment “${experiment}” is completed already.`,
		why: 'Its runs are those the results were made of.',
		action: 'There is nothing to do until it has more runs.',
	}),
	'already-locked': ({ experiment, isUnchanged }) => ({
		what: `The experiment “${experiment}” is locked already.`,
		why: isUnchanged
			? 'Its plan is the one that was locked.'
			: 'Its plan is no longer the one that was locked, and a second lock would hide that.',
		action: isUnchanged ? 'There is nothing to do.' : 'Take the change back, or plan a new experiment.',
	}),
	'branch-exists': ({ branch }) => ({
		what: `There is a branch “${branch}” already.`,
		why: 'An experiment on somebody else’s branch would mix with their work. Nothing was written.',
		action: `Give the branch another name, or go there with “git switch ${branch}” and plan the experiment without a new branch.`,
	}),
	'branch-impossible': ({ reason }) => ({
		what: 'No branch can be made here.',
		why:
			reason === 'no-commit'
				? 'The repository has no commit yet that a branch could start from.'
				: 'The folder is in no Git repository.',
		action:
			reason === 'no-commit'
				? 'Make the first commit, or plan the experiment without a branch.'
				: 'Plan the experiment without a branch, or run “git init” first.',
	}),
	'branch-refused': ({ branch, output }) => ({
		what: `Git did not switch to the new branch “${branch}”.`,
		why: `Git says: ${output.trim()} Nothing was written.`,
		action: 'Mend that and try again, or plan the experiment without a branch.',
	}),
	'invalid-branch': ({ branch, prefixes }) => ({
		what: `“${branch}” is no name for a branch here.`,
		why: `Branches are called ${prefixes.map(prefix => `${prefix}…`).join(', ')}, and Git allows no spaces, “..”, “~”, “^” or “:” in them.`,
		action: 'Choose another name, or leave it out to have one made of the experiment’s own.',
	}),
	'runs-before-lock': ({ experiment, runCount }) => ({
		what: `The experiment “${experiment}” cannot be locked any more.`,
		why: `It has ${runCount} ${runCount === 1 ? 'run' : 'runs'}, and a plan that is fixed after the first result proves nothing.`,
		action: 'Plan a new experiment and lock it before its first run.',
	}),
	'incomplete-plan': ({ experiment, missing }) => ({
		what: `The experiment “${experiment}” is not ready to be locked.`,
		why: `A plan that can be held to its word has ${missing.join(' and ')}, which is missing.`,
		action: 'Add it to the methodology and lock again.',
	}),
	'methodology-unreadable': ({ path, message }) => ({
		what: `“${path}” has a mistake, so it is not changed.`,
		why: message,
		action: 'Correct the file and try again.',
	}),
};
