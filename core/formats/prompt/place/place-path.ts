import type { WorkspacePath } from '../../../ports/file-store.ts';
import { matchesPattern, readPlace, readPlacePattern } from './place-pattern.ts';

/** A place inside a file where a prompt is written. */
export interface PlaceInsideFile {
	readonly file: WorkspacePath;
	/** A JSON path such as `$.librarian.system_prompt`. */
	readonly at: string;
}

/** The path under which the prompt at a place inside a file is known: `config/agents.yaml#$.librarian.system_prompt`. */
export function placePath({ file, at }: PlaceInsideFile): WorkspacePath {
	return `${file}#${at}`;
}

/** The place that a path names; undefined for the path of a whole file. */
export function openPlacePath(path: WorkspacePath): PlaceInsideFile | undefined {
	const position = path.indexOf('#$');
	if (position === -1 || !isHostEnding.test(path.slice(0, position))) return undefined;
	return { file: path.slice(0, position), at: path.slice(position + 1) };
}

/** The file on disk that a prompt is in: the path itself, unless it names a place inside a file. */
export function hostOf(path: WorkspacePath): WorkspacePath {
	return openPlacePath(path)?.file ?? path;
}

/** True when a pattern of stagemark.yaml names a place: `$.*.system_prompt` names `$.librarian.system_prompt`. */
export function namesPlace(pattern: string, at: string): boolean {
	const [steps, wanted] = [readPlace(at), readPlacePattern(pattern)];
	return steps !== undefined && wanted !== undefined && matchesPattern(steps, wanted);
}

/** The glob of files and the pattern of places that a key is put together from, as by `placePath`; the pattern is undefined for a glob alone. */
export function splitPlaceGlob(key: string): readonly [glob: string, at: string | undefined] {
	const position = key.indexOf('#$');
	return position === -1 ? [key, undefined] : [key.slice(0, position), key.slice(position + 1)];
}

/** Files whose values can be prompts. */
const isHostEnding = /\.(?:ya?ml|json)$/i;
