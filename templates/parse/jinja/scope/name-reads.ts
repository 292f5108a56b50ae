import type { Expression } from '../../../tree/template-tree.ts';
import { partsOfExpression } from '../../../tree/template-walk.ts';
import type { NameExpression } from '../statement/jinja-statement.ts';

/** A name that an expression reads, with the attributes read from it. */
export interface NameRead {
	readonly name: NameExpression;
	readonly attributes: readonly string[];
}

/** Finds the names that expressions read. Each expression is walked once, although several passes ask for it. */
export class NameReader {
	readonly #known = new Map<Expression, readonly NameRead[]>();

	/** Every name `expression` reads, in order of appearance. `user["city"]` counts as `user.city`, since Jinja looks up both alike. */
	readsOf(expression: Expression): readonly NameRead[] {
		let reads = this.#known.get(expression);
		if (reads === undefined) {
			const collected: NameRead[] = [];
			collect(expression, noAttributes, collected);
			reads = collected;
			this.#known.set(expression, reads);
		}
		return reads;
	}
}

const noAttributes: readonly string[] = [];

function collect(expression: Expression, attributes: readonly string[], reads: NameRead[]): void {
	if (expression.kind === 'name') {
		reads.push({ name: expression, attributes });
	} else if (expression.kind === 'attribute') {
		collect(expression.object, expression.name === '' ? attributes : [expression.name, ...attributes], reads);
	} else if (expression.kind === 'index' && expression.index.kind === 'literal' && typeof expression.index.value === 'string') {
		collect(expression.object, [expression.index.value, ...attributes], reads);
	} else {
		for (const part of partsOfExpression(expression)) collect(part, noAttributes, reads);
	}
}
