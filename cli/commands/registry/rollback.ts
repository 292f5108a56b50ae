import { z } from 'zod';
import { rollbackStage } from '../../../core/use-cases/promote/rollback-stage.ts';
import type { CliCommand } from '../../command.ts';
import { printMoves } from '../../text/moves-text.ts';
import { outputFormatHelp, outputFormatSchema } from '../../text/output-format.ts';
import { refuse } from '../../text/refusal.ts';
import { withoutUndefined } from '../../../core/base/without-undefined.ts';

const optionsSchema = outputFormatSchema.extend({ stage: z.string().optional(), reason: z.string() });

export const rollback: CliCommand = {
	define(parser) {
		parser
			.argument('<name>', 'the prompt, pipeline or model')
			.requiredOption('--reason <text>', 'why; kept in the audit trail')
			.option('--stage <stage>', 'stage to roll back (default: the highest)')
			.option('--format <format>', outputFormatHelp, 'text');
	},

	async run(context, args, rawOptions) {
		const { stage, reason, format } = optionsSchema.parse(rawOptions);
		const name = z.string().normalize('NFC').parse(args[0]);
		const wanted = { name, reason, ...withoutUndefined({ stage }) };
		const rolledBack = await rollbackStage(wanted, context.ports, context.signal);
		if (!rolledBack.ok) return refuse(rolledBack.failure, context);
		printMoves(rolledBack.value, format, context);
		return 0;
	},
};
