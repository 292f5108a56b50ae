import { suggestionInWords } from '../base/words-of-failure.ts';
import type { FailureWords } from '../base/words-of-failure.ts';
import type { CompareFailure } from '../judging/compare/compare-failure.ts';

/** Why there is nothing to compare. */
export const compareFailureWords: FailureWords<CompareFailure> = {
	'unknown-comparison-side': ({ reference, suggestion, known }) => ({
		what: `There is nothing called “${reference}” to compare.`,
		why: 'It does not match a run id, EXPERIMENT/VARIANT, an experiment or a prompt with runs.',
		action: suggestionInWords(suggestion, known),
	}),
	'comparison-side-without-runs': ({ side, unfinishedCount }) => ({
		what: `“${side}” has no completed run.`,
		why:
			unfinishedCount === 0
				? 'Nothing has been recorded for it yet.'
				: `${unfinishedCount} recorded ${unfinishedCount === 1 ? 'run' : 'runs'} failed or ${unfinishedCount === 1 ? 'was' : 'were'} cancelled, and those do not count.`,
		action: 'Record a completed run for it first.',
	}),
	'comparison-needs-two-sides': ({ side, others }) => ({
		what: side === undefined ? 'There is nothing to compare.' : `“${side}” alone cannot be compared.`,
		why: 'A comparison needs a baseline and at least one candidate.',
		action: others.length === 0 ? 'Record runs of a second variant.' : `Add one of these: ${others.slice(0, 8).join(', ')}.`,
	}),
};
