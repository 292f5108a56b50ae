import { isAlias, isCollection, isMap, isNode, isScalar, isSeq, Pair } from 'yaml';
import type { Alias, Document, YAMLMap } from 'yaml';
import { isMergeKey, readYamlNodes } from '../yaml-nodes.ts';
import type { YamlNodes } from '../yaml-nodes.ts';

/**
 * Puts a copy of what it stands for in the place of every alias and merge key, and takes out the anchors. What is changed in one
 * place afterwards is changed there only. A document without aliases stays as it is.
 *
 * @param document - One without problems, so that no alias is inside itself or stands for too much.
 */
export function writeOutAliases(document: Document): void {
	const nodes = readYamlNodes(document);
	if (nodes.hasAliases && document.contents !== null) document.contents = copyOf(document.contents, nodes);
}

function copyOf<Value>(node: Value, nodes: YamlNodes): Value {
	const target = nodes.targetOf(node);
	if (!isNode(target) || isAlias(target)) return node;
	const copy = target.clone();
	if (isScalar(copy) || isCollection(copy)) delete copy.anchor;
	if (isAlias(node)) takeComments(copy, node);
	if (isSeq(copy) && isSeq(target)) copy.items = target.items.map(item => copyOf(item, nodes));
	if (isMap(copy) && isMap(target)) copy.items = copiesOfEntries(target, nodes);
	// The copy of a node is of the node's own kind, and that of an alias may stand wherever the alias may.
	return copy as Value;
}

/** The comments of the place stay, those where the value was first written stay there. */
function takeComments(copy: object, { comment, commentBefore, spaceBefore }: Alias): void {
	Object.assign(copy, { comment, commentBefore, spaceBefore });
}

function copiesOfEntries(map: YAMLMap, nodes: YamlNodes): YAMLMap['items'] {
	const known = new Set(map.items.map(({ key }) => nodes.keyOf(key)));
	return map.items.flatMap(({ key, value }) => {
		if (!isMergeKey(key)) return [new Pair(copyOf(key, nodes), copyOf(value, nodes))];
		return basesOf(value, nodes).flatMap(base => {
			const merged = isMap(base) ? copiesOfEntries(base, nodes) : [];
			return merged.filter(pair => {
				const name = nodes.keyOf(pair.key);
				const isNew = !known.has(name);
				known.add(name);
				return isNew;
			});
		});
	});
}

function basesOf(value: unknown, nodes: YamlNodes): readonly unknown[] {
	const bases = nodes.targetOf(value);
	return (isSeq(bases) ? bases.items : [bases]).map(base => nodes.targetOf(base));
}
