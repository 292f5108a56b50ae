import type { Sample } from './sample.ts';
import { ownValue } from '../../base/own-value.ts';

/** Fields of a sample that say what happened in the run; they are not properties of the case. */
const fieldsOfRun: ReadonlySet<string> = new Set(['case', 'output', 'scores', 'latency_ms', 'cost_usd', 'error', 'expected', 'reason']);

/**
 * What a sample says of its case under a name: one of its tags, a field of its own, or an entry of its metadata or of its input, whichever
 * has it first. A list, such as tags that are words, gives several values; nothing gives none.
 */
export function labelsOfSample(sample: Sample, name: string): readonly string[] {
	const { tags, metadata } = sample as Readonly<Record<string, unknown>>;
	const own = fieldsOfRun.has(name) ? undefined : ownValue(sample as Readonly<Record<string, unknown>>, name);
	for (const value of [entryOf(tags, name), own, entryOf(metadata, name), entryOf(sample.input, name)]) {
		const labels = labelsOfValue(value);
		if (labels.length > 0) return labels;
	}
	return [];
}

/** The names under which a sample says anything that `labelsOfSample` can give. */
export function labelNamesOfSample(sample: Sample): readonly string[] {
	const { tags, metadata } = sample as Readonly<Record<string, unknown>>;
	const names = [tags, metadata, sample.input].flatMap(map => (isMap(map) ? Object.keys(map) : []));
	return [...new Set([...names, ...Object.keys(sample)])].filter(name => labelsOfSample(sample, name).length > 0);
}

/** A word, a number, a truth value, or a list of them, as text; nothing for anything else. Blanks at the ends do not count. */
export function labelsOfValue(value: unknown): readonly string[] {
	if (Array.isArray(value)) return [...new Set(value.flatMap(each => (Array.isArray(each) ? [] : labelsOfValue(each))))];
	if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') return [];
	const text = String(value).trim();
	return text === '' ? [] : [text];
}

function entryOf(map: unknown, name: string): unknown {
	return isMap(map) && Object.hasOwn(map, name) ? map[name] : undefined;
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
