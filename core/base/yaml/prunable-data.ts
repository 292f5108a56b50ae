import { memberOf } from '../member-of.ts';
import type { YamlPath } from './yaml-source.ts';

/**
 * A copy of plain data from which parts can be taken out. List items keep their places until the copy is read again, so that
 * a path always means what it means in the file.
 */
export interface PrunableData {
	/** The data without what was removed; lists close up. */
	current(): unknown;
	/** Where a path of `current()` stood in the data as it was. */
	originalPath(path: YamlPath): YamlPath;
	/** What stands at an original path; undefined for nothing. */
	valueAt(path: YamlPath): unknown;
	isRemoved(path: YamlPath): boolean;
	/** Takes out the value at an original path, which may be the root. */
	remove(path: YamlPath): void;
}

/** Makes a copy of `data` to take parts out of; `data` itself stays as it is. */
export function createPrunableData(data: unknown): PrunableData {
	const removed = new Set<string>();
	const isKept = (path: YamlPath): boolean => !removed.has(JSON.stringify(path));
	return {
		current: () => copyKept(data, [], isKept),
		originalPath,
		valueAt: path => valueAt(data, path),
		isRemoved: path => !isKept(path),
		remove: path => removed.add(JSON.stringify(path)),
	};

	function originalPath(path: YamlPath): YamlPath {
		const original: (string | number)[] = [];
		for (const step of path) {
			const parent = valueAt(data, original);
			original.push(typeof step === 'number' && Array.isArray(parent) ? originalIndex(original, parent.length, step) : step);
		}
		return original;
	}

	function originalIndex(list: YamlPath, length: number, index: number): number {
		const kept = Array.from({ length }, (_, position) => position).filter(position => isKept([...list, position]));
		return kept[index] ?? index;
	}
}

function copyKept(value: unknown, path: YamlPath, isKept: (path: YamlPath) => boolean): unknown {
	if (!isKept(path)) return undefined;
	if (Array.isArray(value)) {
		const indexes = [...value.keys()].filter(index => isKept([...path, index]));
		return indexes.map(index => copyKept(value[index], [...path, index], isKept));
	}
	if (typeof value !== 'object' || value === null) return value;
	const entries = Object.entries(value).filter(([key]) => isKept([...path, key]));
	return Object.fromEntries(entries.map(([key, item]) => [key, copyKept(item, [...path, key], isKept)]));
}

function valueAt(data: unknown, path: YamlPath): unknown {
	return path.reduce(memberOf, data);
}
