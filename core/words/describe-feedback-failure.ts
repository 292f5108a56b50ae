import type { FailureWords } from '../base/words-of-failure.ts';
import type { FeedbackRefusal } from '../use-cases/feedback/feedback-failure.ts';

/** Why feedback on a case was not added. */
export const feedbackFailureWords: FailureWords<FeedbackRefusal> = {
	'no-such-run': ({ run }) => ({
		what: `There is no run ${run} here.`,
		why: 'No experiment of this workspace has a readable record of it; it may have been deleted or moved to another branch.',
		action: 'Run “stagemark runs” to list the recorded runs.',
	}),
	'unknown-case': ({ run, case: id }) => ({
		what: `The run ${run} has no answer to the case “${id}”.`,
		why: 'No line of samples.jsonl beside the run has this case.',
		action: 'Check the case id.',
	}),
	'empty-feedback': () => ({
		what: 'This feedback is empty.',
		why: 'It has no score, label or comment.',
		action: 'Add at least one of them.',
	}),
	'invalid-score': () => ({
		what: 'This score is not a number.',
		why: 'Scores are averaged, so each must be a number.',
		action: 'Give a number, for example from 1 to 5.',
	}),
};
