import { canonicalJson } from '../../../../base/canonical-json.ts';
import { sha256Hex } from '../../../../base/sha256.ts';
import { withoutUndefined } from '../../../../base/without-undefined.ts';
import type { Database, DatabaseRow } from '../../../../ports/database.ts';
import { ImportNotes } from '../../import-notes.ts';
import type { ImportedSample } from '../../imported-sample.ts';
import { nonNegativeOf, objectOf, scoreOf, textOf, wordOf } from '../../reading/json-values.ts';
import { readJson } from '../../reading/read-json.ts';

/**
 * The answers of a run that `mlflow.genai.evaluate` kept as traces, with their assessments as scores. The case is what was asked, since
 * every run has traces of its own.
 */
export function traceSamples(run: string, database: Database, notes: ImportNotes): readonly ImportedSample[] {
	return database.rows(tracesQuery, run).map(trace => {
		const id = wordOf(trace['request_id']);
		const attributes = objectOf(objectOf(parse(trace['content']))['attributes']);
		const input = parse(attributes['mlflow.spanInputs']) ?? parse(trace['request_preview']);
		const assessments = database.rows(assessmentsQuery, id).filter(row => belongsTo(row, run));
		const feedback = assessments.filter(row => row['assessment_type'] === 'feedback');
		const reasons = feedback.flatMap(row => textOf(row['rationale']) ?? []);
		notes.keep('traces', 'samples.jsonl');
		return {
			case: caseOf(input),
			scores: scoresOf(feedback, notes),
			...withoutUndefined({
				input,
				output: parse(attributes['mlflow.spanOutputs']) ?? parse(trace['response_preview']),
				expected: expectedOf(assessments.filter(row => row['assessment_type'] === 'expectation')),
				latency_ms: nonNegativeOf(trace['execution_time_ms']),
				error: trace['status'] === 'ERROR' ? (textOf(trace['response_preview']) ?? 'the trace ended with an error') : undefined,
				reason: reasons.length === 0 ? undefined : reasons.join('\n'),
			}),
		};
	});
}

const tracesQuery = `SELECT request_id, execution_time_ms, trace_info.status, request_preview, response_preview, spans.content
	FROM trace_info LEFT JOIN spans ON spans.trace_id = trace_info.request_id AND spans.parent_span_id IS NULL
	WHERE request_id IN (
		SELECT source_id FROM entity_associations WHERE source_type = 'trace' AND destination_type = 'run' AND destination_id = ?1
		UNION SELECT request_id FROM trace_request_metadata WHERE key = 'mlflow.sourceRun' AND value = ?1
	) ORDER BY timestamp_ms, request_id`;

const assessmentsQuery =
	'SELECT name, assessment_type, value, error, rationale, run_id, assessment_metadata FROM assessments WHERE trace_id = ? AND valid = 1 ORDER BY name, created_timestamp';

/** One trace may have been assessed in several runs. */
function belongsTo(row: DatabaseRow, run: string): boolean {
	const of = textOf(objectOf(parse(row['assessment_metadata']))['mlflow.assessment.sourceRunId']) ?? textOf(row['run_id']);
	return of === undefined || of === run;
}

/** Short questions by themselves, long ones by their digest. */
function caseOf(input: unknown): string {
	const text = typeof input === 'string' ? input : canonicalJson(input ?? null);
	return text.length <= longestCase ? text : `${text.slice(0, longestCase - 15)}… ${sha256Hex(text).slice(0, 12)}`;
}

const longestCase = 100;

function scoresOf(feedback: readonly DatabaseRow[], notes: ImportNotes): Record<string, number> {
	const scores: Record<string, number> = {};
	for (const row of feedback) {
		const [name, value] = [wordOf(row['name']), parse(row['value'])];
		const score = scoreOf(value) ?? (value === 'yes' ? 1 : value === 'no' ? 0 : undefined);
		if (score === undefined) notes.warn(`The assessment ${name} is ${wordOf(value).slice(0, 40)}, which is no score, and is left out.`);
		else {
			scores[name] = score;
			notes.keep(`assessments.${name}`, `scores.${name}`);
		}
	}
	return scores;
}

/** One expectation by itself, several by name. */
function expectedOf(rows: readonly DatabaseRow[]): unknown {
	const named = rows.map(row => [wordOf(row['name']), parse(row['value'])] as const);
	return named.length === 1 ? named[0]?.[1] : named.length === 0 ? undefined : Object.fromEntries(named);
}

/** MLflow keeps values as JSON; what is none is the text itself. */
function parse(value: unknown): unknown {
	if (typeof value !== 'string') return value ?? undefined;
	return readJson(value, 'a trace', ImportNotes.silent()) ?? value;
}
