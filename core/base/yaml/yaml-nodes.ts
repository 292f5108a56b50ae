import { isAlias, isMap, isNode, isPair, isScalar, isSeq } from 'yaml';
import type { Alias, Document, Pair, YAMLMap } from 'yaml';
import { keyText } from './key-text.ts';
import type { YamlPath } from './yaml-source.ts';

/** The nodes of a document by value: aliases stand for what they name, merge keys (`<<`) for the entries they bring. */
export interface YamlNodes {
	/** A node itself, or what an alias names; undefined for an alias that names nothing that was written before it. */
	targetOf(node: unknown): unknown;
	/** The text of a key; undefined for a map or a list. */
	keyOf(key: unknown): string | undefined;
	/** What stands at a step below a node. Of several equal keys the last one counts, and own ones before merged ones. */
	childOf(node: unknown, step: string | number): YamlChild | undefined;
	/** What stands at a path, aliases followed; undefined for nothing. */
	nodeAt(path: YamlPath): unknown;
	/** How many nodes are written, those inside keys included. */
	readonly count: number;
	readonly hasAliases: boolean;
}

/** An entry of a map or an item of a list, which has no key. */
export interface YamlChild {
	readonly key: unknown;
	readonly value: unknown;
}

/** Merged maps that merge others in turn, looked through for one key: more than any file has, and an end for circles. */
const maximumMergeDepth = 100;

/** Reads the anchors of a document in one pass. The document must not change afterwards. */
export function readYamlNodes(document: Document): YamlNodes {
	const { targets, count } = readAnchors(document);
	const entries = new Map<YAMLMap, ReadonlyMap<string, Pair>>();
	return { targetOf, keyOf, childOf, nodeAt, count, hasAliases: targets.size > 0 };

	function targetOf(node: unknown): unknown {
		return isAlias(node) ? targets.get(node) : node;
	}

	function keyOf(key: unknown): string | undefined {
		return keyText(targetOf(key));
	}

	function childOf(node: unknown, step: string | number): YamlChild | undefined {
		const parent = targetOf(node);
		if (isSeq(parent) && typeof step === 'number') {
			return step < parent.items.length ? { key: undefined, value: parent.items[step] } : undefined;
		}
		return isMap(parent) ? entryOf(parent, String(step), 0) : undefined;
	}

	function entryOf(map: YAMLMap, name: string, depth: number): YamlChild | undefined {
		const own = entriesOf(map);
		const entry = own.get(name);
		const merge = own.get('<<');
		if (entry !== undefined || depth === maximumMergeDepth || !isMergeKey(merge?.key)) return entry;
		const bases = targetOf(merge?.value);
		for (const base of isSeq(bases) ? bases.items : [bases]) {
			const target = targetOf(base);
			const found = isMap(target) ? entryOf(target, name, depth + 1) : undefined;
			if (found !== undefined) return found;
		}
		return undefined;
	}

	function entriesOf(map: YAMLMap): ReadonlyMap<string, Pair> {
		let known = entries.get(map);
		if (known === undefined) {
			known = new Map(map.items.flatMap(pair => namedPair(keyOf(pair.key), pair)));
			entries.set(map, known);
		}
		return known;
	}

	function nodeAt(path: YamlPath): unknown {
		let node: unknown = targetOf(document.contents);
		for (const step of path) node = targetOf(childOf(node, step)?.value);
		return node ?? undefined;
	}
}

/** True for `<<` without quotes. */
export function isMergeKey(key: unknown): boolean {
	return isScalar(key) && key.value === '<<' && key.type === 'PLAIN';
}

function namedPair(name: string | undefined, pair: Pair): readonly (readonly [string, Pair])[] {
	return name === undefined ? [] : [[name, pair]];
}

/** What each alias names: the last node before it with its anchor, which may be one that it stands in. */
function readAnchors(document: Document): { readonly targets: ReadonlyMap<Alias, unknown>; readonly count: number } {
	const targets = new Map<Alias, unknown>();
	const anchors = new Map<string, unknown>();
	const waiting: unknown[] = [document.contents];
	let count = 0;
	while (waiting.length > 0) {
		const node = waiting.pop();
		if (isPair(node)) {
			waiting.push(node.value, node.key);
			continue;
		}
		if (!isNode(node)) continue;
		count++;
		if (isAlias(node)) targets.set(node, anchors.get(node.source));
		else if (node.anchor !== undefined) anchors.set(node.anchor, node);
		if (isMap(node) || isSeq(node)) for (let index = node.items.length - 1; index >= 0; index--) waiting.push(node.items[index]);
	}
	return { targets, count };
}
