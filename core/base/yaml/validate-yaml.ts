import type { z } from 'zod';
import type { Problem } from '../problem.ts';
import type { TextRange } from '../text/text-range.ts';
import { createPrunableData } from './prunable-data.ts';
import type { PrunableData } from './prunable-data.ts';
import { schemaKeysAt } from './schema-keys.ts';
import { describeIssues } from './yaml-issue.ts';
import type { IssueContext, YamlIssue } from './yaml-issue.ts';
import type { YamlPath, YamlSource } from './yaml-source.ts';
import { safeParseWhole } from '../safe-parse-whole.ts';

/** Each round takes out at least one value; a file that needs more rounds has nothing left worth keeping. */
const maximumRounds = 20;

/**
 * Checks a YAML text against a schema. What does not fit is reported on the words themselves and taken out, so that the rest
 * of the value survives; `value` is undefined only when nothing usable is left.
 *
 * A key without a value (`model:`) counts as not written. Keys `x-…`, `ext` and `metadata` are never unknown; they are kept
 * out of `value` where the schema does not name them. In a text that could not be read to its end nothing is reported:
 * what seems to be missing may be there.
 */
export function validateYaml<Schema extends z.ZodType>(
	source: YamlSource,
	schema: Schema,
): { readonly value: z.output<Schema> | undefined; readonly problems: readonly Problem[] } {
	const data = createPrunableData(source.value ?? {});
	const issues: Issues = { byPath: new Map(), above: new Set() };
	const context: IssueContext = {
		originalPath: path => data.originalPath(path),
		valueAt: path => (data.isRemoved(path) ? undefined : data.valueAt(path)),
		keysAt: path => schemaKeysAt(schema, path).keys(),
	};
	let value: z.output<Schema> | undefined;
	for (let round = 0; round < maximumRounds && !data.isRemoved([]); round++) {
		const outcome = safeParseWhole(schema, data.current());
		if (outcome.success) {
			value = outcome.data;
			break;
		}
		for (const issue of outcome.error.issues.flatMap(found => describeIssues(found, context))) settle(issue, data, issues);
	}
	const problems = source.isComplete ? [...issues.byPath.values()].map(issue => toProblem(issue, source)) : [];
	return { value, problems: oncePerPlace(problems).toSorted((left, right) => left.range.start - right.range.start) };
}

/** What was noted so far, by the text of its path. */
interface Issues {
	readonly byPath: Map<string, YamlIssue>;
	/** The paths above those. */
	readonly above: Set<string>;
}

/** What several aliases name is written once, so it is wrong once. */
function oncePerPlace(problems: readonly Problem[]): readonly Problem[] {
	const known = new Map(problems.map(problem => [JSON.stringify([problem.code, problem.range, problem.message]), problem]));
	return [...known.values()];
}

/** Takes out what an issue is about and notes the issue, unless it only follows from one that is noted already. */
function settle(issue: YamlIssue, data: PrunableData, issues: Issues): void {
	const { path } = issue;
	const id = JSON.stringify(path);
	const parent = path.slice(0, -1);
	if (issue.code === 'missing-required-key') {
		// A value that was wrong is missing from the second round on; that was said in the first.
		if (!issues.byPath.has(id)) note(issue, issues);
		data.remove(parent);
		return;
	}
	data.remove(path);
	const isEmpty = data.valueAt(path) === null;
	// A value that lost a part in an earlier round may no longer fit for want of it.
	if (issues.above.has(id)) return;
	if (!isEmpty && !(issue.code === 'unknown-key' && isExtension(path))) note(issue, issues);
}

function note(issue: YamlIssue, issues: Issues): void {
	issues.byPath.set(JSON.stringify(issue.path), issue);
	for (let length = 0; length < issue.path.length; length++) issues.above.add(JSON.stringify(issue.path.slice(0, length)));
}

function isExtension(path: YamlPath): boolean {
	const key = String(path.at(-1));
	return key.startsWith('x-') || key === 'ext' || key === 'metadata';
}

function toProblem(issue: YamlIssue, source: YamlSource): Problem {
	const { code, message, replacement } = issue;
	const range = rangeOfIssue(issue, source);
	return { code, message, range, repair: replacement === undefined ? undefined : { range, newText: replacement } };
}

/** What is not there is shown on the key it should stand below, or on the first line. */
function rangeOfIssue({ code, path }: YamlIssue, source: YamlSource): TextRange {
	const range = source.rangeOf(path, code === 'wrong-value-type' ? 'value' : 'key');
	const parent = path.slice(0, -1);
	// A path that leads to nothing gives the range of what is above it.
	const isAbsent = code === 'missing-required-key' && range.start === source.rangeOf(parent, 'value').start;
	return firstLine(isAbsent ? source.rangeOf(parent, 'key') : range, source);
}

function firstLine({ start, end }: TextRange, { text, offset }: YamlSource): TextRange {
	const lineEnd = text.slice(start - offset, end - offset).search(/[\r\n]/);
	return { start, end: lineEnd === -1 ? end : start + lineEnd };
}
