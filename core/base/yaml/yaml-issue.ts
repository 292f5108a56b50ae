import type { z } from 'zod';
import { memberOf } from '../member-of.ts';
import { redactSecrets } from '../secrets/redact-secrets.ts';
import { nearestWord } from '../text/nearest-word.ts';
import { coerceValue } from './coerce-value.ts';
import { expectationOf } from './expectation-of.ts';
import type { YamlPath } from './yaml-source.ts';

/** One thing a schema refuses, in the terms of the file. `path` leads to the value, or to the key that should not or should be there. */
export interface YamlIssue {
	readonly code: 'unknown-key' | 'wrong-value-type' | 'missing-required-key';
	readonly path: YamlPath;
	readonly message: string;
	/** YAML text of the key or value that was probably meant. */
	readonly replacement?: string | undefined;
}

/** What the issue is about: the data that was validated and the keys known beside the one in question. */
export interface IssueContext {
	/** Turns a path of the validated data, which may have lost parts, into one of the file. */
	readonly originalPath: (path: YamlPath) => YamlPath;
	readonly valueAt: (path: YamlPath) => unknown;
	readonly keysAt: (path: YamlPath) => Iterable<string>;
}

/** Says in words what zod found. One zod issue gives several when several keys are unknown. */
export function describeIssues(issue: z.core.$ZodIssue, context: IssueContext, parent: YamlPath = []): readonly YamlIssue[] {
	const validatedPath = [...parent, ...toYamlPath(issue.path)];
	const path = context.originalPath(validatedPath);
	if (issue.code === 'unrecognized_keys') return issue.keys.map(key => describeUnknownKey([...path, key], context));
	if (issue.code === 'invalid_union') {
		const branch = closestBranch(issue.errors);
		if (branch !== undefined) return branch.flatMap(inner => describeIssues(inner, context, validatedPath));
	}
	const value = context.valueAt(path);
	if (value === undefined) return [describeMissingKey(path)];
	return [{ code: 'wrong-value-type', path, message: describeWrongValue(issue, path, value), replacement: coerceValue(issue, value) }];
}

function describeUnknownKey(path: YamlPath, context: IssueContext): YamlIssue {
	const key = String(path.at(-1));
	const known = [...context.keysAt(path.slice(0, -1))];
	const suggestion = nearestWord(key, known);
	const advice =
		suggestion === undefined
			? `The keys here are ${known.join(', ')}. Names of your own start with “x-”.`
			: `Did you mean “${suggestion}”?`;
	const message = `“${key}” is not a known key here, so it has no effect. ${advice}`;
	// A key that is already there cannot be written twice.
	const isTaken = suggestion !== undefined && memberOf(context.valueAt(path.slice(0, -1)), suggestion) !== undefined;
	return { code: 'unknown-key', path, message, replacement: isTaken ? undefined : suggestion };
}

function describeMissingKey(path: YamlPath): YamlIssue {
	const key = String(path.at(-1) ?? '');
	const place = path.length > 1 ? `“${String(path.at(-2))}”` : 'This file';
	return {
		code: 'missing-required-key',
		path,
		message: `${place} needs “${key}”. Add “${key}:” with a value.`,
	};
}

function describeWrongValue(issue: z.core.$ZodIssue, path: YamlPath, value: unknown): string {
	const last = path.at(-1);
	const what = last === undefined ? 'This file' : typeof last === 'number' ? `Item ${last + 1} of “${String(path.at(-2))}”` : `“${last}”`;
	if (issue.code === 'custom' && typeof value === 'object') return `${what} does not fit here: ${expectationOf(issue)}.`;
	// What stands where the name of a secret belongs may be the secret.
	if (isNameOfSecret(issue)) return `${what} cannot hold the secret itself: ${expectationOf(issue)}.`;
	return `${what} cannot be ${printValue(value)}: ${expectationOf(issue)}.`;
}

function isNameOfSecret(issue: z.core.$ZodIssue): boolean {
	return issue.code === 'invalid_format' && issue.pattern?.startsWith('/^env:') === true;
}

/** The branch of a union the writer was at: one that fits the kind of value, or else one that lists what may be written. */
function closestBranch(branches: readonly (readonly z.core.$ZodIssue[])[]): readonly z.core.$ZodIssue[] | undefined {
	const shortestFirst = branches.toSorted((left, right) => left.length - right.length);
	return (
		shortestFirst.find(issues => issues.every(issue => issue.path.length > 0 || issue.code === 'unrecognized_keys')) ??
		shortestFirst.find(issues => issues.some(issue => issue.code === 'invalid_value'))
	);
}

function printValue(value: unknown): string {
	if (Array.isArray(value)) return 'a list';
	if (typeof value === 'object' && value !== null) return 'a group of keys';
	const text = redactSecrets(String(value));
	return `“${text.length > 40 ? `${text.slice(0, 40)}…` : text}”`;
}

function toYamlPath(path: readonly PropertyKey[]): YamlPath {
	return path.map(step => (typeof step === 'number' ? step : String(step)));
}
