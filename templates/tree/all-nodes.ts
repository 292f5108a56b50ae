import type { TemplateNode } from './template-tree.ts';

/** Every node of a template, blocks before what is in them, tags of branches and ends included. */
export function* allNodes(nodes: readonly TemplateNode[]): Iterable<TemplateNode> {
	for (const node of nodes) {
		yield node;
		if (node.kind !== 'block') continue;
		for (const { tag, children } of node.branches) {
			yield tag;
			yield* allNodes(children);
		}
		if (node.close !== undefined) yield node.close;
	}
}
