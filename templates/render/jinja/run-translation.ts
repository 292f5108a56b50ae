import type { StatementOf } from '../../parse/jinja/statement/jinja-statement.ts';
import type { BlockNode } from '../../tree/template-tree.ts';
import { numberOf } from '../../python/value.ts';
import { Frame } from './frame.ts';
import type { NodeRunner } from './node-runner.ts';

interface Translation {
	readonly block: BlockNode;
	readonly statement: StatementOf<'trans'>;
	/** The file. */
	readonly text: string;
}

/** Prints a `trans` block as it is without translations: the singular when the variable that counts is 1, else the plural. */
export function runTranslation(runner: NodeRunner, { block, statement, text }: Translation, frame: Frame): void {
	const inner = new Frame(frame);
	for (const { name, value } of statement.variables) if (value !== undefined) inner.set(name.name, runner.evaluate(value, frame));
	const [singular, plural] = block.branches;
	const branch = plural !== undefined && !isOne(runner, { block, statement, text }, inner) ? plural : singular;
	const printed = runner.capture(branch?.children ?? [], inner);
	const opening = text.slice(singular?.tag.range.start, singular?.tag.range.end);
	runner.rendering.output.write(
		/\btrimmed\b/.test(opening) ? printed.trim().replace(/\s+/g, run => (run.includes('\n') ? ' ' : run)) : printed,
	);
}

function isOne(runner: NodeRunner, { block, statement }: Translation, frame: Frame): boolean {
	const counter = block.branches[1]?.tag.expressions[0] ?? statement.variables[0]?.name ?? firstName(block);
	return counter !== undefined && numberOf(runner.evaluate(counter, frame)) === 1;
}

function firstName(block: BlockNode): StatementOf<'trans'>['variables'][number]['name'] | undefined {
	for (const node of block.branches[0]?.children ?? [])
		if (node.kind === 'output' && node.expression.kind === 'name') return node.expression;
	return undefined;
}
