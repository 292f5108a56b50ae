import { z } from 'zod';
import { setOwnValue } from './set-own-value.ts';

/** What the schema library sees in place of the name that it drops from every record. Nobody writes a name with this character. */
const standIn = '__proto__\uFFFE';

/** Values below this level are of no schema of ours, and the library passes them on as they are. */
const deepest = 8;

/**
 * As `schema.safeParse`, and an entry of a record under the name `__proto__` is checked and kept like any other. The library leaves it out
 * without a word, so a metric of that name would be recorded as never measured.
 */
export function safeParseWhole<Schema extends z.ZodType>(
	schema: Schema,
	value: unknown,
): { readonly success: true; readonly data: z.output<Schema> } | { readonly success: false; readonly error: z.ZodError } {
	const renamed = renameKeys(value, '__proto__', standIn);
	if (renamed === value) return schema.safeParse(value);
	const outcome = schema.safeParse(renamed);
	if (!outcome.success) {
		const asWritten = (step: PropertyKey): PropertyKey => (step === standIn ? '__proto__' : step);
		const issues = outcome.error.issues.map(issue => ({ ...issue, path: issue.path.map(asWritten) }));
		return { ...outcome, error: new z.ZodError(issues) };
	}
	// The same value under the same names; only the schema says its type.
	return { ...outcome, data: renameKeys(outcome.data, standIn, '__proto__') as z.output<Schema> };
}

/** The value with a key under another name, the very same where it has no such key. */
function renameKeys(value: unknown, from: string, to: string, depth = 0): unknown {
	if (typeof value !== 'object' || value === null || depth > deepest) return value;
	if (Array.isArray(value)) {
		const members: readonly unknown[] = value;
		const renamed = members.map(member => renameKeys(member, from, to, depth + 1));
		return renamed.some((member, index) => member !== members[index]) ? renamed : members;
	}
	const entries = Object.entries(value).map(([key, member]): [string, unknown, unknown] => [
		key,
		member,
		renameKeys(member, from, to, depth + 1),
	]);
	if (entries.every(([key, before, after]) => key !== from && before === after)) return value;
	const renamed: Record<string, unknown> = {};
	for (const [key, , member] of entries) setOwnValue(renamed, key === from ? to : key, member);
	return renamed;
}
