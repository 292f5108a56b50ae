import type { nothing, TemplateResult } from 'lit-html';

/** The rows of a table, made one by one when they come into sight. */
export interface RowSource {
	readonly count: number;
	/** Tells rows apart, also in the next drawing, where a row with the same key keeps its element and the height it had. */
	readonly keyOf: (index: number) => string;
	/** One `tr`, which carries `place` as `data-index` and `aria-rowindex`. */
	readonly rowOf: (index: number, place: RowPlace) => TemplateResult;
	readonly columnCount: number;
	/** Height of a row that was not drawn yet, in CSS pixels. */
	readonly estimatedHeight: number;
	/**
	 * True when all rows of a long table are of one height, which is then taken from the first: measuring each would have all
	 * positions computed anew with every row that comes into sight.
	 */
	readonly hasEqualRows: boolean;
}

/** Where a row stands among all of them; nothing where all of them stand in the page. */
export interface RowPlace {
	/** 0-based. */
	readonly index: number | typeof nothing;
	/** 1-based, the header being the first row. */
	readonly ariaRow: number | typeof nothing;
}
