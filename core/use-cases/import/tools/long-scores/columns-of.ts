import { scoreOf, wordOf } from '../../reading/json-values.ts';
import type { JsonObject } from '../../reading/json-values.ts';
import { writtenNumber } from '../../reading/written-number.ts';
import { ownValue } from '../../../../base/own-value.ts';

/** Which columns of a table with one score a row say what. */
export interface LongColumns {
	readonly case: string;
	readonly name: string;
	readonly value: string;
}

/** Names without case and separators, in order of preference. A bare `id` is the score's own. */
const known = {
	case: ['case', 'caseid', 'datasetitemid', 'exampleid', 'sampleid', 'itemid', 'testid', 'docid', 'questionid', 'traceid', 'runid'],
	name: ['name', 'metric', 'metricname', 'scorename', 'scorer', 'key'],
	value: ['value', 'score'],
} as const;

/**
 * The columns of a table with one score a row; undefined when the rows look like something else: a table of cases may have a name and
 * a value too, but then every row has a case of its own and most have another name.
 */
export async function columnsOf(rows: AsyncIterable<JsonObject>, caseColumn: string | undefined): Promise<LongColumns | undefined> {
	let columns: LongColumns | undefined;
	let rowCount = 0;
	const cases = new Set<string>();
	const names = new Set<string>();
	for await (const row of rows) {
		columns ??= named(Object.keys(row), caseColumn);
		if (columns === undefined) return undefined;
		rowCount++;
		cases.add(wordOf(ownValue(row, columns.case)));
		names.add(wordOf(ownValue(row, columns.name)));
	}
	const isLong = names.size < rowCount && (names.size === 1 || cases.size < rowCount);
	return isLong ? columns : undefined;
}

function named(keys: readonly string[], caseColumn: string | undefined): LongColumns | undefined {
	const plain = new Map(keys.map(key => [key.toLowerCase().replace(/[\s_-]+/g, ''), key]));
	const find = (place: keyof typeof known): string | undefined =>
		known[place].map(name => plain.get(name)).find(key => key !== undefined);
	const [name, value] = [find('name'), find('value')];
	const caseName = caseColumn !== undefined && keys.includes(caseColumn) ? caseColumn : find('case');
	return caseName === undefined || name === undefined || value === undefined ? undefined : { case: caseName, name, value };
}

/** One row as a score, or why it is none, as the middle of a sentence. */
export function scoreOfRow(
	row: JsonObject,
	columns: LongColumns,
	options: { readonly hasDecimalComma: boolean },
): { readonly case: string; readonly name: string; readonly value: number } | { readonly value: undefined; readonly why: string } {
	const [caseId, name] = [wordOf(ownValue(row, columns.case) ?? ''), wordOf(ownValue(row, columns.name) ?? '')];
	const value = scoreOf(ownValue(row, columns.value)) ?? writtenNumber(ownValue(row, columns.value), options);
	if (caseId === '') return { value: undefined, why: 'has no case' };
	if (name === '') return { value: undefined, why: 'does not name its metric' };
	return value === undefined ? { value, why: 'has no number' } : { case: caseId, name, value };
}
