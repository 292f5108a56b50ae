import type { TextRange } from '../text/text-range.ts';
import { partsOfBlock } from '../tree/template-walk.ts';
import type { TemplateNode } from '../tree/template-tree.ts';

/** Which tags are alone on their line, and what that leaves of the texts. */
export interface TagLines {
	readonly standalone: ReadonlySet<TemplateNode>;
	/** The part of a text that is printed. */
	readonly printed: (range: TextRange) => TextRange;
}

/** Which tags can have a line of their own. */
export interface LineRules {
	readonly mayStandAlone: (node: TemplateNode) => boolean;
	/** Tags for which another one decides whether they start their line, and which then leave the space before them. */
	readonly judgedAt?: ReadonlyMap<TemplateNode, TemplateNode>;
}

/**
 * Finds the tags that have a line of their own: the whole line goes, as Mustache and Handlebars define it. A printed
 * value never does.
 */
export function linesWithoutTags(
	text: string,
	range: TextRange,
	nodes: readonly TemplateNode[],
	{ mayStandAlone, judgedAt = new Map() }: LineRules,
): TagLines {
	const flat = flatten(nodes);
	const standalone = new Set<TemplateNode>();
	const starts = new Set<number>();
	const ends = new Map<number, number>();
	for (const [index, node] of flat.entries()) {
		if (!mayStandAlone(node)) continue;
		const lineEnd = lineEndBehind(text, range, [flat[index + 1], node]);
		const judged = judgedAt.get(node);
		const place = judged === undefined ? index : flat.indexOf(judged);
		if (lineEnd === undefined || !isLineStart(text, range, [flat[place - 1], judged ?? node])) continue;
		standalone.add(node);
		ends.set(node.range.end, lineEnd);
		if (judged === undefined) starts.add(node.range.start);
	}
	const printed = ({ start, end }: TextRange): TextRange => {
		const from = Math.min(ends.get(start) ?? start, end);
		let to = end;
		if (starts.has(end)) while (to > from && isBlank(text.charAt(to - 1))) to--;
		return { start: from, end: to };
	};
	return { standalone, printed };
}

function flatten(nodes: readonly TemplateNode[]): readonly TemplateNode[] {
	return nodes.flatMap(node => (node.kind === 'block' ? flatten(partsOfBlock(node)) : [node]));
}

/** True when nothing but space stands between the tag and the start of its line. */
function isLineStart(text: string, range: TextRange, [before, tag]: readonly [TemplateNode | undefined, TemplateNode]): boolean {
	let offset = tag.range.start;
	while (offset > range.start && isBlank(text.charAt(offset - 1))) offset--;
	if (offset === range.start) return true;
	const isTagBefore = before !== undefined && before.kind !== 'text' && before.range.end >= offset;
	return !isTagBefore && text.charAt(offset - 1) === '\n';
}

/** The offset behind the line of the tag when nothing but space stands before its end. */
function lineEndBehind(
	text: string,
	range: TextRange,
	[after, tag]: readonly [TemplateNode | undefined, TemplateNode],
): number | undefined {
	let offset = tag.range.end;
	while (offset < range.end && isBlank(text.charAt(offset))) offset++;
	if (after !== undefined && after.kind !== 'text' && after.range.start <= offset) return undefined;
	if (offset === range.end) return offset;
	if (text.startsWith('\r\n', offset)) return offset + 2;
	return text.charAt(offset) === '\n' ? offset + 1 : undefined;
}

function isBlank(character: string): boolean {
	return character === ' ' || character === '\t';
}
