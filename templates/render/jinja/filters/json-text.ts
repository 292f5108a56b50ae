import { typeName } from '../../../python/collection.ts';
import { compareValues } from '../../../python/compare.ts';
import { floatText } from '../../../python/python-text.ts';
import { Dictionary, Float, numberOf, Tuple } from '../../../python/value.ts';
import type { Value } from '../../../python/value.ts';
import type { RenderBudget } from '../../render-budget.ts';
import { RenderError } from '../../render-error.ts';

/** `value|tojson` of Jinja: keys sorted, ASCII only, and no character that means something in HTML. */
export function jsonText(value: Value, indent: number | undefined, budget: RenderBudget): string {
	return new JsonWriter(indent, budget)
		.write(value, '\n')
		.replace(/[<>&']/g, character => `\\u00${character.charCodeAt(0).toString(16)}`);
}

class JsonWriter {
	readonly #indent: number | undefined;
	readonly #budget: RenderBudget;
	#length = 0;

	constructor(indent: number | undefined, budget: RenderBudget) {
		this.#indent = indent;
		this.#budget = budget;
	}

	/** `lineStart` is a line break with the indentation of what is being written. */
	write(value: Value, lineStart: string): string {
		this.#budget.spend();
		const text = this.#writeSimple(value);
		if (text !== undefined) return this.#counted(text);
		return this.#budget.nested(() => {
			const inner = this.#indent === undefined ? '' : lineStart + ' '.repeat(Math.min(Math.max(this.#indent, 0), 100));
			const outer = this.#indent === undefined ? '' : lineStart;
			if (value instanceof Dictionary) return this.#enclosed('{}', this.#entries(value, inner), [inner, outer]);
			const items = Array.isArray(value) ? value : value instanceof Tuple ? value.items : undefined;
			if (items === undefined) throw new RenderError(`JSON cannot contain ${typeName(value)}. Use plain data.`);
			return this.#enclosed(
				'[]',
				items.map(item => this.write(item, inner)),
				[inner, outer],
			);
		});
	}

	#writeSimple(value: Value): string | undefined {
		if (value === null || typeof value === 'boolean') return String(value);
		if (typeof value === 'string') return asciiText(value);
		if (typeof value === 'number' || value instanceof Float) return numberText(value);
		return undefined;
	}

	#entries(dictionary: Dictionary, inner: string): readonly string[] {
		const sorted = [...dictionary.entries()].sort(([left], [right]) => compareValues(left, right, this.#budget));
		return sorted.map(([key, value]) => `${this.#counted(asciiText(keyText(key)))}: ${this.write(value, inner)}`);
	}

	#enclosed([open = '', close = '']: string, parts: readonly string[], [inner = '', outer = '']: readonly string[]): string {
		if (parts.length === 0) return open + close;
		return open + inner + parts.join(this.#indent === undefined ? ', ' : `,${inner}`) + outer + close;
	}

	#counted(text: string): string {
		this.#length += text.length + 2;
		this.#budget.allow(this.#length);
		return text;
	}
}

function keyText(key: Value): string {
	if (typeof key === 'string') return key;
	if (key === null || typeof key === 'boolean') return String(key);
	if (typeof key === 'number' || key instanceof Float) return numberText(key);
	throw new RenderError(`A key in JSON cannot be ${typeName(key)}. Use a text.`);
}

function numberText(value: number | Float): string {
	const number = numberOf(value) ?? 0;
	if (!Number.isFinite(number)) return Number.isNaN(number) ? 'NaN' : number > 0 ? 'Infinity' : '-Infinity';
	return value instanceof Float || !Number.isInteger(number) ? floatText(number) : String(number);
}

function asciiText(text: string): string {
	return JSON.stringify(text).replace(/[\u007f-\uffff]/g, character =>
		character === '\x7f' ? character : `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
	);
}
