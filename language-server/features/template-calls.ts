import { walkExpressions } from '../../core/prompt/template/template-walk.ts';
import type { TemplateNode } from '../../core/prompt/template/template-tree.ts';
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
	for (const expression of walkExpressions(nodes)) {
		if (expression.kind !== 'filter' && expression.kind !== 'test') continue;
		if (touches(expression.nameRange, offset)) return { kind: expression.kind, name: expression.name, range: expression.nameRange };
	}
	return undefined;
}
