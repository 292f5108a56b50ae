import { isScalar } from 'yaml';
import type { Scalar } from 'yaml';
import type { YamlParser } from '../../../base/yaml/remember-yaml.ts';
import type { YamlPath, YamlSource } from '../../../base/yaml/yaml-source.ts';
import { alignScalar } from './align-scalar.ts';
import type { PlacedText, Quoting } from './placed-text.ts';
import { matchesPattern, readPlace, readPlacePattern, writePlace } from './place-pattern.ts';

/** The places of a YAML or JSON file that hold text and that a JSON path names, in the order of the file. None where it cannot be read. */
export function placesInYaml(text: string, at: string, parse: YamlParser): readonly string[] {
	const pattern = readPlacePattern(at);
	if (pattern === undefined) return [];
	const { value } = parse(text);
	return textsIn(value, [])
		.filter(steps => matchesPattern(steps, pattern))
		.slice(0, mostPlaces)
		.map(writePlace);
}

/** More are data and not prompts. */
const mostPlaces = 1000;

/** The text at a place of a YAML or JSON file; undefined where there is none. */
export function readYamlPlace(text: string, at: string, parse: YamlParser): PlacedText | undefined {
	const steps = readPlace(at);
	return steps && textOfScalar(parse(text), steps);
}

function textOfScalar(source: YamlSource, steps: YamlPath): PlacedText | undefined {
	const node = source.nodeAt(steps);
	if (!isScalar(node) || typeof node.value !== 'string' || !node.range) return undefined;
	const [start, end] = node.range;
	const written = source.text.slice(start, end);
	const quoting = quotingOf(node);
	const range = { start: start + contentStart(node, written), end: isQuoted(quoting) ? end - 1 : end };
	const pieces = alignScalar({ source: source.text, range, quoting, value: node.value });
	// A text that cannot be brought together with its source is one place.
	return { text: node.value, quoting, pieces: pieces ?? [[node.value.length, start, end - start]] };
}

function contentStart({ type }: Scalar, written: string): number {
	if (type === 'BLOCK_LITERAL' || type === 'BLOCK_FOLDED') return written.indexOf('\n') + 1;
	return type === 'QUOTE_DOUBLE' || type === 'QUOTE_SINGLE' ? 1 : 0;
}

function quotingOf({ type }: Scalar): Quoting {
	if (type === 'QUOTE_DOUBLE') return 'double';
	if (type === 'QUOTE_SINGLE') return 'single';
	return type === 'BLOCK_LITERAL' || type === 'BLOCK_FOLDED' ? 'block' : 'plain';
}

function isQuoted(quoting: Quoting): boolean {
	return quoting === 'double' || quoting === 'single';
}

function textsIn(value: unknown, steps: YamlPath): readonly YamlPath[] {
	if (typeof value === 'string') return [steps];
	if (typeof value !== 'object' || value === null || steps.length >= deepest) return [];
	const entries: readonly (readonly [string | number, unknown])[] = Array.isArray(value)
		? value.map((item: unknown, index) => [index, item] as const)
		: Object.entries(value);
	return entries.flatMap(([key, inner]) => textsIn(inner, [...steps, key]));
}

const deepest = 24;
