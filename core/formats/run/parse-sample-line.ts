import type { z } from 'zod';
import { fail, succeed } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { sampleSchema } from './sample.ts';
import type { Sample } from './sample.ts';
import { trimEndOf } from '../../base/text/trim-end-of.ts';
import { safeParseWhole } from '../../base/safe-parse-whole.ts';

/** Why a line is no sample. */
export interface SampleLineFailure {
	/** What, why, what to do. */
	readonly message: string;
	/** True when the line looks cut off: every character is fine, and then it ends. */
	readonly isTruncated: boolean;
}

/** Words that Python and JavaScript print for numbers JSON has no word for. */
const notANumber = /^[-+]?(?:NaN|Infinity|inf|nan)$/;

/** Reads one line of samples.jsonl. */
export function parseSampleLine(text: string): Result<Sample, SampleLineFailure> {
	const data = readJson(text);
	if (!data.ok) return data;
	const parsed = safeParseWhole(sampleSchema, data.value);
	if (parsed.success) return succeed(parsed.data);
	const issue = parsed.error.issues[0];
	return fail({ message: issue === undefined ? 'This line is not a sample.' : describe(issue, data.value), isTruncated: false });
}

function readJson(text: string): Result<unknown, SampleLineFailure> {
	try {
		const value: unknown = JSON.parse(text);
		return succeed(value);
	} catch {
		const word = withoutStrings(text)
			.split(/[[\]{}:,]/)
			.map(value => value.trim())
			.find(value => notANumber.test(value));
		if (word !== undefined) {
			return fail({
				message: `${word} is neither a number nor JSON, so it cannot be averaged. Omit the score, or put the reason into "error".`,
				isTruncated: false,
			});
		}
		return fail({
			message: 'This line is not JSON, so its case is left out. Write every line as one JSON object without line breaks.',
			isTruncated: isCutOff(text),
		});
	}
}

/** The line with the contents of its strings blanked, so that words inside them are not taken for values. */
function withoutStrings(text: string): string {
	return text.replace(/"(?:[^"\\]|\\[^])*\\?(?:"|$)/g, string => (isClosed(string) ? '""' : string));
}

/** A pattern that takes a string without its end for a string too reads each text once; this tells the two apart. */
function isClosed(string: string): boolean {
	const end = string.length - 1;
	const slashes = end - trimEndOf(string.slice(0, end), '\\').length;
	return end > 0 && string.endsWith('"') && slashes % 2 === 0;
}

/** True when a JSON object opens here and is never closed. */
function isCutOff(text: string): boolean {
	if (!text.trimStart().startsWith('{')) return false;
	const rest = withoutStrings(text);
	const isInsideString = rest.replaceAll('""', '').includes('"');
	return isInsideString || count(rest, '{') > count(rest, '}');
}

function count(text: string, character: string): number {
	return text.split(character).length - 1;
}

function describe(issue: z.core.$ZodIssue, line: unknown): string {
	const [key, name] = issue.path;
	const value = valueAt(line, issue.path);
	switch (key) {
		case undefined:
			return 'This line is not a JSON object. Write one object per line, with at least "case" and "scores".';
		case 'case':
			return value === undefined
				? 'This line does not name a case, so comparisons cannot use it. Add "case" with the id of the dataset row.'
				: `The case id is ${kindOf(value)}. Cases are matched by id, so it must be text or a number.`;
		case 'scores':
			return name === undefined
				? `"scores" is ${kindOf(value)}. It must be an object of metric names and numbers.`
				: `The score ${JSON.stringify(String(name))} is ${kindOf(value)}. A mean needs numbers, so write a number, true or false, or omit the score.`;
		default:
			return `"${String(key)}" is ${kindOf(value)}. ${expectation(String(key))}`;
	}
}

function expectation(key: string): string {
	switch (key) {
		case 'latency_ms':
		case 'cost_usd':
			return 'It must be a number of at least 0. Omit it if it is unknown.';
		case 'error':
			return 'It must be the message of the error, an object with “kind”, “detail” and “message”, or null.';
		default:
			return 'It must be text or a number.';
	}
}

function valueAt(data: unknown, path: readonly PropertyKey[]): unknown {
	let value = data;
	for (const key of path) {
		if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
		value = Object.getOwnPropertyDescriptor(value, key)?.value;
	}
	return value;
}

/** What a value is, in words: `the text "high"`, `null`, `a list`. */
function kindOf(value: unknown): string {
	if (value === undefined) return 'missing';
	if (value === null) return 'null';
	if (Array.isArray(value)) return 'a list';
	if (typeof value === 'string') return `the text ${JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value)}`;
	if (typeof value === 'number') return Number.isFinite(value) ? `the number ${value}` : 'a number too large to calculate with';
	return typeof value === 'boolean' ? String(value) : 'an object';
}
