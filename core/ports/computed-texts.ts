/**
 * Texts that were computed from the content of files, kept from one process to the next by the digest of all that they were
 * computed from. Nothing depends on them but time: whoever finds none computes it again.
 */
export interface ComputedTexts {
	/** So many new ones are worth keeping; fewer are computed again as quickly. */
	readonly fewest: number;
	/** All that are kept, by key; none where they cannot be read. */
	load(): Promise<ReadonlyMap<string, string>>;
	/** Keeps more of them. Where nothing can be written they are forgotten. */
	add(texts: ReadonlyMap<string, string>): Promise<void>;
	/** Keeps these alone. */
	replace(texts: ReadonlyMap<string, string>): Promise<void>;
}
