import { z } from 'zod';
import { attestPromotion } from '../../../core/use-cases/attest/attest-promotion.ts';
import type { CliCommand } from '../../command.ts';
import { printApplied, printInterrupted } from '../../text/applied-text.ts';
import { outputFormatHelp, outputFormatSchema } from '../../text/output-format.ts';
import { UsageError } from '../../text/output.ts';
import { refuse } from '../../text/refusal.ts';

export const attest: CliCommand = {
	define(parser) {
		parser.argument('<name@version>', 'a version that is in a stage').option('--format <format>', outputFormatHelp, 'text');
	},

	async run(context, args, rawOptions) {
		const { format } = outputFormatSchema.parse(rawOptions);
		const asked = z.string().normalize('NFC').parse(args[0]);
		const at = asked.lastIndexOf('@');
		if (at < 1 || at === asked.length - 1) throw new UsageError(`“attest” needs NAME@VERSION, not “${asked}”.`);
		const attested = await attestPromotion({ name: asked.slice(0, at), version: asked.slice(at + 1) }, context.ports, context.signal);
		if (!attested.ok) return refuse(attested.failure, context);
		const { output } = context;
		const { path, bomPath, stage, by, applied, interrupted } = attested.value;
		printInterrupted(interrupted, context);
		if (format === 'json') {
			output.json({ version: 1, subject: asked, stage, by, path, bom: bomPath, commit: applied.commit ?? null });
			return 0;
		}
		output.line(`${output.paint.good('attested')}  ${asked} in ${stage}, signed by ${by}`);
		output.line(`file    ${path}`);
		output.line(`bom     ${bomPath}`);
		printApplied(applied, context);
		return 0;
	},
};
