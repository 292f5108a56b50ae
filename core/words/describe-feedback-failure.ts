import type { FailureWords } from '../base/words-of-failure.ts';
import type { FeedbackRefusal } from '../use-cases/feedback/feedback-failure.ts';

/** Why feedback on a case was not added. */
export const feedbackFailureWords: FailureWords<FeedbackRefusal> = {
	'no-such-run': ({ run }) => ({
		what: `There is no run ${run} here.`,
		why: 'No experiment of this workspace has a readable record of it; it may have been deleted or moved to another branch.',
		action: '“stagemark runs” lists what there is.',
	}),
	'unknown-case': ({ run, case: id }) => ({
		what: `The run ${run} has no answer to the case “${id}”.`,
		why: 'Feedback is about one line of samples.jsonl beside the run, and none has this case.',
		action: 'Check the id of the case.',
	}),
	'empty-feedback': () => ({
		what: 'This feedback says nothing.',
		why: 'It has neither a score nor a label nor a comment.',
		action: 'Give at least one of them.',
	}),
	'invalid-score': () => ({
		what: 'This score is no number.',
		why: 'A mean is taken over scores.',
		action: 'Give a number, for example from 1 to 5.',
	}),
};
