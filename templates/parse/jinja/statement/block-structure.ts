/** The statements that have a body, with the word that ends it. `set` has one only without `=`. `raw` is no statement but text. */
const endKeywords: ReadonlyMap<string, string> = new Map([
	['autoescape', 'endautoescape'],
	['block', 'endblock'],
	['call', 'endcall'],
	['filter', 'endfilter'],
	['for', 'endfor'],
	['generation', 'endgeneration'],
	['if', 'endif'],
	['macro', 'endmacro'],
	['set', 'endset'],
	['trans', 'endtrans'],
	['with', 'endwith'],
]);

const openingKeywords: ReadonlyMap<string, string> = new Map([...endKeywords].map(([opening, end]) => [end, opening]));

/** Words that start the next branch of an open block, with the blocks they belong to. */
const branchKeywords: ReadonlyMap<string, readonly string[]> = new Map([
	['elif', ['if']],
	['else', ['if', 'for']],
	['pluralize', ['trans']],
]);

/** The word that ends the block which `keyword` opens; undefined when it opens none. */
export function endKeywordOf(keyword: string): string | undefined {
	return endKeywords.get(keyword);
}

/** The word that opens the block which `keyword` ends; undefined when it ends none. */
export function openingKeywordOf(keyword: string): string | undefined {
	return openingKeywords.get(keyword);
}

/** The blocks in which `keyword` starts another branch; undefined when it starts none. */
export function blocksWithBranch(keyword: string): readonly string[] | undefined {
	return branchKeywords.get(keyword);
}
