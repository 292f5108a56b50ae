import { z } from 'zod';
import { promoteVersion } from '../../../core/use-cases/promote/promote-version.ts';
import type { CliCommand } from '../../command.ts';
import { createLint } from '../../create-lint.ts';
import { gateProgress } from '../../text/gate-progress.ts';
import { printMoves } from '../../text/moves-text.ts';
import { outputFormatHelp, outputFormatSchema } from '../../text/output-format.ts';
import { refuse } from '../../text/refusal.ts';
import { versionArgument } from '../../version-argument.ts';
import { withoutUndefined } from '../../../core/base/without-undefined.ts';

const optionsSchema = outputFormatSchema.extend({
	to: z.string(),
	reason: z.string(),
	experiment: z.string().optional(),
	run: z.array(z.string()).optional(),
	override: z.boolean().default(false),
	withContent: z.boolean().default(false),
});

export const promote: CliCommand = {
	define(parser) {
		parser
			.argument('<version>', 'NAME@VERSION')
			.requiredOption('--to <stage>', 'for example Staging or Production')
			.requiredOption('--reason <text>', 'why; kept in the audit trail')
			.option('--experiment <id>', 'experiment to use as evidence (default: found by content)')
			.option('--run <id...>', 'runs to use as evidence (default: found by content)')
			.option('--override', 'promote despite failed gates or missing approvals; kept in the audit trail')
			.option('--with-content', 'commit the content of the version in the same commit, where no commit has it')
			.option('--format <format>', outputFormatHelp, 'text');
	},

	async run(context, args, rawOptions) {
		const { to, reason, experiment, run: runs, override, withContent, format } = optionsSchema.parse(rawOptions);
		const { name, version } = versionArgument(z.string().parse(args[0]));
		const evidence = { ...withoutUndefined({ experiment, runs }) };
		const ports = { ...context.ports, lint: createLint(context), onGate: gateProgress(context) };
		const promoted = await promoteVersion({ name, version, to, reason, evidence, override, withContent }, ports, context.signal);
		if (!promoted.ok) return refuse(promoted.failure, context);
		printMoves(promoted.value, format, context);
		return 0;
	},
};
