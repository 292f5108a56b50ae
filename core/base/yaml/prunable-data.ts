import { memberOf } from '../member-of.ts';
import type { YamlPath } from './yaml-source.ts';

/**
 * A view of plain data from which parts can be taken out. List items keep their places until the data is read again, so that
 * a path always means what it means in the file.
 */
export interface PrunableData {
	/** The data without what was removed; lists close up. What nothing was taken out of is not copied. */
	current(): unknown;
	/** Where a path of `current()` stood in the data as it was. */
	originalPath(path: YamlPath): YamlPath;
	/** What stands at an original path; undefined for nothing. */
	valueAt(path: YamlPath): unknown;
	isRemoved(path: YamlPath): boolean;
	/** Takes out the value at an original path, which may be the root. */
	remove(path: YamlPath): void;
}

/** Starts with all of `data`, which itself stays as it is. */
export function createPrunableData(data: unknown): PrunableData {
	const root = noRemovals();
	return {
		current: () => copyKept(data, root),
		originalPath,
		valueAt: path => valueAt(data, path),
		isRemoved,
		remove(path) {
			let place = root;
			for (const step of path) {
				const next: Removals = place.below.get(step) ?? noRemovals();
				place.below.set(step, next);
				place.removedItems = undefined;
				place = next;
			}
			place.isRemoved = true;
		},
	};

	function isRemoved(path: YamlPath): boolean {
		let place: Removals | undefined = root;
		for (const step of path) place = place?.below.get(step);
		return place?.isRemoved === true;
	}

	function originalPath(path: YamlPath): YamlPath {
		const original: (string | number)[] = [];
		let place: Removals | undefined = root;
		for (const step of path) {
			const isItem = typeof step === 'number' && Array.isArray(valueAt(data, original));
			const found: string | number = isItem ? originalIndex(place, step) : step;
			original.push(found);
			place = place?.below.get(found);
		}
		return original;
	}
}

/** What was taken out of a value, by its keys and places. */
interface Removals {
	isRemoved: boolean;
	readonly below: Map<string | number, Removals>;
	/** The places of the items that were taken out, in ascending order; undefined until asked for. */
	removedItems: readonly number[] | undefined;
}

function noRemovals(): Removals {
	return { isRemoved: false, below: new Map(), removedItems: undefined };
}

/** An index moves on by one for each item that was taken out before it. Asked for each issue, so it halves instead of counting. */
function originalIndex(list: Removals | undefined, index: number): number {
	if (list === undefined) return index;
	list.removedItems ??= [...list.below]
		.flatMap(([step, { isRemoved }]) => (isRemoved && typeof step === 'number' ? [step] : []))
		.sort((left, right) => left - right);
	let from = 0;
	let to = list.removedItems.length;
	while (from < to) {
		const middle = (from + to) >> 1;
		if ((list.removedItems[middle] ?? 0) - middle <= index) from = middle + 1;
		else to = middle;
	}
	return index + from;
}

function copyKept(value: unknown, removals: Removals | undefined): unknown {
	if (removals?.isRemoved === true) return undefined;
	// Nothing below was taken out.
	if (removals === undefined || removals.below.size === 0) return value;
	const isKept = (step: string | number): boolean => removals.below.get(step)?.isRemoved !== true;
	if (Array.isArray(value)) {
		const indexes = [...value.keys()].filter(isKept);
		return indexes.map(index => copyKept(value[index], removals.below.get(index)));
	}
	if (typeof value !== 'object' || value === null) return value;
	const entries = Object.entries(value).filter(([key]) => isKept(key));
	return Object.fromEntries(entries.map(([key, item]: readonly [string, unknown]) => [key, copyKept(item, removals.below.get(key))]));
}

function valueAt(data: unknown, path: YamlPath): unknown {
	return path.reduce(memberOf, data);
}
