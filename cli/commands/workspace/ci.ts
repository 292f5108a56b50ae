import { z } from 'zod';
import { ciServices, pipelinePath, writePipeline } from '../../../core/use-cases/ci/write-pipeline.ts';
import type { CliCommand } from '../../command.ts';
import { printInterrupted } from '../../text/applied-text.ts';
import { outputFormatHelp, outputFormatSchema } from '../../text/output-format.ts';
import { refuse } from '../../text/refusal.ts';
import { toWorkspacePath } from '../../workspace-path.ts';

const optionsSchema = outputFormatSchema.extend({ output: z.string().optional() });

const serviceSchema = z.enum(ciServices, { error: '“ci” needs a service: github or gitlab.' });

export const ci: CliCommand = {
	define(parser) {
		parser
			.argument('<service>', 'github or gitlab')
			.option('--output <file>', 'the file to write (default: where the service looks for it)')
			.option('--format <format>', outputFormatHelp, 'text');
	},

	async run(context, args, rawOptions) {
		const { output: target, format } = optionsSchema.parse(rawOptions);
		const service = serviceSchema.parse(args[0]);
		const path = target === undefined ? pipelinePath(service) : toWorkspacePath(target, context);
		const written = await writePipeline(service, path, context.ports, context.signal);
		if (!written.ok) return refuse(written.failure, context);
		const { output } = context;
		printInterrupted(written.value.interrupted, context);
		if (format === 'json') {
			output.json({ version: 1, service, path });
			return 0;
		}
		output.line(`${output.paint.good('made')}  ${path}`);
		output.note('Review the lines marked ADAPT, then commit the file.');
		return 0;
	},
};
