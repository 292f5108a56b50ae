/**
 * The text of a Nunjucks template in the words of Jinja, as long as it was, so that what is found in it stands at the same offset:
 * `verbatim` is `raw`, `asyncEach` and `asyncAll` are `for`, `null` is `none`, `===` is `==`. What else the two languages do not share stays.
 */
export function fromNunjucks(text: string): string {
	let rawWord: string | undefined;
	return text.replace(tag, (written: string, content: string) => {
		const keyword = written.startsWith('{%') ? leadingWord.exec(content)?.[1] : undefined;
		// A raw region is text up to its own end.
		if (rawWord !== undefined && keyword !== `end${rawWord}`) return written;
		rawWord = keyword === 'raw' || keyword === 'verbatim' ? keyword : undefined;
		const named = keyword === undefined ? content : content.replace(keyword, jinjaWord(keyword, statements));
		return `${written.slice(0, 2)}${named.replace(partOfExpression, partInJinja)}${written.slice(2 + content.length)}`;
	});
}

/** A tag up to its first closing delimiter; one that is not closed is left alone. */
const tag = /\{[{%]((?:(?!\{[{%]|[}%]\})[^])*)[}%]\}/g;

const leadingWord = /^[-+]?\s*(\w+)/;

const statements: ReadonlyMap<string, string> = new Map([
	['asyncAll', 'for'],
	['asyncEach', 'for'],
	['elseif', 'elif'],
	['endall', 'endfor'],
	['endeach', 'endfor'],
	['endverbatim', 'endraw'],
	['ifAsync', 'if'],
	['verbatim', 'raw'],
]);

const values: ReadonlyMap<string, string> = new Map([
	['!==', '!='],
	['===', '=='],
	['null', 'none'],
]);

/** Text in quotes, to the end where they are not closed, a member behind its dot, a word, or an operator. */
const partOfExpression = /"(?:\\[^]?|[^"\\])*(?:"|$)|'(?:\\[^]?|[^'\\])*(?:'|$)|\.\s*\w+|\w+|[!=]==/g;

function partInJinja(part: string): string {
	return jinjaWord(part, values);
}

function jinjaWord(word: string, words: ReadonlyMap<string, string>): string {
	return (words.get(word) ?? word).padEnd(word.length);
}
