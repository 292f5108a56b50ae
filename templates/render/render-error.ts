import type { TextRange } from '../text/text-range.ts';

/**
 * Ends a rendering. It never leaves this folder: `renderTemplate` turns it into a problem, since a template that cannot be rendered is
 * text of the user's, whereas evaluation is too deep in calls to hand results up by hand.
 */
export class RenderError extends Error {
	/** The words that are to blame; undefined for the ones that were being evaluated. */
	readonly range: TextRange | undefined;

	constructor(message: string, range?: TextRange) {
		super(message);
		this.range = range;
	}
}
