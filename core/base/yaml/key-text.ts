import { isScalar } from 'yaml';

/** A map's key as it is written, so that the version `2.0` does not become the number 2. Keys that are no scalar read as their YAML text. */
export function keyText(key: unknown): string {
	if (!isScalar(key)) return String(key);
	return typeof key.value === 'string' ? key.value : (key.source ?? String(key.value));
}
