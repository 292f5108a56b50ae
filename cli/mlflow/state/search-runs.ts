import { MlflowError } from '../mlflow-error.ts';
import { parseFilter, parseOrder } from './filter-words.ts';
import type { FilterField, FilterTerm } from './filter-words.ts';
import { latestPoint } from './tracking-state.ts';
import type { TrackedRun } from './tracking-state.ts';

/**
 * The runs that a filter of MLflow lets through, in its order; newest first by default.
 *
 * @throws MlflowError - when filter or order cannot be read.
 */
export function searchRuns(runs: readonly TrackedRun[], filter: string, orderBy: readonly string[]): readonly TrackedRun[] {
	const terms = parseFilter(filter);
	const orders = [...orderBy.map(parseOrder), { field: { group: 'attribute', key: 'start_time' } as const, isDescending: true }];
	return runs
		.filter(run => terms.every(term => holds(term, valueOf(run, term.field))))
		.sort((left, right) => {
			for (const { field, isDescending } of orders) {
				const order = compareValues(valueOf(left, field), valueOf(right, field), isDescending);
				if (order !== 0) return order;
			}
			return left.id < right.id ? -1 : 1;
		});
}

function valueOf(run: TrackedRun, { group, key }: FilterField): string | number | undefined {
	if (group === 'metric') return latestPoint(run.points.get(key) ?? [])?.value;
	if (group === 'param') return run.params.get(key);
	if (group === 'tag') return run.tags.get(key);
	const attributes: Readonly<Record<string, string | number | undefined>> = {
		run_id: run.id,
		run_name: run.name,
		'Run name': run.name,
		name: run.name,
		status: run.status,
		user_id: run.user,
		artifact_uri: `mlflow-artifacts:/${run.experiment}/${run.id}/artifacts`,
		start_time: run.startedAt,
		created: run.startedAt,
		end_time: run.endedAt,
	};
	if (!Object.hasOwn(attributes, key)) throw new MlflowError('INVALID_PARAMETER_VALUE', `Runs have no attribute “${key}”.`);
	return attributes[key];
}

/** A run without the value is not let through, whatever is compared. */
function holds({ comparator, values }: FilterTerm, actual: string | number | undefined): boolean {
	if (actual === undefined) return false;
	const [first = ''] = values;
	if (comparator === 'IN') return values.includes(String(actual));
	if (comparator === 'NOT IN') return !values.includes(String(actual));
	if (comparator === 'LIKE' || comparator === 'ILIKE') return likeness(first, comparator).test(String(actual));
	return isOrdered(actual, comparator, typeof actual === 'number' ? Number(first) : first);
}

function isOrdered(actual: string | number, comparator: string, wanted: string | number): boolean {
	if (comparator === '=') return actual === wanted;
	if (comparator === '!=') return actual !== wanted;
	if (comparator === '<') return actual < wanted;
	if (comparator === '<=') return actual <= wanted;
	return comparator === '>' ? actual > wanted : actual >= wanted;
}

/** `%` is any text and `_` any character, as in SQL. */
function likeness(pattern: string, comparator: 'LIKE' | 'ILIKE'): RegExp {
	const source = pattern
		.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
		.replace(/%+/g, '.*')
		.replaceAll('_', '.');
	return new RegExp(`^${source}$`, comparator === 'LIKE' ? 's' : 'is');
}

/** What is missing or not a number comes last, in either direction. */
function compareValues(left: string | number | undefined, right: string | number | undefined, isDescending: boolean): number {
	const [isLeftMissing, isRightMissing] = [isMissing(left), isMissing(right)];
	if (isLeftMissing || isRightMissing) return Number(isLeftMissing) - Number(isRightMissing);
	if (left === right || left === undefined || right === undefined) return 0;
	return left < right === isDescending ? 1 : -1;
}

function isMissing(value: string | number | undefined): boolean {
	return value === undefined || Number.isNaN(value);
}
