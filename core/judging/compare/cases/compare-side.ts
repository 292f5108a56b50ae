import type { Feedback } from '../../../formats/run/feedback.ts';
import type { RunRecord } from '../../../formats/run/run-record.ts';
import type { Sample } from '../../../formats/run/sample.ts';
import type { ComparisonSide } from '../comparison.ts';
import { countErrors } from '../errors/count-errors.ts';
import { datesOf } from '../factors/compare-dates.ts';
import type { FactorValue } from '../factors/side-factors.ts';
import { describeJudge, describeScorer, endpointOf, printValue, responseModelOf, shortHash } from '../factors/side-factors.ts';

/** One run with its per-case results; none when it has no samples.jsonl. */
export interface RunWithSamples {
	readonly record: RunRecord;
	readonly samples: readonly Sample[];
	/** What people say of its answers: of each person the last word on each case. Absent when nobody was asked. */
	readonly feedback?: readonly Feedback[];
}

/** One side of a comparison: the runs whose answers are averaged. */
export interface CompareSideInput {
	/** As the user named it; unique in the comparison. */
	readonly label: string;
	/** Id of the experiment when all runs belong to one. */
	readonly experiment: string | undefined;
	/** Variant when all runs belong to one. */
	readonly variant: string | undefined;
	/** In order of recording. Empty for a declared variant without runs. */
	readonly runs: readonly RunWithSamples[];
	/** True for a result file that is compared without a repository: nothing says what is under study. */
	readonly isFile?: true;
}

/**
 * What a side is made of. Where runs disagree, the first run's prompt and dataset stand for the side and the rest is a confounder.
 *
 * @param caseIds - The cases of all sides.
 */
export function describeSide(side: CompareSideInput, caseIds: ReadonlySet<string>): ComparisonSide {
	const { label, experiment, variant, runs } = side;
	const records = runs.map(run => run.record);
	const prompt = records.find(record => record.prompt !== null)?.prompt;
	const dataset = records.find(record => record.dataset !== null)?.dataset;
	return {
		label,
		experiment,
		variant,
		runs: records.map(record => record.id),
		prompt: prompt
			? { name: prompt.name, version: prompt.version ?? undefined, path: prompt.path, sha256: prompt.sha256 ?? undefined }
			: undefined,
		model: joinDistinct(records.map(record => record.model ?? undefined)),
		endpoint: joinDistinct(records.map(record => textOf(endpointOf(record)))),
		response_model: joinDistinct(records.map(record => textOf(responseModelOf(record)))),
		parameters: mergeFacts(records.map(record => mapValues(record.parameters, printValue))),
		seeds: distinct(records.map(record => record.seed ?? undefined)).sort((one, other) => one - other),
		errors: countErrors(side, caseIds),
		dataset: dataset ? { path: dataset.path, sha256: dataset.sha256 ?? undefined, cases: dataset.cases ?? undefined } : undefined,
		scorer: joinDistinct(records.map(record => (record.scorer === null ? undefined : describeScorer(record.scorer)))),
		judge: joinDistinct(records.map(({ scorer }) => scorer?.judge && describeJudge(scorer.judge))),
		dates: datesOf(records),
		commits: distinct(records.map(record => record.git?.commit ?? undefined)),
		isDirty: records.some(record => record.git?.dirty === true),
		environment: mergeFacts(records.map(environmentFacts)),
	};
}

function textOf({ key, text }: FactorValue): string | undefined {
	return key === undefined ? undefined : text;
}

function environmentFacts({ environment }: RunRecord): Readonly<Record<string, string>> {
	return { os: environment.os, ...environment.runtime, ...mapValues(environment.lockfiles, shortHash) };
}

/** Each fact by name, sorted; values that differ between runs are joined. */
function mergeFacts(facts: readonly Readonly<Record<string, string>>[]): Record<string, string> {
	const names = new Set(facts.flatMap(Object.keys));
	return Object.fromEntries(
		[...names].sort().map(name => [name, joinDistinct(facts.map(each => (Object.hasOwn(each, name) ? each[name] : undefined))) ?? '']),
	);
}

function mapValues<Value>(record: Readonly<Record<string, Value>>, print: (value: Value) => string): Record<string, string> {
	return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, print(value)]));
}

function distinct<Value>(values: readonly (Value | undefined)[]): Value[] {
	return [...new Set(values)].filter(value => value !== undefined);
}

function joinDistinct(values: readonly (string | undefined)[]): string | undefined {
	const known = distinct(values);
	return known.length === 0 ? undefined : known.join(', ');
}
