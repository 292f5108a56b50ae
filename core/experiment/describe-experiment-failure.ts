import type { FailureWords } from '../failure-description.ts';
import type { CompleteFailure } from './complete-experiment.ts';
import type { LockFailure } from './lock-experiment.ts';

/** Why an experiment was not locked or completed, beside what keeps any change from being made. */
export const experimentFailureWords: FailureWords<
	Extract<
		LockFailure | CompleteFailure,
		{
			kind:
				| 'already-completed'
				| 'already-locked'
				| 'runs-before-lock'
				| 'incomplete-plan'
				| 'uncommitted-hypothesis'
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
	'uncommitted-hypothesis': ({ path }) => ({
		what: `“${path}” is not committed as it is.`,
		why: 'The lock holds the digest of its text, which nobody could check later without the text.',
		action: 'Commit the file and lock again.',
	}),
	'methodology-unreadable': ({ path, message }) => ({
		what: `“${path}” has a mistake, so it is not changed.`,
		why: message,
		action: 'Correct the file and try again.',
	}),
};
