import { typeName } from '../../python/collection.ts';
import { numberOf, Tuple, Undefined } from '../../python/value.ts';
import type { Value } from '../../python/value.ts';
import type { RenderBudget } from '../render-budget.ts';
import { RenderError } from '../render-error.ts';
import { charactersOf } from '../../python/characters.ts';
import { keyText } from '../../python/key-text.ts';

/** `value[start:stop:step]`; `bounds` has those that are written, as 0, 1 and 2. */
export function sliceOf(value: Value, bounds: ReadonlyMap<number, Value>, budget: RenderBudget): Value {
	const items = sequenceOf(value);
	budget.build(items.length);
	const step = boundOf(bounds.get(2)) ?? 1;
	if (step === 0) throw new RenderError('A slice cannot have a step of zero. Use another step.');
	const part: Value[] = [];
	const isForward = step > 0;
	const start = clamp(boundOf(bounds.get(0)), items.length, isForward, true);
	const stop = clamp(boundOf(bounds.get(1)), items.length, isForward, false);
	for (let index = start; isForward ? index < stop : index > stop; index += step) part.push(items[index] ?? null);
	if (typeof value === 'string') return part.map(keyText).join('');
	return value instanceof Tuple ? new Tuple(part) : part;
}

function sequenceOf(value: Value): readonly Value[] {
	if (typeof value === 'string') return charactersOf(value);
	if (Array.isArray(value)) return value;
	if (value instanceof Tuple) return value.items;
	if (value instanceof Undefined) throw new RenderError(`${value.reason}, so it cannot be sliced. Give it a value.`);
	throw new RenderError(`Only a list or a text can be sliced, but this is ${typeName(value)}. Use one of them.`);
}

function boundOf(value: Value | undefined): number | undefined {
	if (value === undefined || value === null) return undefined;
	const number = numberOf(value);
	if (number === undefined || !Number.isInteger(number))
		throw new RenderError('The bounds of a slice must be whole numbers. Convert them with `|int`.');
	return number;
}

/** A bound as a position, negative ones counted from the end and all of them moved into the list. */
function clamp(bound: number | undefined, length: number, isForward: boolean, isStart: boolean): number {
	const [lowest, highest] = isForward ? [0, length] : [-1, length - 1];
	if (bound === undefined) return isStart === isForward ? lowest : highest;
	return Math.min(Math.max(bound < 0 ? bound + length : bound, lowest), highest);
}
