import type { FailureWords } from '../base/words-of-failure.ts';
import type { UndoRefusal } from '../use-cases/adopt/adopt-failure.ts';

/** Why an adoption was not taken back. */
export const adoptFailureWords: FailureWords<UndoRefusal> = {
	'nothing-adopted': () => ({
		what: 'There is no adoption to undo.',
		why: 'No commit of this branch adopted prompts, or its files are gone already.',
		action: 'If an adoption was not committed, delete stagemark.yaml and the *.card.yaml files by hand.',
	}),
	'changed-since-adoption': ({ paths }) => ({
		what: 'The adoption was not undone, and nothing was changed.',
		why: `Somebody has changed what it wrote: ${paths.join(', ')}.`,
		action: 'Delete or restore these files by hand, then undo the rest.',
	}),
};
