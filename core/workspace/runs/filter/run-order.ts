import { fail, succeed } from '../../../base/result.ts';
import type { Result } from '../../../base/result.ts';
import { runField } from './run-field.ts';
import type { RunField } from './run-field.ts';
import type { RunRecord } from '../../../formats/run/run-record.ts';

/** Orders two runs, as `Array.prototype.sort` wants it. */
export type RunOrder = (left: RunRecord, right: RunRecord) => number;

/** Why an order cannot be read. */
export interface RunOrderFailure {
	readonly kind: 'invalid-sort';
	readonly text: string;
	/** The part that names no field. */
	readonly field: string;
	readonly suggestion: string | undefined;
	readonly known: readonly string[];
}

/**
 * Reads an order for runs: fields separated by commas, `-` before a field for largest or newest first, as in
 * `variant,-metrics.test_pass_rate`. Runs without a value come last either way.
 */
export function parseRunOrder(text: string): Result<RunOrder, RunOrderFailure> {
	const orders: RunOrder[] = [];
	for (const part of text.split(',')) {
		const name = part.trim();
		const isDescending = name.startsWith('-');
		const field = runField(isDescending ? name.slice(1) : name);
		if (!('read' in field)) {
			return fail({ kind: 'invalid-sort', text, field: field.name, suggestion: field.suggestion, known: field.known });
		}
		orders.push(orderBy(field, isDescending ? -1 : 1));
	}
	return succeed((left, right) => {
		for (const order of orders) {
			const result = order(left, right);
			if (result !== 0) return result;
		}
		return 0;
	});
}

function orderBy(field: RunField, sign: 1 | -1): RunOrder {
	return (left, right) => {
		const [one, other] = [sortKey(field.read(left)), sortKey(field.read(right))];
		if (one === undefined || other === undefined) return Number(one === undefined) - Number(other === undefined);
		if (typeof one === 'number' && typeof other === 'number') return sign * (one - other);
		const [first, second] = [String(one), String(other)];
		return first < second ? -sign : first > second ? sign : 0;
	};
}

function sortKey(value: unknown): string | number | undefined {
	if (typeof value === 'number') return value;
	if (typeof value === 'string') return value;
	return typeof value === 'boolean' ? Number(value) : undefined;
}
