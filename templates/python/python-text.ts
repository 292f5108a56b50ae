import type { RenderBudget } from '../render/render-budget.ts';
import { Callable, Dictionary, Float, Members, Tuple, Undefined } from './value.ts';
import type { Value } from './value.ts';

/** What `str(value)` gives in Python, which is what a template prints. Nothing for an undefined value. */
export function textOf(value: Value, budget: RenderBudget): string {
	if (typeof value === 'string') return value;
	return value instanceof Undefined ? '' : sourceOf(value, budget);
}

/** What `repr(value)` gives in Python: texts in quotes, `True`, `None`, `1.0`. */
export function sourceOf(value: Value, budget: RenderBudget): string {
	budget.spend();
	if (typeof value === 'string') return quoted(value);
	if (value === null) return 'None';
	if (typeof value === 'boolean') return value ? 'True' : 'False';
	if (typeof value === 'number') return numberText(value);
	if (value instanceof Float) return floatText(value.value);
	if (value instanceof Undefined) return 'Undefined';
	if (value instanceof Callable || value instanceof Members) return `<${value.name}>`;
	return budget.nested(() => collectionText(value, budget));
}

/** A float as Python writes it. */
export function floatText(value: number): string {
	if (!Number.isFinite(value)) return Number.isNaN(value) ? 'nan' : value > 0 ? 'inf' : '-inf';
	const isPlain = value === 0 || (Math.abs(value) >= 1e-4 && Math.abs(value) < 1e16);
	if (Object.is(value, -0)) return '-0.0';
	if (isPlain) {
		// JavaScript writes 0.00001 with an exponent and 1e20 without; in this range only the former can matter, and does not occur.
		const text = String(value);
		return Number.isInteger(value) ? `${text}.0` : text;
	}
	return value.toExponential().replace(/e([+-])(\d)$/, 'e$10$2');
}

/** A text as Python writes it in source, with the quotes that need no escape. */
export function quoted(text: string): string {
	const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
	const escaped = text.replace(/[\\\n\r\t]|\p{C}|[\u2028\u2029\u00a0\u2000-\u200a\u202f\u205f\u3000\u1680]/gu, escapeOf);
	return quote + (quote === "'" ? escaped.replaceAll("'", "\\'") : escaped) + quote;
}

/** What `sourceOf` gives, with every character beyond ASCII escaped, as `ascii` of Python does. */
export function asciiSource(source: string): string {
	return source.replace(/[^\0-\x7f]/gu, escapeOf);
}

const namedEscapes: ReadonlyMap<string, string> = new Map([
	['\\', '\\\\'],
	['\n', '\\n'],
	['\r', '\\r'],
	['\t', '\\t'],
]);

function escapeOf(character: string): string {
	const named = namedEscapes.get(character);
	if (named !== undefined) return named;
	const code = character.codePointAt(0) ?? 0;
	if (code < 0x100) return `\\x${code.toString(16).padStart(2, '0')}`;
	return code < 0x10000 ? `\\u${code.toString(16).padStart(4, '0')}` : `\\U${code.toString(16).padStart(8, '0')}`;
}

function numberText(value: number): string {
	return Number.isInteger(value) ? BigInt(value).toString() : floatText(value);
}

function collectionText(value: Value[] | Tuple | Dictionary, budget: RenderBudget): string {
	let length = 0;
	const write = (item: Value): string => {
		const text = sourceOf(item, budget);
		length += text.length + 2;
		budget.allow(length);
		return text;
	};
	if (value instanceof Dictionary)
		return `{${value
			.entries()
			.map(([key, item]) => `${write(key)}: ${write(item)}`)
			.join(', ')}}`;
	if (value instanceof Tuple) return `(${value.items.map(write).join(', ')}${value.items.length === 1 ? ',' : ''})`;
	return `[${value.map(write).join(', ')}]`;
}
