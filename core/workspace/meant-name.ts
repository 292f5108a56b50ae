import { nearestWord } from '../base/text/nearest-word.ts';

/**
 * The name that was probably meant by one that nothing has: that of the file, when a path was written, else the closest
 * name; undefined when nothing comes close.
 */
export function meantName(written: string, files: Iterable<{ readonly name: string; readonly path: string }>): string | undefined {
	const names = new Set<string>();
	for (const { name, path } of files) {
		if (path === written) return name;
		names.add(name);
	}
	return nearestWord(written, [...names]);
}
