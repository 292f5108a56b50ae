import type { Expression } from './template-tree.ts';

/** The expression of a dotted name that stands at `start`: `a.b` is the attribute `b` of the name `a`. */
export function namePath(dotted: string, start: number): Expression {
	const [root = '', ...attributes] = dotted.split('.');
	let end = start + root.length;
	let expression: Expression = { kind: 'name', range: { start, end }, name: root };
	for (const name of attributes) {
		const nameRange = { start: end + 1, end: end + 1 + name.length };
		end = nameRange.end;
		expression = { kind: 'attribute', range: { start, end }, object: expression, name, nameRange };
	}
	return expression;
}
