import type { Expression, TemplateNode } from '../../core/prompt/template/template-tree.ts';
import { touches } from '../../core/text-range.ts';
import type { TextRange } from '../../core/text-range.ts';

/** A filter or test that is applied somewhere in a template. */
export interface TemplateCall {
	readonly kind: 'filter' | 'test';
	readonly name: string;
	readonly range: TextRange;
}

/** The filter or test whose name touches `offset`. */
export function callAt(nodes: readonly TemplateNode[], offset: number): TemplateCall | undefined {
	const node = nodes.find(({ range, kind }) => kind !== 'text' && touches(range, offset));
	if (node === undefined) return undefined;
	return (
		expressionsOf(node, offset)
			.flatMap(callsIn)
			.find(({ range }) => touches(range, offset)) ?? callAt(childrenOf(node), offset)
	);
}

function expressionsOf(node: TemplateNode, offset: number): readonly Expression[] {
	switch (node.kind) {
		case 'output':
			return [node.expression];
		case 'tag':
			return node.expressions;
		case 'block':
			return node.branches.filter(({ tag }) => touches(tag.range, offset)).flatMap(({ tag }) => tag.expressions);
		case 'text':
		case 'comment':
		case 'raw':
		case 'error':
			return [];
	}
}

function childrenOf(node: TemplateNode): readonly TemplateNode[] {
	return node.kind === 'block' ? node.branches.flatMap(({ children }) => children) : [];
}

function callsIn(expression: Expression): readonly TemplateCall[] {
	const inner = partsOf(expression).flatMap(callsIn);
	if (expression.kind !== 'filter' && expression.kind !== 'test') return inner;
	return [...inner, { kind: expression.kind, name: expression.name, range: expression.nameRange }];
}

function partsOf(expression: Expression): readonly Expression[] {
	if ('arguments' in expression) {
		const subject = expression.kind === 'call' ? expression.callee : expression.operand;
		return [subject, ...expression.arguments.map(argument => argument.value)];
	}
	if ('items' in expression) return expression.items;
	if ('entries' in expression) return expression.entries.flatMap(({ key, value }) => [key, value]);
	if ('parts' in expression) return expression.parts;
	if (expression.kind === 'index') return [expression.object, expression.index];
	return expression.kind === 'attribute' ? [expression.object] : operandsOf(expression);
}

type Operation = Extract<Expression, { kind: 'name' | 'literal' | 'missing' | 'unary' | 'binary' | 'conditional' }>;

function operandsOf(expression: Operation): readonly Expression[] {
	if (expression.kind === 'unary') return [expression.operand];
	if (expression.kind === 'binary') return [expression.left, expression.right];
	if (expression.kind !== 'conditional') return [];
	return [expression.test, expression.then, ...(expression.otherwise === undefined ? [] : [expression.otherwise])];
}
