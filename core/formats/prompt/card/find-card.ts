import { isMap } from 'yaml';
import { memberOf } from '../../../base/member-of.ts';
import type { YamlParser } from '../../../base/yaml/remember-yaml.ts';
import type { YamlPath, YamlSource } from '../../../base/yaml/yaml-source.ts';
import type { WorkspacePath } from '../../../ports/file-store.ts';
import { configPath } from '../../config-path.ts';
import { placePath } from '../place/place-path.ts';
import type { PlaceInsideFile } from '../place/place-path.ts';
import { readPlace, writePlace } from '../place/place-pattern.ts';
import { cardPathOf } from './card-path.ts';

/** A card that is a part of a file. */
export interface CardInFile {
	readonly path: WorkspacePath;
	/** Where its map is: the keys to it. */
	readonly steps: YamlPath;
	/** Offset of its first character in the file. */
	readonly start: number;
	readonly text: string;
}

/** Gives the text of a file; undefined for one that is not there or is no text. */
export type TextOf = (path: WorkspacePath) => string | undefined;

/**
 * The card of a prompt inside a file: what the card beside the file has below `prompts` for its place, else what stagemark.yaml has below
 * `cards` for its path. Undefined when neither has a map.
 */
export function findCardOfPlace(place: PlaceInsideFile, textOf: TextOf, parse: YamlParser): CardInFile | undefined {
	const beside = { path: cardPathOf(place.file), list: 'prompts', name: place.at };
	return findIn(beside, textOf, parse) ?? findIn({ path: configPath, list: 'cards', name: placePath(place) }, textOf, parse);
}

interface ListOfCards {
	readonly path: WorkspacePath;
	/** The key of the map that has them. */
	readonly list: string;
	readonly name: string;
}

function findIn({ path, list, name }: ListOfCards, textOf: TextOf, parse: YamlParser): CardInFile | undefined {
	const text = textOf(path);
	if (text?.includes(list) !== true) return undefined;
	const source = parse(text);
	const key = Object.keys(Object(memberOf(source.value, list)) as object).find(each => each === name || isSamePlace(each, name));
	const steps = [list, key ?? name];
	const node = source.nodeAt(steps);
	if (key === undefined || !isMap(node)) return undefined;
	const { start, end } = rangeOfMap(source, steps, node.flow === true);
	return { path, steps, start, text: text.slice(start, end) };
}

/** A place may be written in several ways. */
function isSamePlace(written: string, at: string): boolean {
	const steps = readPlace(written);
	return steps !== undefined && writePlace(steps) === at;
}

/** A map on lines of its own begins with its first line, whose indentation the others have, too. */
function rangeOfMap(source: YamlSource, steps: YamlPath, isFlow: boolean): { readonly start: number; readonly end: number } {
	const { start, end } = source.rangeOf(steps, 'value');
	return { start: isFlow ? start : source.text.lastIndexOf('\n', start) + 1, end };
}
