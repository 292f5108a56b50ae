import { canonicalJson } from '../canonical-json.ts';
import { memberOf } from '../member-of.ts';
import type { YamlPath } from '../yaml/yaml-source.ts';

/** Where a value breaks a schema, and how, as the end of a sentence about it. */
export interface SchemaViolation {
	readonly path: YamlPath;
	/** For example `must be of type number` or `lacks “code”`. */
	readonly words: string;
}

/**
 * The first place at which plain data breaks a JSON Schema; undefined when it keeps to it. Read are `type`, `enum`, `const`,
 * `required`, `properties`, `additionalProperties: false`, `items`, `minimum`, `maximum`, `minItems` and `maxItems`. A schema with
 * anything else that could allow the value, such as `anyOf` or `$ref`, is not judged at that place.
 */
export function findSchemaViolation(value: unknown, schema: unknown, path: YamlPath = []): SchemaViolation | undefined {
	if (!isObject(schema) || composed.some(key => memberOf(schema, key) !== undefined)) return undefined;
	const words = ownViolation(value, schema);
	if (words !== undefined) return { path, words };
	if (Array.isArray(value)) return inItems(value, memberOf(schema, 'items'), path);
	return isObject(value) ? inMembers(value, schema, path) : undefined;
}

const composed: readonly string[] = ['$ref', '$dynamicRef', 'anyOf', 'oneOf', 'allOf', 'not', 'if', 'patternProperties', 'prefixItems'];

function ownViolation(value: unknown, schema: object): string | undefined {
	const type = memberOf(schema, 'type');
	const types = (Array.isArray(type) ? type : [type]).filter(word => typeof word === 'string');
	if (types.length > 0 && !types.some(word => isOfType(value, word))) return `must be of type ${types.join(' or ')}`;
	const choices = memberOf(schema, 'enum');
	if (Array.isArray(choices) && !choices.some(choice => isSame(choice, value))) return `must be one of ${choices.map(print).join(', ')}`;
	const constant = memberOf(schema, 'const');
	if (constant !== undefined && !isSame(constant, value)) return `must be ${print(constant)}`;
	return sizeViolation(value, schema) ?? missingMember(value, schema);
}

function sizeViolation(value: unknown, schema: object): string | undefined {
	if (typeof value === 'number') return outside(value, limit(schema, 'minimum'), limit(schema, 'maximum'), 'must be');
	if (!Array.isArray(value)) return undefined;
	const words = outside(value.length, limit(schema, 'minItems'), limit(schema, 'maxItems'), 'must have');
	return words && `${words} items`;
}

function outside(size: number, least: number | undefined, most: number | undefined, verb: string): string | undefined {
	if (least !== undefined && size < least) return `${verb} at least ${least}`;
	return most !== undefined && size > most ? `${verb} at most ${most}` : undefined;
}

function limit(schema: object, key: string): number | undefined {
	const found = memberOf(schema, key);
	return typeof found === 'number' ? found : undefined;
}

function missingMember(value: unknown, schema: object): string | undefined {
	const required = memberOf(schema, 'required');
	if (!isObject(value) || !Array.isArray(required)) return undefined;
	const missing: unknown = required.find(key => typeof key === 'string' && !Object.hasOwn(value, key));
	return missing === undefined ? undefined : `lacks ${print(missing)}`;
}

function inMembers(value: object, schema: object, path: YamlPath): SchemaViolation | undefined {
	const properties = memberOf(schema, 'properties');
	for (const [key, member] of Object.entries(value)) {
		const own = memberOf(properties, key);
		if (own === undefined && memberOf(schema, 'additionalProperties') === false && isObject(properties))
			return { path: [...path, key], words: 'is not in the schema, which allows nothing else' };
		const found = findSchemaViolation(member, own ?? memberOf(schema, 'additionalProperties'), [...path, key]);
		if (found !== undefined) return found;
	}
	return undefined;
}

function inItems(value: readonly unknown[], items: unknown, path: YamlPath): SchemaViolation | undefined {
	for (const [index, item] of value.entries()) {
		const found = findSchemaViolation(item, items, [...path, index]);
		if (found !== undefined) return found;
	}
	return undefined;
}

function isOfType(value: unknown, type: string): boolean {
	switch (type) {
		case 'null':
			return value === null;
		case 'array':
			return Array.isArray(value);
		case 'object':
			return isObject(value);
		case 'integer':
			return Number.isInteger(value);
		case 'string':
		case 'number':
		case 'boolean':
			return typeof value === type;
		default:
			// A word of some other dialect of schemas: nothing is known of it.
			return true;
	}
}

function isObject(value: unknown): value is object {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isSame(left: unknown, right: unknown): boolean {
	return canonicalJson(left) === canonicalJson(right);
}

function print(value: unknown): string {
	return typeof value === 'string' ? `“${value}”` : JSON.stringify(value);
}
