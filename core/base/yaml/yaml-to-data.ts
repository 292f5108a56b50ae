import { isAlias, isMap, isScalar, isSeq } from 'yaml';
import type { Alias, Document, Scalar, YAMLMap } from 'yaml';
import { isMergeKey } from './yaml-nodes.ts';
import type { YamlNodes } from './yaml-nodes.ts';
import type { YamlPath } from './yaml-source.ts';

/** Values that aliases may expand to in one document, whatever its size. */
const aliasedValuesAtLeast = 100_000;

/** Values that aliases may expand to for each value that is written. Nine lines can ask for billions. */
const aliasedValuesPerNode = 10;

/** Aliases inside what aliases name. */
const maximumAliasDepth = 100;

/** What reading a document as plain data found, in the order of the text. */
export interface YamlData {
	readonly value: unknown;
	readonly duplicateKeys: readonly { readonly key: string; readonly node: unknown }[];
	/** Keys that are a map or a list. Their entries are left out. */
	readonly refusedKeys: readonly unknown[];
	/** The first alias that was not expanded because the document asks for too much or names nothing. */
	readonly refusedAlias: Alias | undefined;
}

/**
 * Reads a document as plain data, in time that grows with its size. Own code, because the library's `toJS` gives up on the whole
 * document where this leaves out one alias, and because it turns the key `2.0` into `2`.
 *
 * @param isText - Paths whose scalar is kept as written, whatever it looks like.
 */
export function yamlToData(document: Document, nodes: YamlNodes, isText: (path: YamlPath) => boolean): YamlData {
	const duplicateKeys: { key: string; node: unknown }[] = [];
	const refusedKeys: unknown[] = [];
	const maximumAliasedValues = Math.max(aliasedValuesAtLeast, aliasedValuesPerNode * nodes.count);
	let refusedAlias: Alias | undefined;
	let aliasedValues = 0;
	const expanding = new Set<unknown>();
	return { value: read(document.contents, []), duplicateKeys, refusedKeys, refusedAlias };

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
			if (isMergeKey(key)) {
				mergeInto(data, written, readBases(value, path));
				continue;
			}
			const name = nodes.keyOf(key);
			if (name === undefined) {
				refusedKeys.push(key);
				continue;
			}
			// While an alias is expanded, its keys were already looked at where they stand.
			if (written.has(name) && expanding.size === 0) duplicateKeys.push({ key: name, node: key });
			written.add(name);
			define(data, name, read(value, [...path, name]));
		}
		return data;
	}

	/** What a merge key brings is at home where the key stands: `version` is text there if it is text here. */
	function readBases(node: unknown, path: YamlPath): readonly unknown[] {
		const list = nodes.targetOf(node);
		return isSeq(list) ? list.items.map(item => read(item, path)) : [read(node, path)];
	}

	function readAlias(alias: Alias, path: YamlPath): unknown {
		const target = nodes.targetOf(alias);
		if (target === undefined || expanding.has(target) || expanding.size === maximumAliasDepth) {
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
function mergeInto(data: Record<string, unknown>, written: ReadonlySet<string>, bases: readonly unknown[]): void {
	for (const base of bases) {
		if (typeof base !== 'object' || base === null || Array.isArray(base)) continue;
		for (const [key, value] of Object.entries(base)) {
			if (!written.has(key) && !Object.hasOwn(data, key)) define(data, key, value);
		}
	}
}

/** Plain assignment to `__proto__` would change the object's prototype. */
function define(data: Record<string, unknown>, key: string, value: unknown): void {
	Object.defineProperty(data, key, { value, enumerable: true, configurable: true, writable: true });
}
