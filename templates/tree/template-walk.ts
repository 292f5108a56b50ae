import { allNodes } from './all-nodes.ts';
import { touches } from '../text/text-range.ts';
import type { Argument, Expression, TagNode, TemplateNode } from './template-tree.ts';

/** Every expression of the nodes, in order of appearance, an expression before those it consists of. */
export function* walkExpressions(nodes: readonly TemplateNode[]): Generator<Expression> {
	for (const node of allNodes(nodes)) {
		if (node.kind === 'output') yield* walkExpression(node.expression);
		else if (node.kind === 'tag') for (const expression of node.expressions) yield* walkExpression(expression);
	}
}

/** `expression` and those it consists of, an expression before its parts. */
export function* walkExpression(expression: Expression): Generator<Expression> {
	yield expression;
	for (const part of partsOfExpression(expression)) yield* walkExpression(part);
}

/**
 * The nodes that touch `offset`, from the outermost to the innermost; between two neighbours both end and start there, and the one
 * that starts is taken. Empty outside the tree.
 */
export function nodesAt(nodes: readonly TemplateNode[], offset: number): readonly TemplateNode[] {
	const node = nodes.findLast(({ range }) => touches(range, offset));
	if (node === undefined) return [];
	return node.kind === 'block' ? [node, ...nodesAt(partsOfBlock(node), offset)] : [node];
}

/** The tags and children of a block, which tile it, in order of appearance. */
export function partsOfBlock(block: Extract<TemplateNode, { kind: 'block' }>): readonly TemplateNode[] {
	const parts: TemplateNode[] = [];
	for (const { tag, children } of block.branches) {
		parts.push(tag);
		for (const child of children) parts.push(child);
	}
	const closing: readonly TagNode[] = block.close === undefined ? [] : [block.close];
	return [...parts, ...closing];
}

/** The expressions that `expression` directly consists of, in order of appearance. */
export function partsOfExpression(expression: Expression): readonly Expression[] {
	if ('operand' in expression)
		return 'arguments' in expression ? [expression.operand, ...valuesOf(expression.arguments)] : [expression.operand];
	if ('items' in expression) return expression.items;
	if ('object' in expression) return 'index' in expression ? [expression.object, expression.index] : [expression.object];
	return partsOfOthers(expression);
}

type Other = Exclude<Expression, { operand: Expression } | { items: readonly Expression[] } | { object: Expression }>;

function partsOfOthers(expression: Other): readonly Expression[] {
	switch (expression.kind) {
		case 'name':
		case 'literal':
		case 'missing':
			return [];
		case 'slice':
			return expression.parts;
		case 'call':
			return [expression.callee, ...valuesOf(expression.arguments)];
		case 'binary':
			return [expression.left, expression.right];
		case 'conditional':
			return [expression.then, expression.test, ...(expression.otherwise === undefined ? [] : [expression.otherwise])];
		case 'dictionary':
			return expression.entries.flatMap(({ key, value }) => [key, value]);
	}
}

function valuesOf(args: readonly Argument[]): readonly Expression[] {
	return args.map(({ value }) => value);
}
