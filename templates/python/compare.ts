import type { RenderBudget } from '../render/render-budget.ts';
import { RenderError } from '../render/render-error.ts';
import { typeName } from './collection.ts';
import { Dictionary, numberOf, Tuple, Undefined } from './value.ts';
import type { Value } from './value.ts';
import { charactersOf } from './characters.ts';

/** `left == right`. */
export function isEqual(left: Value, right: Value, budget: RenderBudget): boolean {
	budget.spend();
	if (left === right) return true;
	const number = numberOf(left);
	if (number !== undefined) return number === numberOf(right);
	if (left instanceof Undefined) return right instanceof Undefined;
	if (Array.isArray(left)) return Array.isArray(right) && areEqual(left, right, budget);
	if (left instanceof Tuple) return right instanceof Tuple && areEqual(left.items, right.items, budget);
	if (!(left instanceof Dictionary) || !(right instanceof Dictionary) || left.size !== right.size) return false;
	return budget.nested(() =>
		left.entries().every(([key, value]) => {
			const other = right.get(key);
			return other !== undefined && isEqual(value, other, budget);
		}),
	);
}

/** Negative when `left` comes first, positive when `right` does. Refuses values that have no order, as Python does. */
export function compareValues(left: Value, right: Value, budget: RenderBudget): number {
	budget.spend();
	if (typeof left === 'string' && typeof right === 'string') return compareTexts(left, right);
	const [one, other] = [numberOf(left), numberOf(right)];
	if (one !== undefined && other !== undefined) return one - other;
	const lists = listsOf(left, right);
	if (lists === undefined) {
		throw new RenderError(`${capital(typeName(left))} and ${typeName(right)} cannot be ordered. Convert one of them first.`);
	}
	return budget.nested(() => compareLists(...lists, budget));
}

/** By code point, as Python compares. */
export function compareTexts(left: string, right: string): number {
	if (left === right) return 0;
	const [one, other] = [charactersOf(left), charactersOf(right)];
	for (const [index, character] of one.entries()) {
		const against = other[index];
		if (against === undefined) return 1;
		if (character !== against) return (character.codePointAt(0) ?? 0) - (against.codePointAt(0) ?? 0);
	}
	return -1;
}

function areEqual(left: readonly Value[], right: readonly Value[], budget: RenderBudget): boolean {
	if (left.length !== right.length) return false;
	return budget.nested(() => left.every((item, index) => isEqual(item, right[index] ?? null, budget)));
}

function listsOf(left: Value, right: Value): readonly [readonly Value[], readonly Value[]] | undefined {
	if (Array.isArray(left) && Array.isArray(right)) return [left, right];
	return left instanceof Tuple && right instanceof Tuple ? [left.items, right.items] : undefined;
}

function compareLists(left: readonly Value[], right: readonly Value[], budget: RenderBudget): number {
	for (const [index, item] of left.entries()) {
		const other = right[index];
		if (other === undefined) return 1;
		if (!isEqual(item, other, budget)) return compareValues(item, other, budget);
	}
	return left.length - right.length;
}

function capital(words: string): string {
	return words.charAt(0).toUpperCase() + words.slice(1);
}
