import { findSecrets } from './find-secrets.ts';

/** The text with each credential in it replaced by what it is, for text that is worth keeping all the same. */
export function redactSecrets(text: string): string {
	return findSecrets(text)
		.toReversed()
		.reduce((rest, { range, kind }) => `${rest.slice(0, range.start)}[${kind} removed]${rest.slice(range.end)}`, text);
}
