/** A failure in words for the person who asked: what happened, why, and the one thing to do. Each is a whole sentence. */
export interface FailureDescription {
	readonly what: string;
	readonly why: string;
	readonly action: string;
}

/** Words for each kind of a union of failures; leaving one out is an error of types. */
export type FailureWords<Failure extends { readonly kind: string }> = {
	readonly [Kind in Failure['kind']]: (failure: Extract<Failure, { readonly kind: Kind }>) => FailureDescription;
};

/** `Did you mean “v2”?`, or what there is, or nothing. Ends a sentence that says that a name is unknown. */
export function suggestionInWords(suggestion: string | undefined, known: readonly string[]): string {
	if (suggestion !== undefined) return `Did you mean “${suggestion}”?`;
	if (known.length === 0) return 'There is none yet.';
	const shown = known.slice(0, 8).map(name => `“${name}”`);
	return `There ${known.length === 1 ? 'is' : 'are'} ${shown.join(', ')}${known.length > shown.length ? ', …' : ''}.`;
}
