import { z } from 'zod';
import { pageOf, pointAnswer } from '../answers.ts';
import { metricSchema, pageSchema, paramSchema, tagSchema } from '../inputs.ts';
import { MlflowError } from '../mlflow-error.ts';
import { route } from '../route.ts';
import type { Tracking } from '../tracking.ts';

const idSchema = z.object({ run_id: z.string() });
const datasetSchema = z.object({
	dataset: z.looseObject({ name: z.string(), digest: z.string() }),
	tags: z.array(tagSchema).default([]),
});

export const metricRoutes = [
	route(
		'POST runs/log-metric',
		idSchema.extend(metricSchema.shape),
		async ({ run_id: id, ...metric }, tracking) => await addValues({ run_id: id, metrics: [metric], params: [], tags: [] }, tracking),
	),

	route(
		'POST runs/log-parameter',
		idSchema.extend(paramSchema.shape),
		async ({ run_id: id, ...param }, tracking) => await addValues({ run_id: id, metrics: [], params: [param], tags: [] }, tracking),
	),

	route(
		'POST runs/log-batch',
		idSchema.extend({
			metrics: z.array(metricSchema).max(1000).default([]),
			params: z.array(paramSchema).max(100).default([]),
			tags: z.array(tagSchema).max(100).default([]),
		}),
		addValues,
	),

	route(
		'POST runs/log-inputs',
		idSchema.extend({ datasets: z.array(datasetSchema).max(100).default([]) }),
		async ({ run_id: id, datasets }, tracking) => {
			tracking.openRun(id);
			for (const { dataset, tags } of datasets)
				await tracking.note({ kind: 'dataset', run: id, dataset, tags: tags.map(({ key, value }) => [key, value]) });
			return {};
		},
	),

	route(
		'GET metrics/get-history',
		pageSchema.extend({ run_id: z.string(), metric_key: z.string() }),
		({ run_id: id, metric_key: key, ...paging }, tracking) => {
			const { page, next } = pageOf(tracking.run(id).points.get(key) ?? [], paging);
			return { metrics: page.map(pointAnswer), ...next };
		},
	),

	route(
		'GET metrics/get-history-bulk',
		z.object({ run_id: z.union([z.string(), z.array(z.string()).max(100)]), metric_key: z.string() }),
		({ run_id: ids, metric_key: key }, tracking) => ({
			metrics: [ids]
				.flat()
				.flatMap(id => (tracking.run(id).points.get(key) ?? []).map(point => ({ ...pointAnswer(point), run_id: id }))),
		}),
	),
];

interface Values {
	readonly run_id: string;
	readonly metrics: readonly z.output<typeof metricSchema>[];
	readonly params: readonly z.output<typeof paramSchema>[];
	readonly tags: readonly z.output<typeof tagSchema>[];
}

/** All of a batch or nothing. */
async function addValues({ run_id: id, metrics, params, tags }: Values, tracking: Tracking): Promise<unknown> {
	const run = tracking.openRun(id);
	const wanted = new Map(run.params);
	for (const { key, value } of params) {
		const known = wanted.get(key);
		if (known !== undefined && known !== value) {
			throw new MlflowError(
				'INVALID_PARAMETER_VALUE',
				`Changing param values is not allowed. Param with key='${key}' was already logged with value='${known}' for run ID='${id}'. Attempted logging new value '${value}'.`,
			);
		}
		wanted.set(key, value);
	}
	await tracking.note({
		kind: 'values',
		run: id,
		metrics: metrics.map(({ key, value, timestamp, step }) => [key, value, timestamp, step]),
		params: params.map(({ key, value }) => [key, value]),
		tags: tags.map(({ key, value }) => [key, value]),
	});
	return {};
}
