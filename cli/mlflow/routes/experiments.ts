import { z } from 'zod';
import { experimentAnswer, pageOf } from '../answers.ts';
import { isInView, pageSchema, tagSchema, tagsSchema, viewSchema } from '../inputs.ts';
import { MlflowError } from '../mlflow-error.ts';
import { route } from '../route.ts';
import { parseFilter } from '../state/filter-words.ts';
import type { FilterTerm } from '../state/filter-words.ts';
import type { TrackedExperiment } from '../state/tracking-state.ts';
import type { Tracking } from '../tracking.ts';

const idSchema = z.object({ experiment_id: z.coerce.string() });
const nameSchema = z.string().trim().min(1).max(500);
const searchSchema = pageSchema.extend({ view_type: viewSchema, filter: z.string().default('') });

export const experimentRoutes = [
	route('POST experiments/create', z.object({ name: nameSchema, tags: tagsSchema }), async ({ name, tags }, tracking) => {
		const known = named(name, tracking);
		if (known !== undefined) {
			const state = known.isDeleted ? ' It was deleted; restore it, or choose another name.' : '';
			throw new MlflowError('RESOURCE_ALREADY_EXISTS', `Experiment “${name}” already exists.${state}`);
		}
		const id = String(Math.max(...[...tracking.state.experiments.keys()].map(Number)) + 1);
		await tracking.note({ kind: 'experiment', id, name, at: Date.now(), tags: tags.map(({ key, value }) => [key, value]) });
		return { experiment_id: id };
	}),

	route('GET experiments/get', idSchema, ({ experiment_id: id }, tracking) => ({
		experiment: experimentAnswer(tracking.experiment(id)),
	})),

	route('GET experiments/get-by-name', z.object({ experiment_name: z.string() }), ({ experiment_name: name }, tracking) => {
		const experiment = named(name, tracking);
		if (experiment === undefined) throw new MlflowError('RESOURCE_DOES_NOT_EXIST', `Could not find experiment with name '${name}'`);
		return { experiment: experimentAnswer(experiment) };
	}),

	...(['GET', 'POST'] as const).map(method => route(`${method} experiments/search`, searchSchema, searchExperiments)),

	route(
		'POST experiments/update',
		idSchema.extend({ new_name: nameSchema.optional() }),
		async ({ experiment_id: id, new_name: name }, tracking) => {
			const known = name === undefined ? undefined : named(name, tracking);
			if (known !== undefined && known.id !== id)
				throw new MlflowError('RESOURCE_ALREADY_EXISTS', `Experiment “${name ?? ''}” already exists.`);
			await tracking.note({ kind: 'experiment-change', id: tracking.experiment(id).id, name, tags: [] });
			return {};
		},
	),

	route('POST experiments/delete', idSchema, ({ experiment_id: id }, tracking) => setDeleted(id, true, tracking)),
	route('POST experiments/restore', idSchema, ({ experiment_id: id }, tracking) => setDeleted(id, false, tracking)),

	route('POST experiments/set-experiment-tag', idSchema.extend(tagSchema.shape), async ({ experiment_id: id, key, value }, tracking) => {
		await tracking.note({ kind: 'experiment-change', id: tracking.experiment(id).id, tags: [[key, value]] });
		return {};
	}),
];

function named(name: string, tracking: Tracking): TrackedExperiment | undefined {
	return [...tracking.state.experiments.values()].find(experiment => experiment.name === name);
}

async function setDeleted(id: string, isDeleted: boolean, tracking: Tracking): Promise<unknown> {
	await tracking.note({ kind: 'experiment-change', id: tracking.experiment(id).id, isDeleted, tags: [] });
	return {};
}

function searchExperiments(input: z.output<typeof searchSchema>, tracking: Tracking): unknown {
	const terms = parseFilter(input.filter);
	const found = [...tracking.state.experiments.values()]
		.filter(({ isDeleted }) => isInView(isDeleted, input.view_type))
		.filter(experiment => terms.every(term => isLetThrough(experiment, term)))
		.reverse();
	const { page, next } = pageOf(found, input);
	return { experiments: page.map(experimentAnswer), ...next };
}

function isLetThrough({ name, tags }: TrackedExperiment, { field, comparator, values: [wanted = ''] }: FilterTerm): boolean {
	const actual = field.group === 'tag' ? tags.get(field.key) : field.key === 'name' ? name : undefined;
	if (comparator === '=') return actual === wanted;
	if (comparator === '!=') return actual !== undefined && actual !== wanted;
	throw new MlflowError('INVALID_PARAMETER_VALUE', 'Experiments are searched here by name and tags with = and != only.');
}
