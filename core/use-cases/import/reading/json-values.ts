import { setOwnValue } from '../../../base/set-own-value.ts';

/** Readers of values that another program wrote: what has another type than expected is as good as absent. */

export type JsonObject = Readonly<Record<string, unknown>>;

export function objectOf(value: unknown): JsonObject {
	return isObject(value) ? value : {};
}

export function isObject(value: unknown): value is JsonObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function listOf(value: unknown): readonly unknown[] {
	return Array.isArray(value) ? value : [];
}

/** Text that says something. */
export function textOf(value: unknown): string | undefined {
	return typeof value === 'string' && value !== '' ? value : undefined;
}

/** A finite number, also from text that is one and nothing else, as CSV and some servers write them. */
export function numberOf(value: unknown): number | undefined {
	if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
	if (typeof value !== 'string' || !/^[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?$/.test(value.trim())) return undefined;
	const number = Number(value);
	return Number.isFinite(number) ? number : undefined;
}

/** A latency or a cost. */
export function nonNegativeOf(value: unknown): number | undefined {
	const number = numberOf(value);
	return number !== undefined && number >= 0 ? number : undefined;
}

/** A score: a number, or a truth value as 1 or 0. */
export function scoreOf(value: unknown): number | undefined {
	return typeof value === 'boolean' ? Number(value) : numberOf(value);
}

/** An integer that JSON can hold exactly. */
export function integerOf(value: unknown): number | undefined {
	const number = numberOf(value);
	return number !== undefined && Number.isSafeInteger(number) ? number : undefined;
}

/** A time as ISO 8601, from ISO text or from a count of milliseconds or seconds since 1970. */
export function timeOf(value: unknown): string | undefined {
	if (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}/.test(value)) {
		// Without a zone, programs mean universal time more often than the importing machine's own.
		const text = value.trim().replace(/^(\d{4}-\d{2}-\d{2}) (?=\d)/, '$1T');
		const isZoned = /(?:Z|[+-]\d{2}:?\d{2})$/.test(text) || !text.includes('T');
		return isoOf(Date.parse(isZoned ? text : `${text}Z`));
	}
	const number = numberOf(value);
	if (number === undefined || number <= 0) return undefined;
	return isoOf(number > 1e11 ? number : number * 1000);
}

function isoOf(milliseconds: number): string | undefined {
	return Math.abs(milliseconds) < 8e15 ? new Date(milliseconds).toISOString() : undefined;
}

/** Nested objects as one, keys joined by `.`; lists stay values. Deeper than 20 levels nothing is looked at. */
export function flatten(value: JsonObject, prefix = '', depth = 0): Record<string, unknown> {
	const flat: Record<string, unknown> = {};
	for (const [key, member] of Object.entries(value)) {
		const name = prefix === '' ? key : `${prefix}.${key}`;
		if (isObject(member) && depth < 20 && Object.keys(member).length > 0) Object.assign(flat, flatten(member, name, depth + 1));
		else setOwnValue(flat, name, member);
	}
	return flat;
}

/** A value as one line of text, for tags. */
export function wordOf(value: unknown): string {
	return typeof value === 'string' ? value : value === undefined ? '' : JSON.stringify(value);
}
