import { z } from 'zod';
import { answerRequest } from '../../../core/use-cases/review/review-request.ts';
import type { RequestAnswer } from '../../../core/use-cases/review/review-request.ts';
import type { CliCommand } from '../../command.ts';
import { outputFormatHelp, outputFormatSchema } from '../../text/output-format.ts';
import { refuse } from '../../text/refusal.ts';
import { printRequest } from '../../text/request-text.ts';

const optionsSchema = outputFormatSchema.extend({ reason: z.string(), sign: z.boolean().default(false) });

/** The commands that answer a request, by what they say to it. */
export const answerCommands: { readonly [Verdict in RequestAnswer['verdict']]: CliCommand } = {
	approve: answerCommand('approve', 'what convinced you; kept with the approval'),
	reject: answerCommand('reject', 'why not; kept with the request'),
	withdraw: answerCommand('withdraw', 'why; kept with the request'),
};

function answerCommand(verdict: RequestAnswer['verdict'], reasonHelp: string): CliCommand {
	return {
		define(parser) {
			parser.argument('<name>', 'the prompt, pipeline or model').argument('<request>', 'id of the request, for example r-7c21f0');
			if (verdict === 'approve') {
				parser.option('--reason <text>', reasonHelp, '');
				parser.option('--sign', 'sign it with the key Git signs with, also where the stage does not ask for it');
			} else parser.requiredOption('--reason <text>', reasonHelp);
			parser.option('--format <format>', outputFormatHelp, 'text');
		},

		async run(context, args, rawOptions) {
			const { reason, sign, format } = optionsSchema.parse(rawOptions);
			const [name, request] = z.tuple([z.string().normalize('NFC'), z.string()]).parse(args);
			const answered = await answerRequest({ name, request, verdict, reason, sign }, context.ports, context.signal);
			if (!answered.ok) return refuse(answered.failure, context);
			printRequest(name, answered.value, format, context);
			return 0;
		},
	};
}
