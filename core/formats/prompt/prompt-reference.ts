import { problemOfName } from '../problem-of-name.ts';

/**
 * A prompt as other files name it: `NAME@VERSION`, `NAME@STAGE`, or `NAME` for the newest version.
 * Which of the three `selector` is, only the workspace can tell; a semantic version is always a version.
 */
export interface PromptReference {
	readonly name: string;
	/** The text after `@`; undefined without one. */
	readonly selector: string | undefined;
}

/**
 * Reads a reference; the name is in Unicode's form NFC. Undefined when the text is none: no name, a name with white space, nothing
 * after `@`.
 */
export function parsePromptReference(text: string): PromptReference | undefined {
	const [name = '', selector, ...rest] = text.trim().normalize('NFC').split('@');
	const isSelector = selector === undefined || /^[\p{L}\p{N}][\p{L}\p{M}\p{N}._+-]*$/u.test(selector);
	return rest.length === 0 && isSelector && problemOfName(name) === undefined ? { name, selector } : undefined;
}
