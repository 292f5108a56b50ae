import type { Database, DatabaseRow } from '../../../../ports/database.ts';
import { nonNegativeOf, objectOf, textOf, wordOf } from '../../reading/json-values.ts';
import { traceValue } from './trace-samples.ts';
import type { StoredAssessment, StoredTrace } from './trace-samples.ts';

/** The traces that belong to a run, in order of time. */
export function tracesOfRun(run: string, database: Database): readonly StoredTrace[] {
	return database.rows(tracesQuery, run).map(trace => {
		const attributes = objectOf(objectOf(traceValue(trace['content']))['attributes']);
		return {
			input: traceValue(attributes['mlflow.spanInputs']) ?? traceValue(trace['request_preview']),
			output: traceValue(attributes['mlflow.spanOutputs']) ?? traceValue(trace['response_preview']),
			latencyMs: nonNegativeOf(trace['execution_time_ms']),
			error: trace['status'] === 'ERROR' ? (textOf(trace['response_preview']) ?? 'the trace ended with an error') : undefined,
			assessments: database.rows(assessmentsQuery, wordOf(trace['request_id'])).map(assessmentOf),
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
	'SELECT name, assessment_type, value, rationale, run_id, assessment_metadata FROM assessments WHERE trace_id = ? AND valid = 1 ORDER BY name, created_timestamp';

function assessmentOf(row: DatabaseRow): StoredAssessment {
	return {
		name: wordOf(row['name']),
		isExpectation: row['assessment_type'] === 'expectation',
		value: traceValue(row['value']),
		rationale: textOf(row['rationale']),
		run: textOf(objectOf(traceValue(row['assessment_metadata']))['mlflow.assessment.sourceRunId']) ?? textOf(row['run_id']),
	};
}
