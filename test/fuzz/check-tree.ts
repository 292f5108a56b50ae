import type { Expression, TemplateNode, TemplateTree } from '../../templates/api.ts';
import { partsOfBlock, partsOfExpression } from '../../templates/tree/template-walk.ts';
import type { TextRange } from '../../core/base/text/text-range.ts';

/** Where `tree` breaks a promise of template-tree.ts, whatever its language; empty for a tree that keeps all of them. */
export function checkTree(tree: TemplateTree, text: string): readonly string[] {
	return [
		...checkTiling('The template', tree.range, tree.nodes),
		...tree.nodes.flatMap(node => checkNode(node, text)),
		...checkNames(tree, text),
	];
}

function checkNode(node: TemplateNode, text: string): readonly string[] {
	const broken = node.range.start < node.range.end ? [] : [`${describe(node)} is empty.`];
	switch (node.kind) {
		case 'text':
		case 'error':
			return broken;
		case 'comment':
		case 'raw':
			return [...broken, ...checkInside(describe(node), node.range, node.contentRange)];
		case 'output':
			return [...broken, ...checkExpression(node.expression, node.range)];
		case 'tag': {
			const isWordRight = text.slice(node.keywordRange.start, node.keywordRange.end) === node.keyword;
			const word = isWordRight ? [] : [`${describe(node)} has its keyword elsewhere.`];
			return [...broken, ...word, ...node.expressions.flatMap(expression => checkExpression(expression, node.range))];
		}
		case 'block': {
			const parts = partsOfBlock(node);
			return [...broken, ...checkTiling(describe(node), node.range, parts), ...parts.flatMap(part => checkNode(part, text))];
		}
	}
}

function checkExpression(expression: Expression, outer: TextRange): readonly string[] {
	const inner = partsOfExpression(expression).flatMap(part => checkExpression(part, expression.range));
	return [...checkInside(`Around a ${expression.kind}`, outer, expression.range), ...inner];
}

function checkNames(tree: TemplateTree, text: string): readonly string[] {
	const named = [...tree.uses, ...tree.uncertainUses, ...tree.definitions.filter(({ kind }) => kind !== 'engine')];
	const misplaced = named.filter(({ name, range }) => text.slice(range.start, range.end) !== name);
	const strangers = [...tree.uses, ...tree.uncertainUses].filter(
		({ definition }) => definition !== undefined && definition.kind !== 'engine' && !tree.definitions.includes(definition),
	);
	const unordered = [tree.uses, tree.uncertainUses, tree.definitions, tree.problems].filter(list =>
		list.some(({ range }, index) => range.start < (list[index - 1]?.range.start ?? 0)),
	);
	const ranges = [...named, ...tree.problems, ...tree.references].map(({ range }) => range);
	return [
		...misplaced.map(({ name }) => `\`${name}\` is not at its range.`),
		...strangers.map(({ name }) => `\`${name}\` is bound to an unknown definition.`),
		...unordered.map(() => 'A list is not in order of appearance.'),
		...ranges.flatMap(range => checkInside('The template', tree.range, range)),
		...tree.problems.filter(({ range }) => range.start === range.end).map(({ message }) => `Nothing is underlined: ${message}`),
	];
}

function checkTiling(what: string, outer: TextRange, parts: readonly { readonly range: TextRange }[]): readonly string[] {
	let position = outer.start;
	const problems: string[] = [];
	for (const { range } of parts) {
		if (range.start !== position) problems.push(`${what} has a gap or overlap at ${position}, where a part starts at ${range.start}.`);
		position = range.end;
	}
	return position === outer.end || (parts.length === 0 && outer.start === outer.end)
		? problems
		: [...problems, `${what} is not covered to its end.`];
}

function checkInside(what: string, outer: TextRange, inner: TextRange): readonly string[] {
	const isInside = outer.start <= inner.start && inner.start <= inner.end && inner.end <= outer.end;
	return isInside ? [] : [`${what}, ${inner.start} to ${inner.end} is not inside ${outer.start} to ${outer.end}.`];
}

function describe({ kind, range }: TemplateNode): string {
	return `The ${kind} from ${range.start} to ${range.end}`;
}
