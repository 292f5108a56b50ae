import { describeFailure } from '../../core/words/describe-failure.ts';
import type { AnyFailure } from '../../core/words/describe-failure.ts';
import type { Translate } from '../../io/create-translate.ts';

/** What happened, why, and what to do, in the language of the editor. The command line has the same in English. */
export function failureInWords(failure: AnyFailure, translate: Translate): string {
	const { what, why, action } = describeFailure(failure);
	return [what, why, action]
		.filter(part => part !== '')
		.map(translate)
		.join(' ');
}
