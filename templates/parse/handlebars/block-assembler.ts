import type { Problem } from '../../text/problem.ts';
import type { TextRange } from '../../text/text-range.ts';
import { NamedBlocks } from '../../tree/named-blocks.ts';
import type { TagNode, TemplateNode, TemplateReference } from '../../tree/template-tree.ts';
import type { HandlebarsTag } from './handlebars-tag.ts';
import type { HandlebarsProgram } from './handlebars-program.ts';

const blockSigns: ReadonlyMap<HandlebarsTag['kind'], string> = new Map([
	['block', '#'],
	['inverted-block', '^'],
	['partial-block', '#>'],
	['decorator-block', '#*'],
]);

/** Sorts tags into blocks, and keeps what each of them means. */
export class BlockAssembler {
	readonly #range: TextRange;
	readonly #blocks: NamedBlocks;
	readonly #tags = new Map<TemplateNode, HandlebarsTag>();
	readonly #brokenNodes = new Set<TemplateNode>();
	readonly #references: TemplateReference[] = [];
	/** Partials that the template defines itself. */
	readonly #inlinePartials = new Set<string>();
	/** For each open block, by its opening tag, the kind of its last branch. */
	readonly #lastBranch = new Map<TagNode, HandlebarsTag['kind']>();

	constructor(range: TextRange) {
		this.#range = range;
		this.#blocks = new NamedBlocks(range);
	}

	get problems(): Problem[] {
		return this.#blocks.problems;
	}

	/** Adds a comment, or characters that are nothing. */
	add(node: TemplateNode): void {
		this.#blocks.add(node);
	}

	/** Adds a tag of any kind but a raw block that is closed. */
	addTag(tag: HandlebarsTag): void {
		if (tag.problem !== undefined) this.problems.push(tag.problem);
		if (tag.kind === 'output' || tag.kind === 'unescaped') {
			const expression = tag.subject ?? { kind: 'missing', range: { start: tag.range.start + 2, end: tag.range.start + 2 } };
			const node = this.#keep({ kind: 'output', range: tag.range, expression }, tag);
			this.#blocks.add(node);
			return;
		}
		const { range, keyword, keywordRange, expressions } = tag;
		const node: TagNode = { kind: 'tag', range, keyword, keywordRange, expressions };
		this.#keep(node, tag);
		this.#placeTag(node, tag);
	}

	/** Adds a raw block, whose end tag has to repeat its name. */
	addRaw(tag: HandlebarsTag, contentRange: TextRange, close: { readonly name: string; readonly end: number }): void {
		const node = { kind: 'raw', range: { start: tag.range.start, end: close.end }, contentRange } as const;
		this.#blocks.add(this.#keep(node, tag));
		if (tag.key === `path:${close.name}`) return;
		const message = `\`{{{{/${close.name}}}}}\` ends a raw block that was opened as \`${tag.keyword}\`. Write \`{{{{/${tag.keyword}}}}}\`.`;
		this.problems.push({ code: 'mismatched-block-end', message, range: { start: contentRange.end, end: close.end } });
	}

	addUnclosedRaw(tag: HandlebarsTag): void {
		const message = `\`{{{{${tag.keyword}}}}}\` opened here is never closed. Add \`{{{{/${tag.keyword}}}}}\` where its body ends.`;
		this.problems.push({ code: 'unclosed-block', message, range: tag.range });
		this.#blocks.add({ kind: 'error', range: tag.range });
	}

	finish(): HandlebarsProgram {
		const range = this.#range;
		const blocks = this.#blocks;
		const tags = this.#tags;
		const brokenNodes = this.#brokenNodes;
		const inlinePartials = this.#inlinePartials;
		const nodes = blocks.finish();
		const references = this.#references.filter(({ target }) => target === undefined || !inlinePartials.has(target));
		return { range, nodes, tags, brokenNodes, references, problems: blocks.problems };
	}

	#keep<Node extends TemplateNode>(node: Node, tag: HandlebarsTag): Node {
		this.#tags.set(node, tag);
		if (tag.problem !== undefined || this.#blocks.isFlattened) this.#brokenNodes.add(node);
		return node;
	}

	#placeTag(node: TagNode, tag: HandlebarsTag): void {
		const { kind, key, name } = tag;
		if (kind === 'partial' || kind === 'partial-block') this.#refer(tag);
		if (kind === 'decorator-block') this.#noteInlinePartial(tag);
		if (kind === 'else' || kind === 'else-chain') this.#addBranch(node, tag);
		else if (kind === 'end') this.#blocks.closeBlock(node, { key, opening: '', closing: `{{/${name}}}` });
		else if (blockSigns.has(kind)) this.#open(node, tag);
		else this.#blocks.add(node);
	}

	#noteInlinePartial({ name, expressions: [partial] }: HandlebarsTag): void {
		if (name === 'inline' && partial?.kind === 'literal') this.#inlinePartials.add(String(partial.value));
	}

	#open(node: TagNode, { kind, key, name }: HandlebarsTag): void {
		const opening = `{{${blockSigns.get(kind) ?? ''}${name}}}`;
		this.#blocks.openBlock(node, { key, opening, closing: `{{/${name}}}` });
		this.#lastBranch.set(node, kind);
	}

	#addBranch(node: TagNode, { kind, range, keyword }: HandlebarsTag): void {
		if (this.#blocks.isFlattened) {
			this.#blocks.add(node);
			return;
		}
		const { innermost } = this.#blocks;
		const before = innermost && this.#lastBranch.get(innermost);
		const complaint = complaintAboutBranch(kind, before);
		if (complaint !== undefined) {
			this.problems.push({ code: 'template-syntax-error', message: `\`{{${keyword}}}\` ${complaint}`, range });
			this.#brokenNodes.add(node);
		}
		if (innermost === undefined) {
			this.#blocks.add(node);
			return;
		}
		this.#lastBranch.set(innermost, kind);
		this.#blocks.addBranch(node);
	}

	#refer({ subject, key, name, problem }: HandlebarsTag): void {
		if (subject === undefined || problem !== undefined || name.startsWith('@')) return;
		const isComputed = subject.kind === 'call' || subject.kind === 'dictionary' || name.startsWith('(');
		const target = subject.kind === 'literal' ? String(subject.value) : key.slice('path:'.length);
		this.#references.push({ kind: 'partial', target: isComputed ? undefined : target, range: subject.range });
	}
}

/** Why a branch cannot stand behind a tag of kind `before`, the last of the innermost block. */
function complaintAboutBranch(kind: HandlebarsTag['kind'], before: HandlebarsTag['kind'] | undefined): string | undefined {
	if (before === undefined) return 'belongs to no block. Remove it or add the missing opening tag.';
	if (before === 'else') return 'cannot follow the last `{{else}}` of a block. Remove this branch or move it up.';
	if (before === 'partial-block' || before === 'decorator-block')
		return 'is not allowed in this block, which has only one body. Remove it.';
	const isCondition = kind === 'else-chain' && before === 'inverted-block';
	return isCondition ? 'with a condition cannot follow `{{^…}}`. Write `{{else}}` and a block inside.' : undefined;
}
