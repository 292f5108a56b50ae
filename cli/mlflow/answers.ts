import type { TrackedExperiment, TrackedPoint, TrackedRun } from './state/tracking-state.ts';
import { latestPoint } from './state/tracking-state.ts';

/** An experiment as MLflow answers it. */
export function experimentAnswer({ id, name, createdAt, isDeleted, tags }: TrackedExperiment): unknown {
	return {
		experiment_id: id,
		name,
		artifact_location: `mlflow-artifacts:/${id}`,
		lifecycle_stage: isDeleted ? 'deleted' : 'active',
		creation_time: createdAt,
		last_update_time: createdAt,
		tags: pairsAnswer(tags),
	};
}

/** A run as MLflow answers it, with the latest value of each metric. */
export function runAnswer(run: TrackedRun): unknown {
	const latest = [...run.points.values()].flatMap(points => latestPoint(points) ?? []);
	return {
		info: infoAnswer(run),
		data: { metrics: latest.map(pointAnswer), params: pairsAnswer(run.params), tags: pairsAnswer(run.tags) },
		inputs: {
			dataset_inputs: run.datasets.map(({ dataset, tags }) => ({ dataset, tags: tags.map(([key, value]) => ({ key, value })) })),
			model_inputs: [],
		},
		outputs: { model_outputs: [] },
	};
}

/** What a run says of itself, without its values. */
export function infoAnswer({ id, name, experiment, user, status, startedAt, endedAt, isDeleted }: TrackedRun): unknown {
	return {
		run_id: id,
		run_uuid: id,
		run_name: name,
		experiment_id: experiment,
		user_id: user,
		status,
		start_time: startedAt,
		...(endedAt === undefined ? {} : { end_time: endedAt }),
		artifact_uri: `mlflow-artifacts:/${experiment}/${id}/artifacts`,
		lifecycle_stage: isDeleted ? 'deleted' : 'active',
	};
}

/** JSON has no NaN and no infinity, which MLflow's clients read as words. */
export function pointAnswer({ key, value, timestamp, step }: TrackedPoint): Readonly<Record<string, unknown>> {
	return { key, value: Number.isFinite(value) ? value : String(value), timestamp, step };
}

function pairsAnswer(pairs: ReadonlyMap<string, string>): readonly unknown[] {
	return [...pairs].map(([key, value]) => ({ key, value }));
}

/** One page of a list, and the token of the next. */
export function pageOf<Value>(
	values: readonly Value[],
	{ max_results: limit, page_token: token }: { readonly max_results: number; readonly page_token?: string | undefined },
): { readonly page: readonly Value[]; readonly next: { readonly next_page_token?: string } } {
	const start = Number(token ?? '') || 0;
	const end = start + limit;
	return { page: values.slice(start, end), next: end < values.length ? { next_page_token: String(end) } : {} };
}
