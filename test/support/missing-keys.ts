import type { z } from 'zod';
import { schemaKeysAt } from '../../core/base/yaml/schema-keys.ts';
import type { YamlPath } from '../../core/base/yaml/yaml-source.ts';

/**
 * The keys that a schema knows and none of the values has, as paths; `*` stands for names of one's own and positions. Keys below a missing
 * key are not listed, and a key that several places of the schema share is missing only where no place has it.
 */
export function missingKeys(schema: z.core.$ZodType, values: readonly unknown[]): readonly string[] {
	const known = new Map<string, z.core.$ZodType>();
	const written = new Set<z.core.$ZodType>();
	for (const value of values) visit(value, [], '');
	return [...known].flatMap(([path, key]) => (written.has(key) ? [] : path)).sort();

	function visit(value: unknown, path: YamlPath, label: string): void {
		if (typeof value !== 'object' || value === null) return;
		const keys = schemaKeysAt(schema, path);
		for (const [key, of] of keys) known.set(`${label}${key}`, of);
		for (const [key, below] of Object.entries(value)) {
			const step = Array.isArray(value) ? Number(key) : key;
			const schemaOfKey = keys.get(key);
			if (schemaOfKey !== undefined) written.add(schemaOfKey);
			visit(below, [...path, step], `${label}${schemaOfKey === undefined ? '*' : key}.`);
		}
	}
}
