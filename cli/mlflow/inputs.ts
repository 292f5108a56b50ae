import { z } from 'zod';
import { metricValueSchema } from './state/tracking-event.ts';

/** Clients of several versions send whole numbers as numbers or as text. What cannot be kept exactly is refused. */
export const wholeNumberSchema = z
	.union([
		z.number(),
		z
			.string()
			.regex(/^-?\d+$/)
			.transform(Number),
	])
	.pipe(z.int());

/** Milliseconds since 1970, as far as dates reach. */
export const timeSchema = wholeNumberSchema.pipe(z.int().min(-8.64e15).max(8.64e15));

/** A name of a metric, parameter or tag; the same limits as MLflow's. */
const keySchema = z
	.string()
	.min(1)
	.max(250)
	.regex(/^[/\w.\- :]*$/, 'names consist of letters, digits, spaces and _ - . / :')
	.refine(
		key => !key.startsWith('/') && !key.split('/').some(part => part === '..' || part === '.' || part === ''),
		'the name reads like a path that leads elsewhere',
	);

export const tagSchema = z.object({ key: z.string().min(1).max(250), value: z.coerce.string().max(8000).default('') });
export const tagsSchema = z
	.array(tagSchema)
	.max(100)
	.nullish()
	.transform(tags => tags ?? []);
export const paramSchema = z.object({ key: keySchema, value: z.coerce.string().max(6000).default('') });
export const metricSchema = z.object({
	key: keySchema,
	value: z
		.union([
			metricValueSchema,
			z
				.string()
				.regex(/^-?[\d.]+(?:e[-+]?\d+)?$/i)
				.transform(Number),
		])
		.default(0),
	timestamp: timeSchema.default(0),
	step: wholeNumberSchema.default(0),
});

export const viewSchema = z.enum(['ACTIVE_ONLY', 'DELETED_ONLY', 'ALL']).default('ACTIVE_ONLY');

/** True when what is deleted, or not, belongs to the view. */
export function isInView(isDeleted: boolean, view: z.output<typeof viewSchema>): boolean {
	return view === 'ALL' || isDeleted === (view === 'DELETED_ONLY');
}

/** How many are asked for at once, and where to go on. */
export const pageSchema = z.object({
	max_results: wholeNumberSchema.pipe(z.int().min(1).max(50_000)).default(1000),
	page_token: z.string().optional(),
});
