import type { Problem } from '../text/problem.ts';
import type { TextRange } from '../text/text-range.ts';
import type { TagNode, TemplateNode } from './template-tree.ts';
import { TreeBuilder } from './tree-builder.ts';

/** How deep blocks may nest, so that no walk over a tree runs out of stack. No prompt that people read comes near. */
const greatestDepth = 90;

/** The name a block was opened with, which its end tag has to repeat. */
export interface BlockName {
	/** Equal for two tags that belong together. */
	readonly key: string;
	/** The tag that opened the block, as it is shown to people: `{{#each}}`. */
	readonly opening: string;
	/** The end tag that it needs: `{{/each}}`. */
	readonly closing: string;
}

interface NamedBlock extends BlockName {
	readonly tag: TagNode;
}

interface AbandonedBlock {
	readonly problem: Problem;
	/** The end tag that came too early, if that is what ended the block. */
	readonly forcedBy: { readonly tag: TagNode; readonly closing: string } | undefined;
}

/** Sorts tags into blocks whose end tag repeats their name, as in Handlebars and Mustache. Every mistake becomes one problem. */
export class NamedBlocks {
	readonly problems: Problem[] = [];
	readonly #builder: TreeBuilder;
	readonly #range: TextRange;
	readonly #open: NamedBlock[] = [];
	/** Blocks that were ended by the end tag of an outer block, by key: a later end tag may still be theirs. */
	readonly #abandoned = new Map<string, AbandonedBlock[]>();
	/** Blocks that are too deep to become nodes, by key. */
	readonly #flattened = new Map<string, number>();
	#flattenedCount = 0;

	constructor(range: TextRange) {
		this.#range = range;
		this.#builder = new TreeBuilder(range);
	}

	/** True inside a block that is too deep for the tree: what is read there is not certain. */
	get isFlattened(): boolean {
		return this.#flattenedCount > 0;
	}

	/** The opening tag of the innermost open block. */
	get innermost(): TagNode | undefined {
		return this.isFlattened ? undefined : this.#open.at(-1)?.tag;
	}

	add(node: TemplateNode): void {
		this.#builder.add(node);
	}

	openBlock(tag: TagNode, name: BlockName): void {
		if (this.#open.length < greatestDepth) {
			this.#builder.open(tag);
			this.#open.push({ ...name, tag });
			return;
		}
		if (!this.isFlattened) {
			const message = `Blocks are nested more than ${greatestDepth} levels deep here, so the content is not checked. Move it to a partial.`;
			this.problems.push({ code: 'template-syntax-error', message, range: tag.range });
		}
		this.#flattened.set(name.key, (this.#flattened.get(name.key) ?? 0) + 1);
		this.#flattenedCount++;
		this.#builder.add(tag);
	}

	/** Starts the next branch of the innermost block, which has to exist. */
	addBranch(tag: TagNode): void {
		this.#builder.addBranch(tag);
	}

	/** Ends the block of that name; false when there is none, of which a problem tells. */
	closeBlock(tag: TagNode, { key, closing }: BlockName): boolean {
		const flattened = this.#flattened.get(key) ?? 0;
		if (flattened > 0) {
			this.#flattened.set(key, flattened - 1);
			this.#flattenedCount--;
			this.#builder.add(tag);
			return true;
		}
		const depth = this.#open.findLastIndex(block => block.key === key);
		if (depth === -1) {
			this.#reportStrayEnd(tag, { key, closing });
			this.#builder.add(tag);
			return false;
		}
		while (this.#open.length > depth + 1) this.#abandonInnermost(tag.range.start, { tag, closing });
		this.#builder.close(tag);
		this.#open.pop();
		return true;
	}

	/** Ends what is still open and gives all nodes. */
	finish(): readonly TemplateNode[] {
		while (this.#open.length > 0) this.#abandonInnermost(this.#range.end, undefined);
		return this.#builder.finish();
	}

	#reportStrayEnd(tag: TagNode, { key, closing }: Pick<BlockName, 'key' | 'closing'>): void {
		const crossed = this.#abandoned.get(key)?.pop();
		if (crossed?.forcedBy !== undefined) {
			this.problems.splice(this.problems.lastIndexOf(crossed.problem), 1);
			const { tag: end, closing: early } = crossed.forcedBy;
			const message = `\`${early}\` comes before \`${closing}\`, whose block was opened inside. Swap the two end tags.`;
			if (this.problems.some(({ range }) => range === end.range)) return;
			this.problems.push({ code: 'mismatched-block-end', message, range: end.range });
			return;
		}
		const innermost = this.#open.at(-1);
		const advice =
			innermost === undefined
				? 'Remove it or add the missing opening tag.'
				: `The innermost open block needs \`${innermost.closing}\`.`;
		const message = `\`${closing}\` does not end an open block. ${advice}`;
		this.problems.push({ code: 'mismatched-block-end', message, range: tag.range });
	}

	#abandonInnermost(offset: number, forcedBy: AbandonedBlock['forcedBy']): void {
		const block = this.#open.pop();
		if (block === undefined) return;
		const { key, opening, closing, tag } = block;
		const message = `\`${opening}\` opened here is never closed. Add \`${closing}\` where its body ends.`;
		const problem = { code: 'unclosed-block', message, range: tag.range };
		this.problems.push(problem);
		const earlier = this.#abandoned.get(key);
		if (earlier === undefined) this.#abandoned.set(key, [{ problem, forcedBy }]);
		else earlier.push({ problem, forcedBy });
		this.#builder.abandon(offset);
	}
}
