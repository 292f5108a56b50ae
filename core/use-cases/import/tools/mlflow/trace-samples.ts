import { canonicalJson } from '../../../../base/canonical-json.ts';
import { sha256Hex } from '../../../../base/sha256.ts';
import { withoutUndefined } from '../../../../base/without-undefined.ts';
import { ImportNotes } from '../../import-notes.ts';
import type { ImportedSample } from '../../imported-sample.ts';
import { scoreOf, wordOf } from '../../reading/json-values.ts';
import { readJson } from '../../reading/read-json.ts';
import { setOwnValue } from '../../../../base/set-own-value.ts';

/** One trace of an evaluation, as every store of MLflow keeps it. */
export interface StoredTrace {
	readonly input: unknown;
	readonly output: unknown;
	readonly latencyMs: number | undefined;
	/** What went wrong, where the trace ended with an error. */
	readonly error: string | undefined;
	/** By name; those that were overwritten are not among them. */
	readonly assessments: readonly StoredAssessment[];
}

/** What a person, a judge or code said of a trace. */
export interface StoredAssessment {
	readonly name: string;
	readonly isExpectation: boolean;
	readonly value: unknown;
	readonly rationale: string | undefined;
	/** The run in which it was said; undefined where MLflow does not say. */
	readonly run: string | undefined;
}

/**
 * The answers of a run that `mlflow.genai.evaluate` kept as traces, with their assessments as scores. The case is what was asked, since
 * every run has traces of its own.
 */
export function traceSamples(run: string, traces: readonly StoredTrace[], notes: ImportNotes): readonly ImportedSample[] {
	return traces.map(({ input, output, latencyMs, error, assessments }) => {
		// One trace may have been assessed in several runs.
		const own = assessments.filter(assessment => assessment.run === undefined || assessment.run === run);
		const feedback = own.filter(({ isExpectation }) => !isExpectation);
		const reasons = feedback.flatMap(({ rationale }) => rationale ?? []);
		const expected = expectedOf(own.filter(({ isExpectation }) => isExpectation));
		const reason = reasons.length === 0 ? undefined : reasons.join('\n');
		notes.keep('traces', 'samples.jsonl');
		return {
			case: caseOf(input),
			scores: scoresOf(feedback, notes),
			...withoutUndefined({ input, output, expected, latency_ms: latencyMs, error, reason }),
		};
	});
}

/** MLflow keeps values as JSON; what is none is the text itself. */
export function traceValue(value: unknown): unknown {
	if (typeof value !== 'string') return value ?? undefined;
	return readJson(value, 'a trace', ImportNotes.silent()) ?? value;
}

/** Short questions by themselves, long ones by their digest. */
function caseOf(input: unknown): string {
	const text = typeof input === 'string' ? input : canonicalJson(input ?? null);
	return text.length <= longestCase ? text : `${text.slice(0, longestCase - 15)}… ${sha256Hex(text).slice(0, 12)}`;
}

const longestCase = 100;

/** A number, a truth value, or the yes and no of MLflow's own judges. */
function scoresOf(feedback: readonly StoredAssessment[], notes: ImportNotes): Record<string, number> {
	const scores: Record<string, number> = {};
	for (const { name, value } of feedback) {
		const score = scoreOf(value) ?? (value === 'yes' ? 1 : value === 'no' ? 0 : undefined);
		if (score === undefined)
			notes.warn(
				`The assessment ${name} is ${wordOf(value).slice(0, 40)}. That is not a number or a truth value, so it is left out.`,
			);
		else {
			setOwnValue(scores, name, score);
			notes.keep(`assessments.${name}`, `scores.${name}`);
		}
	}
	return scores;
}

/** One expectation by itself, several by name. */
function expectedOf(expectations: readonly StoredAssessment[]): unknown {
	if (expectations.length < 2) return expectations[0]?.value;
	return Object.fromEntries(expectations.map(({ name, value }) => [name, value]));
}
