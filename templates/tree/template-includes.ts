import type { TextRange } from '../text/text-range.ts';
import type { BlockNode, TagNode, TemplateNode, TemplateTree } from './template-tree.ts';

/** A place where a template takes in another one. */
export interface TemplateInclude {
	/** As written; undefined when it is computed. */
	readonly target: string | undefined;
	/** The expression that names it, quotes included. */
	readonly range: TextRange;
	/** True when rendering the template always renders the other one: it stands in no branch, loop, section or macro. */
	readonly isUnconditional: boolean;
	/** True when the template says what happens without it: `ignore missing`, a list of alternatives, the body of a partial block. */
	readonly mayBeMissing: boolean;
}

/** The includes, imports, parents and partials of a template, in order. `text` is that of the file. */
export function includesOf({ nodes, references, language }: TemplateTree, text: string): readonly TemplateInclude[] {
	if (references.length === 0) return [];
	const tags = tagsOf(nodes, true, language === 'jinja2').toSorted((left, right) => left.tag.range.start - right.tag.range.start);
	// Tags do not nest, so that one walk through both lists finds the tag of every reference.
	let position = 0;
	return references
		.toSorted((left, right) => left.range.start - right.range.start)
		.map(({ target, range }) => {
			while ((tags[position + 1]?.tag.range.start ?? Number.POSITIVE_INFINITY) <= range.start) position++;
			const { tag, isUnconditional } = tags[position] ?? nowhere;
			const mayBeMissing = tag === undefined || hasFallback(tag, text);
			return { target, range, isUnconditional: isUnconditional && !mayBeMissing, mayBeMissing };
		});
}

function hasFallback({ range, keyword, expressions }: TagNode, text: string): boolean {
	const hasAlternatives = expressions.some(({ kind }) => kind === 'list' || kind === 'tuple');
	return hasAlternatives || keyword === '#>' || /\bignore\s+missing\b/.test(text.slice(range.start, range.end));
}

/** Of a reference that stands in no tag nothing can be said. */
const nowhere = { tag: undefined, isUnconditional: false };

interface TagPlace {
	readonly tag: TagNode;
	readonly isUnconditional: boolean;
}

function tagsOf(nodes: readonly TemplateNode[], isUnconditional: boolean, isJinja: boolean): readonly TagPlace[] {
	return nodes.flatMap((node): readonly TagPlace[] => {
		if (node.kind === 'tag') return [{ tag: node, isUnconditional }];
		if (node.kind !== 'block') return [];
		const isInside = isUnconditional && isJinja && alwaysRendered.has(node.keyword);
		return [...openingsOf(node, isUnconditional), ...node.branches.flatMap(({ children }) => tagsOf(children, isInside, isJinja))];
	});
}

function openingsOf({ branches }: BlockNode, isUnconditional: boolean): readonly TagPlace[] {
	return branches.map(({ tag }) => ({ tag, isUnconditional }));
}

/** Blocks of Jinja whose body is rendered whenever the block is. */
const alwaysRendered: ReadonlySet<string> = new Set(['autoescape', 'block', 'filter', 'generation', 'with']);
