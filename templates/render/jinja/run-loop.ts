import type { StatementOf } from '../../parse/jinja/statement/jinja-statement.ts';
import type { BlockNode } from '../../tree/template-tree.ts';
import { isTrue, itemsOf } from '../../python/collection.ts';
import { Undefined } from '../../python/value.ts';
import type { Value } from '../../python/value.ts';
import { assignTarget } from './assign-target.ts';
import { Frame } from './frame.ts';
import { loopMembers } from './loop-members.ts';
import type { LoopRun } from './loop-members.ts';
import type { Completion, NodeRunner } from './node-runner.ts';

/** A `for` and how deep it stands in itself. */
export interface LoopPlace {
	readonly block: BlockNode;
	readonly statement: StatementOf<'for'>;
	readonly depth: number;
}

/** Runs a `for` with its `else`. */
export function runLoop(runner: NodeRunner, place: LoopPlace, frame: Frame): Completion {
	const { iterable } = place.statement;
	const { engine, output } = runner.rendering;
	const value = runner.evaluate(iterable, frame);
	if (value instanceof Undefined && value.input !== undefined) output.write(engine.missing.textFor(value.input));
	return runOver(runner, place, { items: engine.budget.at(iterable.range, () => itemsOf(value)), frame });
}

function runOver(
	runner: NodeRunner,
	place: LoopPlace,
	{ items, frame }: { readonly items: readonly Value[]; readonly frame: Frame },
): Completion {
	const { block, statement, depth } = place;
	const { engine, output } = runner.rendering;
	const [body, otherwise] = block.branches;
	const chosen = items.filter(item => isChosen(runner, { statement, item }, frame));
	if (chosen.length === 0) return otherwise === undefined ? 'end' : runner.runNodes(otherwise.children, new Frame(frame));
	const recurse = (inner: Value): Value =>
		output.capture(() => runOver(runner, { ...place, depth: depth + 1 }, { items: itemsOf(inner), frame }));
	const run: LoopRun = { items: chosen, depth, index: 0, lastChanged: undefined, recurse: statement.isRecursive ? recurse : undefined };
	const loop = loopMembers(run, engine.budget);
	for (const [index, item] of chosen.entries()) {
		engine.budget.spend();
		run.index = index;
		const turn = new Frame(frame);
		turn.set('loop', loop);
		assignTarget(statement.target, item, turn);
		if (runner.runNodes(body?.children ?? [], turn) === 'break') break;
	}
	return 'end';
}

function isChosen(
	runner: NodeRunner,
	{ statement, item }: { readonly statement: LoopPlace['statement']; readonly item: Value },
	frame: Frame,
): boolean {
	if (statement.filter === undefined) return true;
	const inner = new Frame(frame);
	assignTarget(statement.target, item, inner);
	return isTrue(runner.evaluate(statement.filter, inner));
}
