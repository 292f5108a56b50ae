import { Dictionary, Float, Tuple } from '../python/value.ts';
import type { Value } from '../python/value.ts';
import { keyText } from '../python/key-text.ts';

/** A value as data that JSON can hold; what is none is null. Values of engines without statements came from data, which has no cycles. */
export function plainData(value: Value): unknown {
	if (value === null || typeof value !== 'object') return value;
	if (value instanceof Float) return value.value;
	if (Array.isArray(value)) return value.map(plainData);
	if (value instanceof Tuple) return value.items.map(plainData);
	return value instanceof Dictionary ? Object.fromEntries(value.entries().map(([key, item]) => [keyText(key), plainData(item)])) : null;
}
