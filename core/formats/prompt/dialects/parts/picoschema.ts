import { memberOf } from '../../../../base/member-of.ts';

/** What a line of Picoschema, or a property of a JSON Schema, says of one field. */
export interface SchemaField {
	readonly name: string;
	/** The key as written: `tags?(array, some words)`. */
	readonly key: string;
	readonly type: string | undefined;
	readonly description: string | undefined;
	readonly isOptional: boolean;
}

/** The fields of an object, and whether they are all it may have. */
export interface SchemaFields {
	readonly fields: readonly SchemaField[];
	/** True for an object that takes no other fields. */
	readonly isClosed: boolean;
	/** Where the fields stand below the schema: `properties` for JSON Schema, nothing for Picoschema. */
	readonly path: readonly string[];
}

/**
 * The fields that a schema of dotprompt declares: Picoschema, as in `name?: string, who it is` and `tags(array): string`, or JSON
 * Schema, told by its words as dotprompt does. Undefined for a schema that stands elsewhere under a name.
 *
 * Source: google/dotprompt, js/src/picoschema.ts.
 */
export function readSchemaFields(schema: unknown): SchemaFields | undefined {
	if (typeof schema !== 'object' || schema === null || Array.isArray(schema)) return undefined;
	const properties = memberOf(schema, 'properties');
	const isJsonSchema = jsonTypes.has(memberOf(schema, 'type')) || (typeof properties === 'object' && properties !== null);
	return isJsonSchema ? readJsonSchema(schema, properties) : readPicoschema(schema);
}

const jsonTypes: ReadonlySet<unknown> = new Set(['string', 'boolean', 'null', 'number', 'integer', 'object', 'array']);

/** What makes room for fields that are not named. */
const openingWords: readonly string[] = ['$ref', 'allOf', 'anyOf', 'oneOf', 'patternProperties'];

function readJsonSchema(schema: object, properties: unknown): SchemaFields {
	const required = memberOf(schema, 'required');
	const more = memberOf(schema, 'additionalProperties');
	const fields = Object.entries(typeof properties === 'object' && properties !== null ? properties : {}).map(([name, field]) => ({
		name,
		key: name,
		type: textOf(memberOf(field, 'type')),
		description: textOf(memberOf(field, 'description')),
		isOptional: !(Array.isArray(required) && required.includes(name)),
	}));
	const isOpen = (more !== undefined && more !== false) || openingWords.some(word => memberOf(schema, word) !== undefined);
	return { fields, isClosed: !isOpen && fields.length > 0, path: ['properties'] };
}

function readPicoschema(schema: object): SchemaFields {
	const entries = Object.entries(schema);
	const fields = entries.flatMap(([key, value]: readonly [string, unknown]) => {
		const [, name, question, kind, words] = /^([^?(]+)(\?)?(?:\(\s*([a-z]+)\s*(?:,(.*))?\))?$/s.exec(key) ?? [];
		if (name === undefined) return [];
		const written = textOf(value) ?? '';
		const comma = written.includes(',') ? written.indexOf(',') : written.length;
		const type = written.slice(0, comma).trim();
		const description = written.slice(comma + 1).trim() || undefined;
		return [
			{
				name: name.trim(),
				key,
				type: kind === 'enum' ? 'string' : (kind ?? (type === '' ? undefined : type)),
				description: (kind === undefined ? description : words)?.trim(),
				isOptional: question !== undefined,
			},
		];
	});
	return { fields, isClosed: !entries.some(([key]) => /^\(\s*\*/.test(key)), path: [] };
}

function textOf(value: unknown): string | undefined {
	return typeof value === 'string' ? value : undefined;
}
