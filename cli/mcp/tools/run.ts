import { z } from 'zod';
import { agentTool, commandWords } from '../agent-tool.ts';
import { inputs } from '../inputs.ts';

const planSchema = z.looseObject({ command: z.string().nullable(), budget_usd: z.number().nullable().optional() });

export const run = agentTool({
	name: 'run',
	title: 'Run an experiment',
	description:
		'Asks the model for what is missing in an experiment and records the runs. Only for experiments whose `evaluate:` has a `budget_usd`; it ends at the budget and goes on from there with the next call.',
	isReadOnly: false,
	timeoutSeconds: 3600,
	inputs: z.strictObject({
		experiment: inputs.experiment,
		variant: inputs.name('one variant instead of all').optional(),
		dry_run: z.boolean().optional().describe('show what would be asked, and ask nothing'),
	}),
	condition: {
		words: ({ experiment }) => commandWords('run', { 'dry-run': true }, [experiment]),
		refusalOf: answer => {
			const { success, data } = planSchema.safeParse(answer);
			if (!success) return undefined; // The command itself says what is wrong.
			if (data.command !== null) return 'This experiment runs a command of the repository. Ask a person to run it.';
			if (data.budget_usd === null || data.budget_usd === undefined) {
				return 'This experiment has no budget. Ask a person to write `budget_usd` into its `evaluate:` section.';
			}
			return undefined;
		},
	},
	words: ({ experiment, variant, dry_run }) => commandWords('run', { variant, 'dry-run': dry_run }, [experiment]),
});
