import { z } from 'zod';
import type { CreateRequest } from '../../../core/use-cases/experiment/create-experiment.ts';
import type { CliCommand } from '../../command.ts';
import { createExperiment } from '../../experiment/create-experiment.ts';
import { listExperiments } from '../../experiment/list-experiments.ts';
import { settleExperiment } from '../../experiment/settle-experiment.ts';
import { showExperiment } from '../../experiment/show-experiment.ts';
import { outputFormatHelp, outputFormatSchema } from '../../text/output-format.ts';
import { UsageError } from '../../text/output.ts';
import { withoutUndefined } from '../../../core/base/without-undefined.ts';

const effectHelp = '--min-effect takes a number greater than 0.';

const optionsSchema = outputFormatSchema.extend({
	hypothesis: z.string().optional(),
	prompt: z.array(z.string()).default([]),
	dataset: z.string().optional(),
	metric: z.string().optional(),
	minEffect: z.coerce.number(effectHelp).positive(effectHelp).optional(),
	command: z.string().optional(),
	seeds: z.array(z.coerce.number('--seeds takes whole numbers.').int('--seeds takes whole numbers.')).optional(),
	branch: z.union([z.string(), z.literal(true)]).optional(),
});

const argumentsSchema = z.tuple([
	z.enum(['new', 'list', 'show', 'lock', 'complete'], { error: '“experiment” needs an action: new, list, show, lock or complete.' }),
	z.string().optional(),
]);

export const experiment: CliCommand = {
	define(parser) {
		parser
			.argument('<action>', 'new, list, show, lock or complete')
			.argument('[name]', 'words for a new one, otherwise the id')
			.option('--hypothesis <text>', 'new: the expected result, and by how much')
			.option('--prompt <reference...>', 'new: prompts to compare, the baseline first')
			.option('--dataset <path>', 'new: the dataset')
			.option('--metric <name>', 'new: the primary metric')
			.option('--min-effect <number>', 'new: the smallest difference of the metric that matters (default: 0.05)')
			.option('--command <text>', 'new: the command to run once for each variant and seed')
			.option('--seeds <number...>', 'new: seeds of the runs; 1 by default')
			.option('--branch [name]', 'new: create a branch (default name: experiment/<folder>)')
			.option('--format <format>', outputFormatHelp, 'text');
	},

	async run(context, args, rawOptions) {
		const [action, name] = argumentsSchema.parse(args);
		const options = optionsSchema.parse(rawOptions);
		if (action === 'list') return await listExperiments(options.format, context);
		if (name === undefined)
			throw new UsageError(`“experiment ${action}” needs ${action === 'new' ? 'a few words for its name' : 'an id'}.`);
		switch (action) {
			case 'new':
				return await createExperiment(requestOf(name, options), options.format, context);
			case 'show':
				return await showExperiment(name, options.format, context);
			case 'lock':
			case 'complete':
				return await settleExperiment[action](name, options.format, context);
		}
	},
};

function requestOf(title: string, options: z.output<typeof optionsSchema>): CreateRequest {
	const { hypothesis, prompt: prompts, dataset, metric, minEffect, command, seeds, branch } = options;
	if (minEffect !== undefined && metric === undefined) throw new UsageError('--min-effect belongs to a metric. Name it with --metric.');
	return {
		title,
		prompts,
		...withoutUndefined({ hypothesis, dataset, metric, minEffect, command, seeds, branch }),
	};
}
