import { parsePromptReference } from '../formats/prompt/prompt-reference.ts';
import type { PromptReference } from '../formats/prompt/prompt-reference.ts';
import type { SubjectResolution } from './subject.ts';

/** Why a reference leads to nothing, and what was probably meant. */
export interface UnresolvedReference {
	readonly message: string;
	readonly action: string;
	/** The reference that was probably meant; undefined when nothing comes close. */
	readonly replacement: string | undefined;
}

/**
 * Says why a reference leads to nothing; undefined when it leads somewhere.
 *
 * @param noun - What it should lead to, for example `prompt` or `embedding`.
 */
export function explainReference(
	text: string,
	noun: string,
	resolve: (reference: PromptReference) => SubjectResolution,
): UnresolvedReference | undefined {
	const reference = parsePromptReference(text);
	if (reference === undefined) {
		const message = `“${text}” is not a ${noun} reference.`;
		return { message, action: 'Write NAME@VERSION, NAME@STAGE or NAME.', replacement: undefined };
	}
	const resolution = resolve(reference);
	if (resolution.kind === 'found') return undefined;
	if (resolution.kind === 'unknown-name') {
		const selector = reference.selector === undefined ? '' : `@${reference.selector}`;
		const replacement = resolution.suggestion === undefined ? undefined : `${resolution.suggestion}${selector}`;
		const message = `There is no ${noun} named “${reference.name}”.`;
		return { message, action: advice(replacement, `Correct the name or add the ${noun}.`), replacement };
	}
	const replacement = resolution.suggestion === undefined ? undefined : `${reference.name}@${resolution.suggestion}`;
	const known = resolution.known.length === 0 ? 'It has no versions.' : `It has ${resolution.known.slice(0, 5).join(', ')}.`;
	const message = `“${reference.name}” has no version or stage “${reference.selector ?? ''}”.`;
	return { message, action: advice(replacement, known), replacement };
}

function advice(replacement: string | undefined, otherwise: string): string {
	return replacement === undefined ? otherwise : `Did you mean “${replacement}”?`;
}
