import { Float } from './value.ts';
import type { Value } from './value.ts';

/** The key of an entry as a name; empty for one that is no text, number or truth value. */
export function keyText(key: Value): string {
	if (typeof key === 'string') return key;
	if (typeof key === 'number' || typeof key === 'boolean') return String(key);
	return key instanceof Float ? String(key.value) : '';
}
