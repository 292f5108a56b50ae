import type { TextRange } from '../../../base/text/text-range.ts';

/**
 * Tells whether the text around a place within `message` sets it apart from the rest: a pair of XML tags that open before it and close
 * behind it, a code fence, triple quotes, or quotation marks right around it. To be asked for places in rising order: a message is
 * walked once, however many places it has.
 */
export function delimiterReader(text: string, message: TextRange): (place: TextRange) => boolean {
	const isInFence = fenceReader(text, message);
	const isInTag = tagReader(text, message);
	return place => {
		const isFenced = isInFence(place);
		const isTagged = isInTag(place);
		return isFenced || isTagged || isInQuotes(text, message, place);
	};
}

function isInQuotes(text: string, message: TextRange, { start, end }: TextRange): boolean {
	return quotes.some(
		([open, close]) =>
			start - open.length >= message.start &&
			text.startsWith(open, start - open.length) &&
			end + close.length <= message.end &&
			text.startsWith(close, end),
	);
}

const quotes = [
	['"', '"'],
	["'", "'"],
	['`', '`'],
	['“', '”'],
	['«', '»'],
	['[[', ']]'],
] as const;

const fences = [/^[ \t]*(?:```|~~~)/gm, /"""/g, /'''/g, /^[ \t]*(?:-{3,}|={3,}|#{3,}|\*{3,})[ \t]*$/gm];

/** An odd number of marks stands before it: the last one is open. */
function fenceReader(text: string, message: TextRange): (place: TextRange) => boolean {
	const content = text.slice(message.start, message.end);
	const marks = fences.map(mark => ({
		ends: Array.from(content.matchAll(mark), ({ index, 0: found }) => message.start + index + found.length),
		passed: 0,
	}));
	return ({ start }) => {
		for (const mark of marks) while ((mark.ends[mark.passed] ?? Infinity) <= start) mark.passed++;
		return marks.some(({ passed }) => passed % 2 === 1);
	};
}

interface OpenTag {
	readonly name: string;
	/** Where the last end tag of this or of a tag around it stands. */
	readonly reach: number;
}

function tagReader(text: string, message: TextRange): (place: TextRange) => boolean {
	const content = text.slice(message.start, message.end);
	const tags = [...content.matchAll(/<(\/?)([A-Za-z_][\w.:-]{0,80})(?:\s[^<>]{0,200})?>/g)];
	const lastEnds = new Map<string, number>();
	for (const { index, 0: tag, 2: name = '' } of tags) if (tag === `</${name}>`) lastEnds.set(name, message.start + index);
	const open: OpenTag[] = [];
	const openCounts = new Map<string, number>();
	let next = 0;
	return place => {
		for (let tag = tags[next]; tag !== undefined && message.start + tag.index + tag[0].length <= place.start; tag = tags[++next]) {
			const [, slash, name = ''] = tag;
			if (slash === '') push(name);
			else if ((openCounts.get(name) ?? 0) > 0) popTo(name);
		}
		return (open.at(-1)?.reach ?? -1) >= place.end;
	};

	function push(name: string): void {
		open.push({ name, reach: Math.max(open.at(-1)?.reach ?? -1, lastEnds.get(name) ?? -1) });
		openCounts.set(name, (openCounts.get(name) ?? 0) + 1);
	}

	/** What was left open inside of a tag ends with it. */
	function popTo(name: string): void {
		for (let tag = open.pop(); tag !== undefined; tag = open.pop()) {
			openCounts.set(tag.name, (openCounts.get(tag.name) ?? 0) - 1);
			if (tag.name === name) return;
		}
	}
}
