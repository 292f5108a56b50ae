import { embeddingReferenceSchema } from '../../../core/formats/component/embedding-reference.ts';
import { modelCardSchema } from '../../../core/formats/component/model-card.ts';
import { pipelineSchema } from '../../../core/formats/component/pipeline.ts';
import { configSchema } from '../../../core/formats/config/config.ts';
import { experimentSchema } from '../../../core/formats/experiment/experiment.ts';
import { frontMatterSchema } from '../../../core/formats/prompt/front-matter.ts';
import { registrySchema } from '../../../core/formats/registry/registry-file.ts';
import type { YamlPath } from '../../../core/base/yaml/yaml-source.ts';
import type { ParsedDocument } from '../../documents/parsed-document.ts';
import { ownValue } from '../../../core/base/own-value.ts';

/** What is known of one key: words for people, allowed values, default. */
export interface KeyDocumentation {
	readonly key: string;
	readonly description: string | undefined;
	/** For example `text`, `list`, `one of maximize, minimize`. */
	readonly type: string;
	/** The values it may have, when they can be listed. */
	readonly values: readonly string[];
	readonly default: unknown;
	readonly isRequired: boolean;
}

/** The keys a YAML document may have at `path`, in the order of its schema. Empty where names are free. */
export function documentedKeys(kind: ParsedDocument['kind'], path: YamlPath): readonly KeyDocumentation[] {
	return schemasAt(kind, path).flatMap(schema =>
		Object.entries(schema.properties ?? {}).map(([key, value]) => describeKey(key, value, schema.required?.includes(key) ?? false)),
	);
}

/** What is known of the key at `path`; undefined for free names and unknown keys. */
export function documentKey(kind: ParsedDocument['kind'], path: YamlPath): KeyDocumentation | undefined {
	return documentedKeys(kind, path.slice(0, -1)).find(({ key }) => key === String(path.at(-1)));
}

/** The same for the value at `path`, whose key may be a free name, as each rule's is in a configuration, or the position in a list. */
export function documentValue(kind: ParsedDocument['kind'], path: YamlPath): KeyDocumentation | undefined {
	const known = documentKey(kind, path);
	if (known !== undefined) return known;
	const key = String(path.at(-1));
	const [schema, ...others] = schemasAt(kind, path);
	return schema && describeKey(key, others.length === 0 ? schema : { anyOf: [schema, ...others] }, false);
}

/** The part of JSON Schema that zod writes and this file reads. */
interface JsonSchema {
	readonly type?: string | undefined;
	readonly description?: string | undefined;
	readonly default?: unknown;
	readonly enum?: readonly unknown[] | undefined;
	readonly const?: unknown;
	readonly properties?: Readonly<Record<string, JsonSchema | boolean>> | undefined;
	readonly required?: readonly string[] | undefined;
	readonly additionalProperties?: JsonSchema | boolean | undefined;
	readonly items?: unknown;
	readonly anyOf?: readonly (JsonSchema | boolean)[] | undefined;
}

/** Made on first use: reading a schema takes a few milliseconds, which the start of the server should not. */
const schemas = new Map<ParsedDocument['kind'], JsonSchema>();

function schemaOf(kind: ParsedDocument['kind']): JsonSchema | undefined {
	const known = schemas.get(kind);
	if (known !== undefined) return known;
	const made = makeSchema(kind);
	if (made !== undefined) schemas.set(kind, made);
	return made;
}

function makeSchema(kind: ParsedDocument['kind']): JsonSchema | undefined {
	const options = { io: 'input', unrepresentable: 'any' } as const;
	switch (kind) {
		case 'prompt':
			return asJsonSchema(frontMatterSchema.toJSONSchema(options));
		case 'embedding':
			return asJsonSchema(embeddingReferenceSchema.toJSONSchema(options));
		case 'model':
			return asJsonSchema(modelCardSchema.toJSONSchema(options));
		case 'pipeline':
			return asJsonSchema(pipelineSchema.toJSONSchema(options));
		case 'experiment':
			return asJsonSchema(experimentSchema.toJSONSchema(options));
		case 'registry':
			return asJsonSchema(registrySchema.toJSONSchema(options));
		case 'config':
			return asJsonSchema(configSchema.toJSONSchema(options));
		case 'card':
		case 'host':
		case 'text':
		case 'unreadable':
			return undefined;
	}
}

/** Zod's own type for JSON Schema does not go together with exact optional properties. */
function asJsonSchema(value: unknown): JsonSchema | undefined {
	return isSchema(value) ? value : undefined;
}

function schemasAt(kind: ParsedDocument['kind'], path: YamlPath): readonly JsonSchema[] {
	let found = [schemaOf(kind)].flatMap(alternatives);
	for (const step of path) found = found.flatMap(schema => childrenAt(schema, step));
	return found;
}

function childrenAt(schema: JsonSchema, step: string | number): readonly JsonSchema[] {
	if (typeof step === 'number') return alternatives(schema.items);
	return alternatives(ownValue(schema.properties, step) ?? schema.additionalProperties);
}

/** A union is the list of its members, anything else stands for itself. */
function alternatives(schema: unknown): readonly JsonSchema[] {
	if (!isSchema(schema)) return [];
	return schema.anyOf === undefined ? [schema] : schema.anyOf.flatMap(alternatives);
}

function isSchema(value: unknown): value is JsonSchema {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function describeKey(key: string, value: JsonSchema | boolean, isRequired: boolean): KeyDocumentation {
	const branches = alternatives(value).filter(schema => schema.type !== 'null');
	const values = branches.flatMap(valuesOf);
	const types = [...new Set(branches.map(typeWord).filter(word => word !== ''))].join(' or ');
	const own = isSchema(value) ? value : {};
	return {
		key,
		description: own.description,
		type: values.length > 0 ? `one of ${values.join(', ')}` : types,
		values,
		default: own.default,
		isRequired,
	};
}

function valuesOf(schema: JsonSchema): readonly string[] {
	if (schema.enum !== undefined) return schema.enum.map(String);
	if (schema.const !== undefined) return [JSON.stringify(schema.const)];
	return schema.type === 'boolean' ? ['true', 'false'] : [];
}

const typeWords: Readonly<Record<string, string>> = {
	string: 'text',
	number: 'number',
	integer: 'whole number',
	boolean: 'true or false',
	array: 'list',
	object: 'keys with values',
};

function typeWord(schema: JsonSchema): string {
	return ownValue(typeWords, schema.type ?? '') ?? '';
}
