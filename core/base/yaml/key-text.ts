import { isScalar } from 'yaml';

/**
 * A map's key as it is written, so that the version `2.0` does not become the number 2. Undefined for a key that is a map, a
 * list or an alias: such a key is not turned into text, which takes twice the time with each level.
 */
export function keyText(key: unknown): string | undefined {
	if (!isScalar(key)) return undefined;
	return typeof key.value === 'string' ? key.value : (key.source ?? String(key.value));
}
