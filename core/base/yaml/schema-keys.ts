import type { z } from 'zod';
import type { YamlPath } from './yaml-source.ts';
import { ownValue } from '../own-value.ts';

/** The keys a schema knows at a path, with their schemas; empty where it knows none or lets any key in. */
export function schemaKeysAt(schema: z.core.$ZodType, path: YamlPath): ReadonlyMap<string, z.core.$ZodType> {
	const keys = new Map<string, z.core.$ZodType>();
	for (const candidate of schemasAt(schema, path)) {
		for (const [key, value] of Object.entries(shapeOf(candidate))) keys.set(key, value);
	}
	return keys;
}

/**
 * A test for the places where a schema wants text and nothing else, for `ParseYamlOptions.isText`: there `version: 2.10` and
 * `owner: no` are what is written, not a number and a truth value.
 */
export function textPathsOf(schema: z.core.$ZodType): (path: YamlPath) => boolean {
	return path => {
		const candidates = schemasAt(schema, path);
		return candidates.length > 0 && candidates.every(candidate => typeOf(candidate) === 'string');
	};
}

/** The schemas a value at `path` may satisfy: several for a union, none when the path leads nowhere. */
function schemasAt(schema: z.core.$ZodType, path: YamlPath): readonly z.core.$ZodType[] {
	let candidates = unwrap(schema);
	for (const step of path) candidates = candidates.flatMap(candidate => childSchemas(candidate, step)).flatMap(unwrap);
	return candidates;
}

function childSchemas(schema: z.core.$ZodType, step: string | number): readonly z.core.$ZodType[] {
	const { def } = (schema as z.core.$ZodTypes)._zod;
	if (def.type === 'array') return [def.element];
	if (def.type === 'record') return [def.valueType];
	const child = ownValue(shapeOf(schema), String(step));
	return child === undefined ? [] : [child];
}

function typeOf(schema: z.core.$ZodType): string {
	return (schema as z.core.$ZodTypes)._zod.def.type;
}

function shapeOf(schema: z.core.$ZodType): Readonly<Record<string, z.core.$ZodType>> {
	const { def } = (schema as z.core.$ZodTypes)._zod;
	return def.type === 'object' ? def.shape : {};
}

/** Takes off what wraps a schema without changing which keys it knows. */
function unwrap(schema: z.core.$ZodType): readonly z.core.$ZodType[] {
	// The union of all schema classes is what makes `def.type` tell them apart; zod offers no other way to look inside.
	const { def } = (schema as z.core.$ZodTypes)._zod;
	if (def.type === 'union') return def.options.flatMap(unwrap);
	if (def.type === 'pipe') return unwrap(def.in);
	return 'innerType' in def ? unwrap(def.innerType) : [schema];
}
