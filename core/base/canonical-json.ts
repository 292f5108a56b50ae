/**
 * The one JSON text of a value, so that equal values have equal digests: keys sorted by UTF-16 code units, no white space,
 * numbers and strings as ECMAScript prints them.
 *
 * Only what JSON can hold counts: a member that is `undefined` or a function is left out, in a list it becomes `null`, and so do NaN and the
 * infinities, as with `JSON.stringify`. Where RFC 8785 asks for an error (lone surrogates) the escaped form is printed,
 * because text that users wrote must never make this throw.
 *
 * Source: RFC 8785, JSON Canonicalization Scheme.
 */
export function canonicalJson(value: unknown): string {
	if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
	if (!isRecord(value)) return printScalar(value);
	const members = Object.entries(value)
		.filter(([, member]) => isPrintable(member))
		.sort(([left], [right]) => byCodeUnits(left, right))
		.map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`);
	return `{${members.join(',')}}`;
}

function printScalar(value: unknown): string {
	return isPrintable(value) ? JSON.stringify(value) : 'null';
}

function isPrintable(value: unknown): boolean {
	return value !== undefined && typeof value !== 'function' && typeof value !== 'symbol';
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
	return typeof value === 'object' && value !== null;
}

/** The order of RFC 8785, which `localeCompare` is not. */
function byCodeUnits(left: string, right: string): number {
	return left < right ? -1 : left > right ? 1 : 0;
}
