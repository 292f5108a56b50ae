import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { infoAnswer, pageOf, runAnswer } from '../answers.ts';
import { isInView, pageSchema, tagSchema, tagsSchema, viewSchema, timeSchema } from '../inputs.ts';
import { MlflowError } from '../mlflow-error.ts';
import { route } from '../route.ts';
import { searchRuns } from '../state/search-runs.ts';
import { isEnded, recordOf } from '../tracking.ts';
import type { Tracking } from '../tracking.ts';
import type { TrackedRun } from '../state/tracking-state.ts';

const idSchema = z.object({ run_id: z.string() });

/** Older clients call the id of a run its uuid. */
const anyIdSchema = z
	.object({ run_id: z.string().optional(), run_uuid: z.string().optional() })
	.transform(({ run_id, run_uuid }) => run_id ?? run_uuid ?? '');

const createSchema = z.object({
	experiment_id: z.coerce.string().default('0'),
	user_id: z.string().default(''),
	run_name: z.string().default(''),
	start_time: timeSchema.optional(),
	tags: tagsSchema,
});

const updateSchema = idSchema.extend({
	status: z.enum(['RUNNING', 'SCHEDULED', 'FINISHED', 'FAILED', 'KILLED']).optional(),
	end_time: timeSchema.optional(),
	run_name: z.string().max(250).optional(),
});

const searchSchema = pageSchema.extend({
	experiment_ids: z.array(z.coerce.string()).default([]),
	filter: z.string().default(''),
	run_view_type: viewSchema,
	order_by: z.array(z.string()).default([]),
});

export const runRoutes = [
	route('POST runs/create', createSchema, createRun),
	route('GET runs/get', anyIdSchema, (id, tracking) => ({ run: runAnswer(tracking.run(id)) })),
	route('POST runs/update', updateSchema, updateRun),

	route('POST runs/search', searchSchema, (input, tracking) => {
		const wanted = new Set(input.experiment_ids);
		const runs = [...tracking.state.runs.values()].filter(
			({ experiment, isDeleted }) => wanted.has(experiment) && isInView(isDeleted, input.run_view_type),
		);
		const { page, next } = pageOf(searchRuns(runs, input.filter, input.order_by), input);
		return { runs: page.map(runAnswer), ...next };
	}),

	route('POST runs/delete', idSchema, ({ run_id: id }, tracking) => setDeleted(id, true, tracking)),
	route('POST runs/restore', idSchema, ({ run_id: id }, tracking) => setDeleted(id, false, tracking)),

	route('POST runs/set-tag', idSchema.extend(tagSchema.shape), async ({ run_id: id, key, value }, tracking) => {
		const run = tracking.run(id);
		refuseSettled(id, tracking);
		await tracking.note({ kind: 'values', run: id, metrics: [], params: [], tags: [[key, value]] });
		// The tag may say which variant it is, for want of which it could not be recorded.
		if (isEnded(run)) await tracking.ended(run);
		return {};
	}),

	route('POST runs/delete-tag', idSchema.extend({ key: z.string() }), async ({ run_id: id, key }, tracking) => {
		refuseSettled(id, tracking);
		if (!tracking.run(id).tags.has(key))
			throw new MlflowError('RESOURCE_DOES_NOT_EXIST', `No tag with name: ${key} in run with id ${id}`);
		await tracking.note({ kind: 'tag-gone', run: id, key });
		return {};
	}),
];

async function createRun(
	{ experiment_id: experiment, user_id: user, run_name: name, start_time, tags }: z.output<typeof createSchema>,
	tracking: Tracking,
): Promise<unknown> {
	if (tracking.experiment(experiment).isDeleted)
		throw new MlflowError('INVALID_PARAMETER_VALUE', `The experiment ${experiment} was deleted. Restore it, or choose another.`);
	const id = randomUUID().replaceAll('-', '');
	const tagged = tags.find(({ key }) => key === 'mlflow.runName')?.value;
	const label = name === '' ? (tagged ?? `run-${id.slice(0, 8)}`) : name;
	await tracking.note({
		kind: 'run',
		id,
		experiment,
		name: label,
		user,
		at: start_time ?? Date.now(),
		tags: [...tags.map(({ key, value }): [string, string] => [key, value]), ['mlflow.runName', label]],
	});
	return { run: runAnswer(tracking.run(id)) };
}

/** A second end with the same status is a retry and changes nothing. */
async function updateRun(update: z.output<typeof updateSchema>, tracking: Tracking): Promise<unknown> {
	const { run_id: id, status = '', end_time: endTime, run_name: name } = update;
	const run = tracking.run(id);
	const isSame = (status === '' || status === run.status) && (name === undefined || name === run.name);
	if (!isEnded(run) || !isSame) {
		refuseSettled(id, tracking);
		refuseOtherEnd(run, status);
		const endedAt = endTime ?? (isEnded({ ...run, status }) ? Date.now() : undefined);
		await tracking.note({ kind: 'run-change', run: id, status: status === '' ? undefined : status, name, endedAt });
	}
	if (isEnded(run) && run.settled === undefined) await tracking.ended(run);
	return { run_info: infoAnswer(run) };
}

function refuseOtherEnd(run: TrackedRun, status: string): void {
	if (!isEnded(run) || status === '' || status === run.status) return;
	throw new MlflowError(
		'INVALID_PARAMETER_VALUE',
		`The run ${run.id} has ended as ${run.status} and cannot become ${status}. Start a new run.`,
	);
}

async function setDeleted(id: string, isDeleted: boolean, tracking: Tracking): Promise<unknown> {
	refuseSettled(id, tracking);
	await tracking.note({ kind: 'run-change', run: id, isDeleted });
	return {};
}

/** What is in the repository never changes. */
function refuseSettled(id: string, tracking: Tracking): void {
	const record = recordOf(tracking.run(id));
	if (record === undefined) return;
	throw new MlflowError(
		'INVALID_PARAMETER_VALUE',
		`The run ${id} is recorded as ${record}, and recorded runs never change. Start a new run.`,
	);
}
