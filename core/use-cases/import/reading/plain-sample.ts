import type { ImportNotes } from '../import-notes.ts';
import type { ImportedSample } from '../imported-sample.ts';
import { flatten, nonNegativeOf, objectOf, scoreOf, textOf, wordOf } from './json-values.ts';
import type { JsonObject } from './json-values.ts';
import { withoutUndefined } from '../../../base/without-undefined.ts';

/** Names under which evaluations keep what a sample has a place for, in order of preference. */
const names = {
	case: ['case', 'case_id', 'id', 'example_id', 'sample_id', 'test_id', 'doc_id', 'question_id'],
	input: ['input', 'inputs', 'question', 'query', 'prompt'],
	output: ['output', 'outputs', 'answer', 'response', 'prediction', 'completion'],
	expected: ['expected', 'target', 'reference', 'ground_truth', 'expected_output'],
	error: ['error', 'error_message'],
	group: ['group', 'cluster'],
	latency: ['latency_ms', 'latencyMs'],
	cost: ['cost_usd', 'costUsd', 'cost'],
} as const;

/** True when the names of one line or of a header can be those of cases: an id, and something that may be a score. */
export function looksLikeSamples(keys: readonly string[]): boolean {
	const known = new Set<string>(Object.values(names).flat());
	return names.case.some(name => keys.includes(name)) && keys.some(key => key === 'scores' || key === 'metrics' || !known.has(key));
}

/**
 * One line of a plain file as a sample: what has one of the usual names gets its place, and every other number or truth value is a
 * score. Undefined for a line without a case.
 */
export function plainSample(line: JsonObject, notes: ImportNotes): ImportedSample | undefined {
	const taken = new Set<string>();
	const pick = (place: keyof typeof names, as: string): unknown => {
		const key = names[place].find(name => Object.hasOwn(line, name) && line[name] !== '' && line[name] !== null);
		if (key === undefined) return undefined;
		taken.add(key);
		notes.keep(key, as);
		return line[key];
	};
	const caseId = pick('case', 'case');
	if (caseId === undefined) return undefined;
	const sample = {
		case: wordOf(caseId),
		input: pick('input', 'input'),
		output: pick('output', 'output'),
		expected: pick('expected', 'expected'),
		error: errorText(pick('error', 'error')),
		group: groupText(pick('group', 'group')),
		latency_ms: nonNegativeOf(pick('latency', 'latency_ms')),
		cost_usd: nonNegativeOf(pick('cost', 'cost_usd')),
	};
	return withoutUndefined({ ...sample, scores: scoresOf(line, taken, notes) });
}

function scoresOf(line: JsonObject, taken: ReadonlySet<string>, notes: ImportNotes): Record<string, number> {
	const scores: Record<string, number> = {};
	const named = { ...objectOf(line['scores']), ...objectOf(line['metrics']) };
	const others = Object.fromEntries(Object.entries(line).filter(([key]) => !taken.has(key) && key !== 'scores' && key !== 'metrics'));
	for (const [key, value] of Object.entries({ ...flatten(others), ...flatten(named) })) {
		const score = scoreOf(value) ?? truthOf(value);
		if (score !== undefined) {
			scores[key] = score;
			notes.keep(key, `scores.${key}`);
		} else if (value !== null && value !== '')
			notes.drop(key, 'it is neither a number nor a truth value, and its name is not a usual one');
	}
	return scores;
}

/** How tables write truth values. */
function truthOf(value: unknown): number | undefined {
	const word = textOf(value)?.toLowerCase();
	if (word === 'true' || word === 'pass' || word === 'passed') return 1;
	return word === 'false' || word === 'fail' || word === 'failed' ? 0 : undefined;
}

function errorText(value: unknown): string | undefined {
	return value === undefined || value === false ? undefined : wordOf(value);
}

function groupText(value: unknown): string | undefined {
	return value === undefined ? undefined : wordOf(value);
}
