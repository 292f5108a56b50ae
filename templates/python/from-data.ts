import { Dictionary } from './value.ts';
import type { Value } from './value.ts';

const greatestDepth = 60;

/**
 * A copy of plain data (JSON, YAML) as a value for templates. Only own properties are copied; what is no plain data, and what lies more
 * than 60 levels deep, is None. Dates become text as JSON writes them.
 */
export function fromData(data: unknown, depth = 0): Value {
	if (typeof data === 'string' || typeof data === 'boolean') return data;
	if (typeof data === 'number') return data;
	if (typeof data === 'bigint') return Number(data);
	if (typeof data !== 'object' || data === null || depth >= greatestDepth) return null;
	if (Array.isArray(data)) return data.map(item => fromData(item, depth + 1));
	if (data instanceof Date) return data.toISOString();
	return new Dictionary(Object.entries(data).map(([key, value]: [string, unknown]) => [key, fromData(value, depth + 1)] as const));
}
