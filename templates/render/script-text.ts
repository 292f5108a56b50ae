import { Callable, Dictionary, Float, Members, Tuple, Undefined } from '../python/value.ts';
import type { Value } from '../python/value.ts';
import type { RenderBudget } from './render-budget.ts';

/** What JavaScript's engines print of a value: nothing for none, `a,b` for a list, `[object Object]` for what has members. */
export function scriptTextOf(value: Value, budget: RenderBudget): string {
	budget.spend();
	if (typeof value === 'string') return value;
	if (value === null || value instanceof Undefined) return '';
	if (typeof value === 'number' || typeof value === 'boolean') return String(value);
	if (value instanceof Float) return String(value.value);
	if (value instanceof Dictionary) return '[object Object]';
	if (value instanceof Callable || value instanceof Members) return '';
	const items = value instanceof Tuple ? value.items : value;
	return budget.nested(() => {
		const text = items.map(item => scriptTextOf(item, budget)).join(',');
		budget.build(text.length);
		return text;
	});
}

/** `text` as HTML shows it, as Mustache and Handlebars write values unless they are told not to. */
export function escapedForHtml(text: string): string {
	return text.replace(/[&<>"']/g, character => htmlEscapes.get(character) ?? character);
}

const htmlEscapes: ReadonlyMap<string, string> = new Map([
	['&', '&amp;'],
	['<', '&lt;'],
	['>', '&gt;'],
	['"', '&quot;'],
	["'", '&#39;'],
]);
