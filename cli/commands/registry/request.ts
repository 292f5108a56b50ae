import { z } from 'zod';
import { requestPromotion } from '../../../core/use-cases/review/request-promotion.ts';
import type { CliCommand } from '../../command.ts';
import { createLint } from '../../create-lint.ts';
import { gateProgress } from '../../text/gate-progress.ts';
import { outputFormatHelp, outputFormatSchema } from '../../text/output-format.ts';
import { refuse } from '../../text/refusal.ts';
import { printRequest } from '../../text/request-text.ts';
import { versionArgument } from '../../version-argument.ts';

const optionsSchema = outputFormatSchema.extend({ to: z.string(), reason: z.string(), withContent: z.boolean().default(false) });

export const request: CliCommand = {
	define(parser) {
		parser
			.argument('<version>', 'NAME@VERSION')
			.requiredOption('--to <stage>', 'for example Staging or Production')
			.requiredOption('--reason <text>', 'why; kept with the request')
			.option('--with-content', 'commit the content of the version in the same commit, where no commit has it')
			.option('--format <format>', outputFormatHelp, 'text');
	},

	async run(context, args, rawOptions) {
		const { to, reason, withContent, format } = optionsSchema.parse(rawOptions);
		const wanted = versionArgument(z.string().parse(args[0]));
		const ports = { ...context.ports, lint: createLint(context), onGate: gateProgress(context) };
		const requested = await requestPromotion({ ...wanted, to, reason, withContent }, ports, context.signal);
		if (!requested.ok) return refuse(requested.failure, context);
		printRequest(wanted.name, requested.value, format, context);
		return 0;
	},
};
