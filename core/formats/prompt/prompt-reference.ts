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
 * Reads a reference. Undefined when the text is none: no name, a name with white space or a slash, nothing after `@`.
 */
export function parsePromptReference(text: string): PromptReference | undefined {
	const match = /^([A-Za-z0-9][A-Za-z0-9._-]*)(?:@([A-Za-z0-9][A-Za-z0-9._+-]*))?$/.exec(text.trim());
	return match?.[1] === undefined ? undefined : { name: match[1], selector: match[2] };
}
