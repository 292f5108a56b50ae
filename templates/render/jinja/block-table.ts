import type { TemplateNode } from '../../tree/template-tree.ts';
import type { Frame } from './frame.ts';

/** One definition of a `{% block %}`, ready to run. */
export interface BlockBody {
	readonly run: (frame: Frame, level: number) => void;
}

/** The blocks of a template and of those it extends: of each name that of the last child first. */
export class BlockTable {
	readonly #bodies = new Map<string, BlockBody[]>();

	/** Adds the definition of a template further up. */
	add(name: string, body: BlockBody): void {
		const known = this.#bodies.get(name);
		if (known === undefined) this.#bodies.set(name, [body]);
		else known.push(body);
	}

	/** The definition `level` steps above the last child's; undefined when there is none. */
	get(name: string, level: number): BlockBody | undefined {
		return this.#bodies.get(name)?.[level];
	}
}

/** Every block of a template with its name, wherever it stands. */
export function* blocksIn(nodes: readonly TemplateNode[]): Iterable<Extract<TemplateNode, { kind: 'block' }>> {
	for (const node of nodes) {
		if (node.kind !== 'block') continue;
		yield node;
		for (const { children } of node.branches) yield* blocksIn(children);
	}
}
