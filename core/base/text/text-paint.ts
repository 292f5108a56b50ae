type Painter = (text: string) => string;

/** Colours by meaning. Each gives back the text with nothing but invisible marks added, so that widths stay what they are. */
export interface TextPaint {
	readonly good: Painter;
	readonly bad: Painter;
	readonly warning: Painter;
	readonly dim: Painter;
	readonly strong: Painter;
}

/** Paints nothing. */
export const noPaint: TextPaint = { good: same, bad: same, warning: same, dim: same, strong: same };

function same(text: string): string {
	return text;
}
