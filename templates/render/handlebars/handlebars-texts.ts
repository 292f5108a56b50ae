import type { TextRange } from '../../text/text-range.ts';
import type { HandlebarsProgram } from '../../parse/handlebars/handlebars-program.ts';
import { allNodes } from '../../tree/all-nodes.ts';
import type { TemplateNode } from '../../tree/template-tree.ts';
import { linesWithoutTags } from '../standalone-tags.ts';
import type { TagLines } from '../standalone-tags.ts';
import { trimEndOf } from '../../text/trim-end-of.ts';

const mayStandAlone: ReadonlySet<string> = new Set([
	'block',
	'decorator-block',
	'else',
	'else-chain',
	'end',
	'inverted-block',
	'partial',
	'partial-block',
]);

/** What is printed of the texts of one template: `~` takes away the space beside it, a tag alone on its line takes the line. */
export class HandlebarsTexts {
	readonly #text: string;
	readonly #range: TextRange;
	readonly #lines: TagLines;

	constructor({ text, program }: { readonly text: string; readonly program: HandlebarsProgram }) {
		this.#text = text;
		this.#range = program.range;
		const isAlone = (node: TemplateNode): boolean => node.kind === 'comment' || mayStandAlone.has(program.tags.get(node)?.kind ?? '');
		this.#lines = linesWithoutTags(text, program.range, program.nodes, { mayStandAlone: isAlone, judgedAt: endsOfChains(program) });
	}

	/** What stands before a tag that is alone on its line. */
	indentationOf(node: TemplateNode): string {
		if (!this.#lines.standalone.has(node)) return '';
		const before = this.#text.slice(this.#range.start, node.range.start);
		return before.slice(trimEndOf(before, ' \t').length);
	}

	/** The part of a text that is printed, and how its escapes are read. */
	of(range: TextRange): { readonly printed: TextRange; readonly unescape: (text: string) => string } {
		let { start, end } = this.#lines.printed(range);
		if (/^~\}\}/.test(this.#text.slice(range.start - 3, range.start)) && range.start > this.#range.start)
			while (start < end && isSpace(this.#text.charAt(start))) start++;
		if (this.#text.startsWith('{{~', range.end) && range.end < this.#range.end)
			while (end > start && isSpace(this.#text.charAt(end - 1))) end--;
		const endsBeforeTag = range.end < this.#range.end;
		return { printed: { start, end }, unescape: text => unescapeTags(text, endsBeforeTag && end === range.end) };
	}
}

/**
 * The end tag of a block with `{{else if}}` is taken to start its line when the tag behind the first such branch does: so Handlebars 4
 * does it, in `WhitespaceControl`.
 */
function endsOfChains({ nodes, tags }: HandlebarsProgram): ReadonlyMap<TemplateNode, TemplateNode> {
	const ends = new Map<TemplateNode, TemplateNode>();
	for (const node of allNodes(nodes)) {
		if (node.kind !== 'block' || node.close === undefined) continue;
		const [, second, third] = node.branches;
		if (second !== undefined && tags.get(second.tag)?.kind === 'else-chain') ends.set(node.close, third?.tag ?? node.close);
	}
	return ends;
}

/** `\{{` stands for the braces themselves, `\\{{` before a tag for a backslash. */
function unescapeTags(text: string, endsBeforeTag: boolean): string {
	const plain = text.replaceAll('\\{{', '{{');
	return endsBeforeTag && plain.endsWith('\\\\') ? plain.slice(0, -1) : plain;
}

function isSpace(character: string): boolean {
	return /\s/.test(character);
}
