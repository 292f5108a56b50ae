import { isAlias, isMap, isScalar, isSeq } from 'yaml';
import type { Alias, Document, Scalar, YAMLMap } from 'yaml';
import { keyText } from './key-text.ts';
import type { YamlPath } from './yaml-source.ts';

/** Values that aliases may expand to in one document. Real files stay below a hundred; nine lines can ask for billions. */
const maximumAliasedValues = 10_000;

/** What reading a document as plain data found, in the order of the text. */
export interface YamlData {
	readonly value: unknown;
	readonly duplicateKeys: readonly { readonly key: string; readonly node: unknown }[];
	/** The first alias that was not expanded because the document asks for too much or names nothing. */
	readonly refusedAlias: Alias | undefined;
}

/**
 * Reads a document as plain data. Own code, because the library's `toJS` gives up on the whole document where this leaves out
 * one alias, and because it turns the key `2.0` into `2`.
 *
 * @param isText - Paths whose scalar is kept as written, whatever it looks like.
 */
export function yamlToData(document: Document, isText: (path: YamlPath) => boolean): YamlData {
	const duplicateKeys: { key: string; node: unknown }[] = [];
	let refusedAlias: Alias | undefined;
	let aliasedValues = 0;
	const expanding = new Set<unknown>();
	return { value: read(document.contents, []), duplicateKeys, refusedAlias };

	function read(node: unknown, path: YamlPath): unknown {
		if (expanding.size > 0 && ++aliasedValues > maximumAliasedValues) return undefined;
		if (isScalar(node)) return readScalar(node, path);
		if (isSeq(node)) return node.items.map((item, index) => read(item, [...path, index]));
		if (isMap(node)) return readMap(node, path);
		return isAlias(node) ? readAlias(node, path) : null;
	}

	function readScalar(node: Scalar, path: YamlPath): unknown {
		if (typeof node.value === 'string' || node.value === null || node.source === undefined) return node.value;
		return isText(path) ? node.source : node.value;
	}

	function readMap(map: YAMLMap, path: YamlPath): Readonly<Record<string, unknown>> {
		const data: Record<string, unknown> = {};
		const written = new Set<string>();
		for (const { key, value } of map.items) {
			const name = keyText(key);
			if (name === '<<' && isScalar(key) && key.type === 'PLAIN') {
				mergeInto(data, written, read(value, [...path, name]));
				continue;
			}
			// While an alias is expanded, its keys were already looked at where they stand.
			if (written.has(name) && expanding.size === 0) duplicateKeys.push({ key: name, node: key });
			written.add(name);
			define(data, name, read(value, [...path, name]));
		}
		return data;
	}

	function readAlias(alias: Alias, path: YamlPath): unknown {
		const target = alias.resolve(document);
		if (target === undefined || expanding.has(target)) {
			refusedAlias ??= alias;
			return undefined;
		}
		expanding.add(target);
		const value = read(target, path);
		expanding.delete(target);
		// Of nested aliases the outermost one is shown: that is the one to replace.
		if (aliasedValues > maximumAliasedValues && expanding.size === 0) refusedAlias ??= alias;
		return value;
	}
}

/** Fills in what a merge key (`<<: *base`) brings and the map does not say itself. */
function mergeInto(data: Record<string, unknown>, written: ReadonlySet<string>, bases: unknown): void {
	const list: readonly unknown[] = Array.isArray(bases) ? bases : [bases];
	for (const base of list) {
		if (typeof base !== 'object' || base === null) continue;
		for (const [key, value] of Object.entries(base)) {
			if (!written.has(key) && !Object.hasOwn(data, key)) define(data, key, value);
		}
	}
}

/** Plain assignment to `__proto__` would change the object's prototype. */
function define(data: Record<string, unknown>, key: string, value: unknown): void {
	Object.defineProperty(data, key, { value, enumerable: true, configurable: true, writable: true });
}
