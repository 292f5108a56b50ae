import { z } from 'zod';

/** What an automation may wait for. */
export const automationEvents = [
	'alarm',
	'stale-evidence',
	'model-retires',
	'request-opened',
	'promoted',
	'rejected',
	'rolled-back',
	'scheduled',
] as const;

const eventSchema = z.enum(automationEvents);

const actionSchema = z
	.strictObject({
		webhook: z
			.strictObject({
				url: z.url().describe('Where the event is posted to.'),
				secret: z
					.string()
					.regex(/^env:[A-Za-z_][A-Za-z0-9_]*$/, 'name an environment variable, such as env:WEBHOOK_SECRET')
					.describe('Environment variable with the secret that signs it, as env:NAME.'),
			})
			.optional()
			.describe('Posts the event as signed JSON.'),
		request: z.enum(['rollback']).optional().describe('Opens a request.'),
		plan: z.enum(['retraining', 'retirement']).optional().describe('Plans an experiment.'),
		issue: z.string().min(1).optional().describe('File that the text of an issue is written to.'),
		dispatch: z.string().min(1).optional().describe('Workflow file that is started.'),
	})
	.refine(action => Object.values(action).filter(value => value !== undefined).length === 1, 'give each action exactly one key');

/** One entry of `automation:`: what is done when something happens. */
export const automationSchema = z.strictObject({
	on: z.union([eventSchema, z.array(eventSchema).min(1)]).describe('The event, or several.'),
	names: z.array(z.string().min(1)).min(1).default(['*']).describe('Names it is about, as patterns.'),
	do: z.array(actionSchema).min(1).describe('What is done, in this order.'),
});
