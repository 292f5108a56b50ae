import type { ImportNotes } from '../import-notes.ts';
import type { ImportedSample } from '../imported-sample.ts';
import { flatten, objectOf, scoreOf, textOf, wordOf } from './json-values.ts';
import type { JsonObject } from './json-values.ts';
import { namedScores } from './named-scores.ts';
import { writtenNumber } from './written-number.ts';
import { withoutUndefined } from '../../../base/without-undefined.ts';
import { ownValue } from '../../../base/own-value.ts';
import { setOwnValue } from '../../../base/set-own-value.ts';

/** Names under which evaluations keep what a sample has a place for, in order of preference; see `plainName`. */
const names = {
	case: [
		...['case', 'case_id', 'id', 'example_id', 'sample_id', 'test_id', 'doc_id', 'question_id', 'line_number'],
		// The index that pandas writes.
		...['index', 'unnamed:_0', ''],
	],
	input: ['input', 'inputs', 'question', 'query', 'prompt'],
	output: ['output', 'outputs', 'answer', 'response', 'prediction', 'completion', 'actual_output', 'actualoutput'],
	expected: ['expected', 'target', 'reference', 'ground_truth', 'expected_output', 'expectedoutput'],
	error: ['error', 'error_message'],
	group: ['group', 'cluster'],
	latency: ['latency_ms', 'latencyms'],
	cost: ['cost_usd', 'costusd', 'cost'],
} as const;

/** How the rows of one file are to be read. */
export interface RowReading {
	/** The column that names the case, where the user says so; `#row` is the number of the row. */
	readonly caseColumn?: string | undefined;
	/** Columns that say what kind of case it is: they become tags, whatever they hold. */
	readonly labelColumns?: readonly string[] | undefined;
	/** See `writtenNumber`; false by default. */
	readonly hasDecimalComma?: boolean;
}

/** Takes the number of the row for its case. */
export const rowNumberColumn = '#row';

/** True when the names of one line or of a header can be those of cases: an id, and something that may be a score. */
export function looksLikeSamples(keys: readonly string[], caseColumn?: string): boolean {
	const plain = keys.map(plainName);
	const known = new Set<string>(Object.values(names).flat());
	const hasCase = caseColumn === undefined ? names.case.some(name => plain.includes(name)) : isColumn(caseColumn, keys);
	const isTelling = (key: string): boolean => scoreLists.includes(key) || isErrorName(key) || !known.has(key);
	return hasCase && plain.some(isTelling);
}

function isErrorName(name: string): boolean {
	return names.error.some(each => each === name);
}

function isColumn(caseColumn: string, keys: readonly string[]): boolean {
	return caseColumn === rowNumberColumn || keys.includes(caseColumn);
}

/**
 * One line of a plain file as a sample: what has one of the usual names gets its place, and every other number or truth value is a
 * score. Undefined for a line without a case.
 *
 * @param row - Its number, from 1; and how the file is read.
 */
export function plainSample(
	line: JsonObject,
	notes: ImportNotes,
	row: RowReading & { readonly number: number },
): ImportedSample | undefined {
	const keys = new Map(Object.keys(line).map(key => [plainName(key), key]));
	const taken = new Set<string>();
	const take = (key: string, as: string): unknown => {
		taken.add(key);
		notes.keep(key, as);
		return ownValue(line, key);
	};
	const pick = (place: keyof typeof names, as: string): unknown => {
		const key = names[place]
			.map(name => keys.get(name))
			.find(name => name !== undefined && isFilled(ownValue(line, name)) && !taken.has(name));
		return key === undefined ? undefined : take(key, as);
	};
	const caseId = caseOf(line, row, { take, pick });
	if (caseId === undefined) return undefined;
	const amount = (value: unknown): number | undefined => {
		const number = writtenNumber(value, { hasDecimalComma: row.hasDecimalComma === true });
		return number !== undefined && number >= 0 ? number : undefined;
	};
	const sample = {
		case: wordOf(caseId),
		tags: tagsOf(line, row.labelColumns ?? [], take),
		input: pick('input', 'input'),
		output: pick('output', 'output'),
		expected: pick('expected', 'expected'),
		error: errorText(pick('error', 'error')),
		group: groupText(pick('group', 'group')),
		latency_ms: amount(pick('latency', 'latency_ms')),
		cost_usd: amount(pick('cost', 'cost_usd')),
	};
	return withoutUndefined({ ...sample, scores: scoresOf(line, { taken, row }, notes) });
}

/** Labels stand in columns of their own, or one level down where a line keeps its tags or its metadata. */
function tagsOf(
	line: JsonObject,
	columns: readonly string[],
	take: (key: string, as: string) => unknown,
): Readonly<Record<string, unknown>> | undefined {
	const found = columns.flatMap(column => {
		if (isFilled(ownValue(line, column))) return [[column, take(column, `tags.${column}`)] as const];
		const inner = ['tags', 'metadata'].find(key => isFilled(ownValue(objectOf(ownValue(line, key)), column)));
		if (inner === undefined) return [];
		take(`${inner}.${column}`, `tags.${column}`);
		return [[column, ownValue(objectOf(ownValue(line, inner)), column)] as const];
	});
	return found.length === 0 ? undefined : Object.fromEntries(found);
}

function caseOf(
	line: JsonObject,
	{ caseColumn, number }: RowReading & { readonly number: number },
	find: { readonly take: (key: string, as: string) => unknown; readonly pick: (place: 'case', as: string) => unknown },
): unknown {
	if (caseColumn === undefined) return find.pick('case', 'case');
	if (caseColumn === rowNumberColumn) return String(number);
	return isFilled(ownValue(line, caseColumn)) ? find.take(caseColumn, 'case') : undefined;
}

/** Lists or maps that hold scores, however the rest of the line is called. */
const scoreLists = ['scores', 'metrics', 'metricsdata'];

function scoresOf(
	line: JsonObject,
	{ taken, row }: { readonly taken: ReadonlySet<string>; readonly row: RowReading },
	notes: ImportNotes,
): Record<string, number> {
	const scores: Record<string, number> = {};
	const isScoreList = (key: string): boolean => scoreLists.includes(plainName(key));
	const listed = Object.entries(line).filter(([key]) => !taken.has(key) && isScoreList(key));
	const named: JsonObject = Object.fromEntries(listed.flatMap(([, value]) => Object.entries(namedScores(value) ?? objectOf(value))));
	const others = Object.fromEntries(Object.entries(line).filter(([key]) => !taken.has(key) && !isScoreList(key)));
	for (const [key, value] of Object.entries({ ...flatten(others), ...flatten(named) })) {
		if (taken.has(key)) continue;
		const score = scoreOf(value) ?? truthOf(value) ?? writtenNumber(value, { hasDecimalComma: row.hasDecimalComma === true });
		if (score !== undefined) {
			setOwnValue(scores, key, score);
			notes.keep(key, `scores.${key}`);
		} else if (value === null && Object.hasOwn(named, key)) notes.drop(key, 'it is null, and a mean needs numbers');
		else if (value !== null && value !== '')
			notes.drop(key, 'it is neither a number nor a truth value, and its name is not a usual one');
	}
	return scores;
}

/** A name without case, blanks and hyphens: `Case ID` is `case_id`. */
function plainName(name: string): string {
	return name
		.trim()
		.toLowerCase()
		.replace(/[\s-]+/g, '_');
}

function isFilled(value: unknown): boolean {
	return value !== undefined && value !== '' && value !== null;
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
