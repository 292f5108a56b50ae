import type { Problem } from '../../text/problem.ts';
import type { TextRange } from '../../text/text-range.ts';
import { TreeBuilder } from '../../tree/tree-builder.ts';
import type { OutputNode, TagNode, TemplateNode } from '../../tree/template-tree.ts';
import { blocksWithBranch, endKeywordOf, openingKeywordOf } from './block-structure.ts';
import type { JinjaStatement } from './jinja-statement.ts';
import type { ParsedStatement } from './statement-parser.ts';

/** How deep blocks may nest. Python, to which Jinja compiles a template, gives up at 100 levels of indentation. */
const greatestDepth = 90;

/** A template as it stands, before its names are bound. */
export interface JinjaProgram {
	/** The file up to the end of the template. */
	readonly text: string;
	readonly range: TextRange;
	readonly nodes: readonly TemplateNode[];
	/** The meaning of every tag. */
	readonly statements: ReadonlyMap<TagNode, JinjaStatement>;
	/** Tags and outputs with a problem of their own, whose names are not certain. */
	readonly brokenNodes: ReadonlySet<TagNode | OutputNode>;
}

interface AbandonedBlock {
	readonly problem: Problem;
	/** The end tag that came too early, if that is what ended the block. */
	readonly forcedBy: TagNode | undefined;
}

/** Sorts tags into blocks. Where tags do not match, every mistake becomes one problem and the tree stays as close to the text as it can. */
export class BlockAssembler {
	readonly problems: Problem[] = [];
	readonly statements = new Map<TagNode, JinjaStatement>();
	readonly brokenNodes = new Set<TagNode | OutputNode>();
	readonly #builder: TreeBuilder;
	readonly #text: string;
	readonly #range: TextRange;
	/** Blocks that were ended by the end tag of an outer block, by keyword: a later end tag may still be theirs. */
	readonly #abandoned = new Map<string, AbandonedBlock[]>();
	readonly #unknownKeywords = new Set<string>();
	/** Blocks that are too deep to become nodes, by keyword. */
	readonly #flattened = new Map<string, number>();
	#flattenedCount = 0;

	constructor(text: string, range: TextRange) {
		this.#text = text;
		this.#range = range;
		this.#builder = new TreeBuilder(range);
	}

	/** The name of the innermost open block if that is a `{% block %}`. */
	get blockName(): string | undefined {
		const innermost = this.#builder.openBlocks.at(-1);
		const statement = innermost && this.statements.get(innermost.tag);
		return statement?.kind === 'block' ? statement.name : undefined;
	}

