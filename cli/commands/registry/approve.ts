import { z } from 'zod';
import { answerRequest } from '../../../core/use-cases/review/review-request.ts';
import type { CliCommand } from '../../command.ts';
import { outputFormatHelp, outputFormatSchema } from '../../text/output-format.ts';
import { refuse } from '../../text/refusal.ts';
import { printRequest } from '../../text/request-text.ts';

const optionsSchema = outputFormatSchema.extend({ reason: z.string() });

export const approve: CliCommand = {
	name: 'approve',
	summary: 'Approve a request; it can be promoted once it has every approval it needs.',

	define(parser) {
		parser
			.argument('<name>', 'the prompt')
			.argument('<request>', 'id of the request, for example r-7c21f0')
			.option('--reason <text>', 'what convinced you; kept with the approval', '')
			.option('--format <format>', outputFormatHelp, 'text');
	},

	async run(context, args, rawOptions) {
		const { reason, format } = optionsSchema.parse(rawOptions);
		const [name, id] = z.tuple([z.string(), z.string()]).parse(args);
		const answered = await answerRequest({ name, request: id, verdict: 'approve', reason }, context.ports, context.signal);
		if (!answered.ok) return refuse(answered.failure, context);
		printRequest(name, answered.value, format, context);
		return 0;
	},
};
