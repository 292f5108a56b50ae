import { memberOf } from '../../../base/member-of.ts';
import { nearestWord } from '../../../base/text/nearest-word.ts';
import type { Problem } from '../../../base/problem.ts';
import type { YamlPath, YamlSource } from '../../../base/yaml/yaml-source.ts';

/**
 * What makes the value at `path` no JSON Schema, each as a problem on the words themselves, with a JSON pointer into the schema
 * (RFC 6901). Keywords that are not known are left alone, since dialects of the standard differ; only the ones that everybody
 * shares are looked at: `type`, `properties`, `required`, `items`, `enum`.
 *
 * Source: JSON Schema 2020-12, Validation, section 6.
 */
export function checkJsonSchema(source: YamlSource, path: YamlPath, schema: unknown): readonly Problem[] {
	if (!source.isComplete) return [];
	return [...complaintsAbout(schema, [])].map(({ pointer, words, replacement }) => {
		const range = firstLine(source, source.rangeOf([...path, ...pointer], 'value'));
		return {
			code: 'wrong-value-type',
			message: `${path.join('.')} is not a valid JSON Schema at ${printPointer(pointer)}, so answers cannot be checked against it: ${words}.`,
			range,
			repair: replacement === undefined ? undefined : { range, newText: replacement },
		};
	});
}

interface Complaint {
	readonly pointer: YamlPath;
	readonly words: string;
	readonly replacement?: string | undefined;
}

function* complaintsAbout(schema: unknown, pointer: YamlPath): Iterable<Complaint> {
	// `true` and `false` are schemas: everything and nothing. A key without a value is one that is being typed.
	if (typeof schema === 'boolean' || schema === null || schema === undefined) return;
	if (typeof schema !== 'object' || Array.isArray(schema)) {
		yield { pointer, words: 'write keys such as “type” here' };
		return;
	}
	yield* typeComplaints(memberOf(schema, 'type'), [...pointer, 'type']);
	yield* listComplaints(schema, pointer);
	yield* innerComplaints(schema, pointer);
}

const types: readonly string[] = ['string', 'number', 'integer', 'boolean', 'array', 'object', 'null'];

function* typeComplaints(type: unknown, pointer: YamlPath): Iterable<Complaint> {
	const written: readonly unknown[] = Array.isArray(type) ? type : [type];
	for (const [index, word] of written.entries()) {
		if (word === undefined || word === null || types.some(name => name === word)) continue;
		const replacement = typeof word === 'string' ? nearestWord(word, types) : undefined;
		const words = `write ${replacement === undefined ? types.map(name => `“${name}”`).join(', ') : `“${replacement}”`}`;
		yield { pointer: Array.isArray(type) ? [...pointer, index] : pointer, words, replacement };
	}
}

function* listComplaints(schema: object, pointer: YamlPath): Iterable<Complaint> {
	const required = memberOf(schema, 'required');
	const isNameList = Array.isArray(required) && required.every(name => typeof name === 'string');
	if (required !== undefined && required !== null && !isNameList) {
		yield { pointer: [...pointer, 'required'], words: 'write a list of property names' };
	}
	const choices = memberOf(schema, 'enum');
	if (choices !== undefined && choices !== null && !Array.isArray(choices)) {
		yield { pointer: [...pointer, 'enum'], words: 'write a list of values' };
	}
}

function* innerComplaints(schema: object, pointer: YamlPath): Iterable<Complaint> {
	const properties = memberOf(schema, 'properties');
	if (Array.isArray(properties) || (typeof properties !== 'object' && properties !== undefined)) {
		yield { pointer: [...pointer, 'properties'], words: 'write property names with a schema below each' };
	} else {
		for (const [name, inner] of Object.entries(properties ?? {})) yield* complaintsAbout(inner, [...pointer, 'properties', name]);
	}
	const items = memberOf(schema, 'items');
	// Older drafts take a list of schemas.
	if (!Array.isArray(items)) yield* complaintsAbout(items, [...pointer, 'items']);
}

function printPointer(pointer: YamlPath): string {
	return pointer.length === 0
		? 'the top level'
		: pointer.map(step => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

function firstLine({ text, offset }: YamlSource, { start, end }: Problem['range']): Problem['range'] {
	const length = text.slice(start - offset, end - offset).search(/[\r\n]/);
	return { start, end: length === -1 ? end : start + length };
}
