/** All that a reader sets on a page without choices. */
export interface ReaderPlace {
	/** CSS pixels. */
	readonly scrollTop: number;
}

/** Where the reader was; the top for a state that does not say. */
export function restorePlace(saved: unknown): ReaderPlace {
	const scrollTop = typeof saved === 'object' && saved !== null && 'scrollTop' in saved ? saved.scrollTop : 0;
	return { scrollTop: typeof scrollTop === 'number' && Number.isFinite(scrollTop) && scrollTop > 0 ? scrollTop : 0 };
}
