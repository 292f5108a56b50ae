import { isEqual } from '../../python/compare.ts';
import { Callable, Members, Tuple, Undefined, valueOr } from '../../python/value.ts';
import type { CallArguments, Value } from '../../python/value.ts';
import type { RenderBudget } from '../render-budget.ts';
import { RenderError } from '../render-error.ts';

/** One run of a `for`, of which every turn has another `index`. */
export interface LoopRun {
	readonly items: readonly Value[];
	/** How many loops of the same recursive `for` are around it. */
	readonly depth: number;
	index: number;
	/** What `loop.changed` was last called with. */
	lastChanged: Value | undefined;
	/** Runs the same loop over other items and gives what it prints; undefined for a loop that is not recursive. */
	readonly recurse: ((items: Value) => Value) | undefined;
}

/** `loop` inside a `for`. */
export function loopMembers(run: LoopRun, budget: RenderBudget): Members {
	return new Members('LoopContext', name => readers.get(name)?.(run, budget), { call: given => recurse(run, given) });
}

const readers: ReadonlyMap<string, (run: LoopRun, budget: RenderBudget) => Value> = new Map<
	string,
	(run: LoopRun, budget: RenderBudget) => Value
>([
	['changed', (run, budget) => new Callable('method changed', ({ positional }) => hasChanged(run, new Tuple(positional), budget))],
	['cycle', ({ index }) => new Callable('method cycle', ({ positional }) => cycle(positional, index))],
	['depth', ({ depth }) => depth + 1],
	['depth0', ({ depth }) => depth],
	['first', ({ index }) => index === 0],
	['index', ({ index }) => index + 1],
	['index0', ({ index }) => index],
	['last', ({ index, items }) => index === items.length - 1],
	['length', ({ items }) => items.length],
	['nextitem', ({ index, items }) => valueOr(items[index + 1], new Undefined('The last item has no next item'))],
	['previtem', ({ index, items }) => valueOr(items[index - 1], new Undefined('The first item has no previous item'))],
	['revindex', ({ index, items }) => items.length - index],
	['revindex0', ({ index, items }) => items.length - index - 1],
]);

function hasChanged(run: LoopRun, value: Value, budget: RenderBudget): boolean {
	const isSame = run.lastChanged !== undefined && isEqual(run.lastChanged, value, budget);
	run.lastChanged = value;
	return !isSame;
}

function cycle(values: readonly Value[], index: number): Value {
	const value = values[index % values.length];
	if (value === undefined) throw new RenderError('`loop.cycle` has nothing to choose from. Add values.');
	return value;
}

function recurse(run: LoopRun, { positional: [items] }: CallArguments): Value {
	if (run.recurse === undefined) throw new RenderError('`loop` can be called only in a recursive loop. Add `recursive` to its `for`.');
	if (items === undefined) throw new RenderError('`loop` needs the items of the inner loop. Write them between the parentheses.');
	return run.recurse(items);
}
