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
	return expressionsOf(node, offset).flatMap(callsIn).find(({ range }) => touches(range, offset)) ?? callAt(childrenOf(node), offset);
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
	switch (expression.kind) {
		case 'name':
		case 'literal':
		case 'missing':
			return [];
		case 'attribute':
			return [expression.object];
		case 'index':
			return [expression.object, expression.index];
		case 'slice':
			return expression.parts;
		case 'call':
			return [expression.callee, ...expression.arguments.map(argument => argument.value)];
		case 'filter':
		case 'test':
			return [expression.operand, ...expression.arguments.map(argument => argument.value)];
		default:
			return compoundParts(expression);
	}
}

type Compound = Extract<Expression, { kind: 'unary' | 'binary' | 'conditional' | 'list' | 'tuple' | 'dictionary' }>;

function compoundParts(expression: Compound): readonly Expression[] {
	switch (expression.kind) {
		case 'unary':
			return [expression.operand];
		case 'binary':
			return [expression.left, expression.right];
		case 'conditional':
			return [expression.test, expression.then, ...(expression.otherwise === undefined ? [] : [expression.otherwise])];
		case 'list':
		case 'tuple':
			return expression.items;
		case 'dictionary':
			return expression.entries.flatMap(({ key, value }) => [key, value]);
	}
}