	/** Adds a node that neither opens nor closes a block. */
	add(node: TemplateNode): void {
		this.#builder.add(node);
		if (node.kind === 'output' && this.#flattenedCount > 0) this.brokenNodes.add(node);
	}

	/** Adds a tag, with the problem that was found while reading it. */
	addTag(tag: TagNode, { statement, isKnown }: ParsedStatement, problem: Problem | undefined): void {
		this.statements.set(tag, statement);
		if (problem !== undefined || this.#flattenedCount > 0) this.brokenNodes.add(tag);
		const opening = openingKeywordOf(tag.keyword);
		const isEndOfUnknown = tag.keyword.startsWith('end') && this.#unknownKeywords.has(tag.keyword.slice(3));
		if (problem !== undefined && !isEndOfUnknown) this.problems.push(problem);
		if (!isKnown) this.#unknownKeywords.add(tag.keyword);
		if (opening !== undefined) this.#closeBlock(tag, opening);
		else if (blocksWithBranch(tag.keyword) !== undefined) this.#addBranch(tag);
		else if (opensBlock(tag, statement)) this.#openBlock(tag);
		else if (tag.keyword === 'end' && this.#builder.openBlocks.length > 0) this.#builder.close(tag);
		else this.#builder.add(tag);
	}

	/** Ends what is still open and gives the whole program. */
	finish(): JinjaProgram {
		while (this.#builder.openBlocks.length > 0) this.#abandonInnermost(this.#range.end, undefined);
		const { statements, brokenNodes } = this;
		const text = this.#text;
		const range = this.#range;
		return { text, range, nodes: this.#builder.finish(), statements, brokenNodes };
	}

	#openBlock(tag: TagNode): void {
		if (this.#builder.openBlocks.length < greatestDepth) {
			this.#builder.open(tag);
			return;
		}
		if (this.#flattenedCount === 0) {
			const message =
				'Blocks are nested too deeply here for Python, which Jinja compiles templates to. Move the inner blocks to a macro.';
			this.problems.push({ code: 'template-syntax-error', message, range: tag.range });
		}
		this.#flattened.set(tag.keyword, (this.#flattened.get(tag.keyword) ?? 0) + 1);
		this.#flattenedCount++;
		this.brokenNodes.add(tag);
		this.#builder.add(tag);
	}

	#addBranch(tag: TagNode): void {
		const innermost = this.#builder.openBlocks.at(-1);
		const owners = blocksWithBranch(tag.keyword) ?? [];
		if (this.#flattenedCount > 0) {
			this.#builder.add(tag);
		} else if (innermost === undefined || !owners.includes(innermost.tag.keyword)) {
			this.#reportStrayBranch(tag, owners);
			this.#builder.add(tag);
		} else {
			const last = innermost.branchKeywords.at(-1);
			if (last === 'else' || last === 'pluralize') {
				const message = `Only \`{% end${innermost.tag.keyword} %}\` can follow \`{% ${last} %}\` here. Remove this branch or move it up.`;
				this.#report(tag, 'template-syntax-error', message);
			}
			this.#builder.addBranch(tag);
		}
	}

	#reportStrayBranch(tag: TagNode, owners: readonly string[]): void {
		// The owner may have been ended by an end tag that came too early: then that is the mistake.
		if (owners.some(owner => (this.#abandoned.get(owner)?.length ?? 0) > 0)) return;
		const owner = owners.map(keyword => `\`{% ${keyword} %}\``).join(' or ');
		this.#report(tag, 'template-syntax-error', `\`{% ${tag.keyword} %}\` belongs to no ${owner}. Remove it or add the missing tag.`);
	}

	#closeBlock(tag: TagNode, opening: string): void {
		const flattened = this.#flattened.get(opening) ?? 0;
		if (flattened > 0) {
			this.#flattened.set(opening, flattened - 1);
			this.#flattenedCount--;
			this.#builder.add(tag);
			return;
		}
		const depth = this.#builder.openBlocks.findLastIndex(block => block.tag.keyword === opening);
		if (depth === -1) {
			this.#reportStrayEnd(tag, opening);
			this.#builder.add(tag);
			return;
		}
		while (this.#builder.openBlocks.length > depth + 1) this.#abandonInnermost(tag.range.start, tag);
		this.#builder.close(tag);
	}

	#reportStrayEnd(tag: TagNode, opening: string): void {
		const crossed = this.#abandoned.get(opening)?.pop();
		if (crossed?.forcedBy !== undefined) {
			this.problems.splice(this.problems.lastIndexOf(crossed.problem), 1);
			const end = crossed.forcedBy;
			const message = `\`{% ${end.keyword} %}\` comes before \`{% ${tag.keyword} %}\`, but the \`${opening}\` was opened inside. Swap the two end tags.`;
			if (!this.problems.some(({ range }) => range === end.range)) this.#report(end, 'mismatched-block-end', message);
			return;
		}
		const innermost = this.#builder.openBlocks.at(-1);
		const advice =
			innermost === undefined
				? 'Remove it or add the missing opening tag'
				: `The innermost open block needs \`{% ${String(endKeywordOf(innermost.tag.keyword))} %}\``;
		this.#report(tag, 'mismatched-block-end', `\`{% ${tag.keyword} %}\` does not end an open \`${opening}\` block. ${advice}.`);
	}

	#abandonInnermost(offset: number, forcedBy: TagNode | undefined): void {
		const block = this.#builder.openBlocks.at(-1);
		if (block === undefined) return;
		const { keyword, range } = block.tag;
		const assignHint = keyword === 'set' ? ', or write `{% set name = value %}`' : '';
		const end = `{% ${String(endKeywordOf(keyword))} %}`;
		const message = `\`{% ${keyword} %}\` opened here is never closed. Add \`${end}\` where its body ends${assignHint}.`;
		const problem = { code: 'unclosed-block', message, range };
		this.problems.push(problem);
		const earlier = this.#abandoned.get(keyword);
		if (earlier === undefined) this.#abandoned.set(keyword, [{ problem, forcedBy }]);
		else earlier.push({ problem, forcedBy });
		this.#builder.abandon(offset);
	}

	#report(tag: TagNode, code: string, message: string): void {
		this.problems.push({ code, message, range: tag.range });
		this.brokenNodes.add(tag);
	}
}

function opensBlock(tag: TagNode, statement: JinjaStatement): boolean {
	return endKeywordOf(tag.keyword) !== undefined && statement.kind !== 'assign';
}
