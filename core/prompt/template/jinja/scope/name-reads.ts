import type { Expression } from '../../template-tree.ts';
import { partsOfExpression } from '../../template-walk.ts';
import type { NameExpression } from '../jinja-statement.ts';

/** A name that an expression reads, with the attributes read from it. */
export interface NameRead {
	readonly name: NameExpression;
	readonly attributes: readonly string[];
}

/** Every name `expression` reads, in order of appearance. `user["city"]` counts as `user.city`, since Jinja looks up both alike. */
export function nameReads(expression: Expression): readonly NameRead[] {
	const reads: NameRead[] = [];
	collect(expression, [], reads);
	return reads;
}

function collect(expression: Expression, attributes: readonly string[], reads: NameRead[]): void {
	if (expression.kind === 'name') {
		reads.push({ name: expression, attributes });
	} else if (expression.kind === 'attribute') {
		collect(expression.object, expression.name === '' ? attributes : [expression.name, ...attributes], reads);
	} else if (expression.kind === 'index' && expression.index.kind === 'literal' && typeof expression.index.value === 'string') {
		collect(expression.object, [expression.index.value, ...attributes], reads);
	} else {
		for (const part of partsOfExpression(expression)) collect(part, [], reads);
	}
}
