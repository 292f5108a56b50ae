import type { TextRange } from '../text/text-range.ts';
import type { BlockBranch, BlockNode, TagNode, TemplateNode } from './template-tree.ts';

/** A block whose end has not been reached yet. */
export interface OpenBlock {
	readonly tag: TagNode;
	/** The words of its branches so far, that of the opening tag first. */
	readonly branchKeywords: readonly string[];
}

interface GrowingBlock extends OpenBlock {
	readonly branchKeywords: string[];
	readonly branches: { readonly tag: TagNode; readonly children: TemplateNode[] }[];
}

/**
 * Puts nodes, given in order of appearance, together to a tree that covers every character: what lies between two nodes becomes text.
 * Which tag opens, continues or closes a block is for the language to decide.
 */
export class TreeBuilder {
	readonly #range: TextRange;
	readonly #nodes: TemplateNode[] = [];
	readonly #blocks: GrowingBlock[] = [];
	#position: number;

	constructor(range: TextRange) {
		this.#range = range;
		this.#position = range.start;
	}

	/** The blocks that are open, the innermost last. */
	get openBlocks(): readonly OpenBlock[] {
		return this.#blocks;
	}

	add(node: TemplateNode): void {
		this.#addTextUpTo(node.range.start);
		this.#children.push(node);
		this.#position = node.range.end;
	}

	open(tag: TagNode): void {
		this.#addTextUpTo(tag.range.start);
		this.#blocks.push({ tag, branchKeywords: [tag.keyword], branches: [{ tag, children: [] }] });
		this.#position = tag.range.end;
	}

	/** Starts the next branch of the innermost block, which has to exist. */
	addBranch(tag: TagNode): void {
		this.#addTextUpTo(tag.range.start);
		const block = this.#blocks.at(-1);
		block?.branches.push({ tag, children: [] });
		block?.branchKeywords.push(tag.keyword);
		this.#position = tag.range.end;
	}

	/** Closes the innermost block with `tag`. */
	close(tag: TagNode): BlockNode | undefined {
		this.#addTextUpTo(tag.range.start);
		this.#position = tag.range.end;
		return this.#endBlock(tag);
	}

	/** Ends the innermost block at `offset` without a closing tag. */
	abandon(offset: number): BlockNode | undefined {
		this.#addTextUpTo(offset);
		return this.#endBlock(undefined);
	}

	/** The nodes of the whole template. Every block has to be closed or abandoned. */
	finish(): readonly TemplateNode[] {
		this.#addTextUpTo(this.#range.end);
		return this.#nodes;
	}

	get #children(): TemplateNode[] {
		return this.#blocks.at(-1)?.branches.at(-1)?.children ?? this.#nodes;
	}

	#endBlock(close: TagNode | undefined): BlockNode | undefined {
		const block = this.#blocks.pop();
		if (block === undefined) return undefined;
		const branches: readonly BlockBranch[] = block.branches;
		const range = { start: block.tag.range.start, end: this.#position };
		const node: BlockNode = { kind: 'block', range, keyword: block.tag.keyword, branches, close };
		this.#children.push(node);
		return node;
	}

	#addTextUpTo(offset: number): void {
		if (offset <= this.#position) return;
		this.#children.push({ kind: 'text', range: { start: this.#position, end: offset } });
		this.#position = offset;
	}
}
