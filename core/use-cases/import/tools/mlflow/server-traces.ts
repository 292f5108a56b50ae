import { listOf, numberOf, objectOf, textOf, wordOf } from '../../reading/json-values.ts';
import type { JsonObject } from '../../reading/json-values.ts';
import type { ServerClient } from './server-client.ts';
import { traceValue } from './trace-samples.ts';
import type { StoredAssessment, StoredTrace } from './trace-samples.ts';

/** What gives the traces of a run. An experiment without any is asked once; a server before MLflow 3 has none. */
export async function tracesOfServer(client: ServerClient, experiment: string): Promise<(run: string) => Promise<readonly StoredTrace[]>> {
	const locations = [{ type: 'MLFLOW_EXPERIMENT', mlflow_experiment: { experiment_id: experiment } }];
	const first = await client.find(route, { body: { locations, max_results: 1 } });
	if (listOf(first?.['traces']).length === 0) return () => Promise.resolve([]);
	return async run => {
		const filter = `attributes.run_id = '${run.replaceAll("'", '')}'`;
		const infos = await client.all(route, 'traces', { body: { locations, filter, max_results: 100, order_by: ['timestamp ASC'] } });
		const traces: StoredTrace[] = [];
		for (const info of infos) traces.push(await traceOf(info, client));
		return traces;
	};
}

const route = '3.0/mlflow/traces/search';

async function traceOf(info: JsonObject, client: ServerClient): Promise<StoredTrace> {
	const whole = await client.find('3.0/mlflow/traces/get', { query: { trace_id: wordOf(info['trace_id']) } });
	const spans = listOf(objectOf(whole?.['trace'])['spans']).map(objectOf);
	const root = spans.find(span => textOf(span['parent_span_id']) === undefined);
	const attributes = new Map(
		listOf(root?.['attributes'])
			.map(objectOf)
			.map(({ key, value }) => [wordOf(key), plainValue(value)]),
	);
	return {
		input: attributes.get('mlflow.spanInputs') ?? traceValue(info['request_preview']),
		output: attributes.get('mlflow.spanOutputs') ?? traceValue(info['response_preview']),
		latencyMs: millisecondsOf(info['execution_duration']),
		error: info['state'] === 'ERROR' ? (textOf(info['response_preview']) ?? 'the trace ended with an error') : undefined,
		assessments: listOf(info['assessments'])
			.map(objectOf)
			.filter(({ valid }) => valid !== false)
			.map(assessmentOf)
			.sort((left, right) => (left.name < right.name ? -1 : 1)),
	};
}

/** As OpenTelemetry wraps values; text, numbers and truth values stay what they are, lists and maps are opened. */
function plainValue(value: unknown): unknown {
	const wrapped = objectOf(value);
	if ('array_value' in wrapped) return listOf(objectOf(wrapped['array_value'])['values']).map(plainValue);
	if ('kvlist_value' in wrapped) {
		const entries = listOf(objectOf(wrapped['kvlist_value'])['values']).map(objectOf);
		return Object.fromEntries(entries.map(entry => [wordOf(entry['key']), plainValue(entry['value'])]));
	}
	return wrapped['string_value'] ?? wrapped['bool_value'] ?? numberOf(wrapped['int_value']) ?? wrapped['double_value'];
}

/** `0.006s`, as Protobuf writes durations. */
function millisecondsOf(duration: unknown): number | undefined {
	const seconds = /^(\d+(?:\.\d+)?)s$/.exec(wordOf(duration))?.[1];
	return seconds === undefined ? undefined : Math.round(Number(seconds) * 1000);
}

function assessmentOf(row: JsonObject): StoredAssessment {
	const isExpectation = 'expectation' in row;
	return {
		name: wordOf(row['assessment_name']),
		isExpectation,
		value: objectOf(row[isExpectation ? 'expectation' : 'feedback'])['value'],
		rationale: textOf(row['rationale']),
		run: textOf(objectOf(row['metadata'])['mlflow.assessment.sourceRunId']),
	};
}
