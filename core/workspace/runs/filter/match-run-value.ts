export type ComparisonOperator = '=' | '!=' | '<' | '<=' | '>' | '>=';

/** What a filter compares a field with. */
export type Literal = string | number | boolean | null;

/**
 * Compares the value of a run's field with a literal. A field that is missing or null equals `null` and matches nothing else, so
 * that `variant != v1` does not find runs that have no variant. Texts are ordered by character, which orders ISO dates by time.
 */
export function matchesValue(value: unknown, operator: ComparisonOperator, literal: Literal): boolean {
	if (value === undefined || value === null || literal === null) {
		const isEqual = (value ?? null) === literal;
		return operator === '=' ? isEqual : operator === '!=' && literal === null && !isEqual;
	}
	const order = compare(value, literal);
	return order === undefined ? operator === '!=' : holds[operator](order);
}

const holds: Readonly<Record<ComparisonOperator, (order: number) => boolean>> = {
	'=': order => order === 0,
	'!=': order => order !== 0,
	'<': order => order < 0,
	'<=': order => order <= 0,
	'>': order => order > 0,
	'>=': order => order >= 0,
};

/** Negative, 0 or positive; undefined when the two have no order, as with a list and a number. */
function compare(value: unknown, literal: string | number | boolean): number | undefined {
	if (typeof value === 'number' && typeof literal === 'number') return value - literal;
	if (typeof value === 'boolean' || typeof literal === 'boolean') return value === literal ? 0 : undefined;
	if (typeof value !== 'string' && typeof value !== 'number') return undefined;
	// A variant called "2" is written 2 in a filter, where it reads as a number.
	const [left, right] = [String(value), String(literal)];
	return left < right ? -1 : Number(left > right);
}
