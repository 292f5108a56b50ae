import { z } from 'zod';
import type { CliCommand } from '../../command.ts';
import { closeRun } from '../../mlflow/close-run.ts';
import { serveMlflow } from '../../mlflow/serve-mlflow.ts';
import { UsageError } from '../../text/output.ts';

const portHelp = '--port takes a number from 0 to 65535.';
const batchHelp = '--batch takes a whole number of at least 1, or nothing.';

const optionsSchema = z.object({
	port: z.coerce.number(portHelp).int(portHelp).min(0, portHelp).max(65_535, portHelp),
	batch: z.union([z.literal(true), z.coerce.number(batchHelp).int(batchHelp).min(1, batchHelp)]).optional(),
	failed: z.boolean().default(false),
});

const argumentsSchema = z.tuple([
	z.enum(['serve', 'close'], { error: '“mlflow” needs an action: serve or close.' }),
	z.string().optional(),
]);

export const mlflow: CliCommand = {
	define(parser) {
		parser
			.argument('<action>', 'serve, or close a run whose program is gone')
			.argument('[run]', 'close: the id of the run')
			.option('--port <number>', 'port on 127.0.0.1; 0 takes any that is free', '5000')
			.option('--batch [number]', 'serve: one commit for this many ended runs; without a number one commit at the end')
			.option('--failed', 'close: the run failed');
	},

	async run(context, args, rawOptions) {
		const [action, run] = argumentsSchema.parse(args);
		const { port, batch, failed } = optionsSchema.parse(rawOptions);
		if (action === 'close') {
			if (run === undefined) throw new UsageError('“mlflow close” needs the id of a run.');
			return await closeRun({ run, isFailed: failed, port }, context);
		}
		await serveMlflow({ port, batch: batch === true ? Infinity : (batch ?? 1) }, context);
		return 0;
	},
};
