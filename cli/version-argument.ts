import { parsePromptReference } from '../core/formats/prompt/prompt-reference.ts';
import { UsageError } from './text/output.ts';

/**
 * Name and version of `NAME@VERSION` as the user typed it.
 *
 * @throws UsageError when it names no version.
 */
export function versionArgument(text: string): { readonly name: string; readonly version: string } {
	const reference = parsePromptReference(text);
	if (reference?.selector === undefined) {
		throw new UsageError(`“${text}” names no version. Write NAME@VERSION, for example code-generator@2.0.0.`);
	}
	return { name: reference.name, version: reference.selector };
}
