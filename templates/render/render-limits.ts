/** How much one rendering may cost. What goes beyond is a problem, not a hang. */
export interface RenderLimits {
	/** Nodes, operations and list items that may be looked at. The clock plays no part: the same template always ends the same way. */
	readonly steps: number;
	/** Characters of any text that is built, the result included; also items of any list that is built. */
	readonly length: number;
	/** Macros, partials and values inside each other. */
	readonly depth: number;
}

/** Far beyond any prompt: a model reads some hundred thousand characters, and a loop over as many items takes less than a second. */
export const defaultRenderLimits: RenderLimits = { steps: 1_000_000, length: 1_000_000, depth: 64 };
