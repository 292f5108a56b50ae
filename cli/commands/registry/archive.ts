import { z } from 'zod';
import { promoteVersion } from '../../../core/use-cases/promote/promote-version.ts';
import { stageRoles } from '../../../core/formats/registry/stage-roles.ts';
import type { CliCommand } from '../../command.ts';
import { loadFacts } from '../../load-facts.ts';
import { printMoves } from '../../text/moves-text.ts';
import { outputFormatHelp, outputFormatSchema } from '../../text/output-format.ts';
import { refuse } from '../../text/refusal.ts';
import { versionArgument } from '../../version-argument.ts';

const optionsSchema = outputFormatSchema.extend({ reason: z.string() });

export const archive: CliCommand = {
	define(parser) {
		parser
			.argument('<version>', 'NAME@VERSION')
			.requiredOption('--reason <text>', 'why; kept in the audit trail')
			.option('--format <format>', outputFormatHelp, 'text');
	},

	async run(context, args, rawOptions) {
		const { reason, format } = optionsSchema.parse(rawOptions);
		const { name, version } = versionArgument(z.string().parse(args[0]));
		const to = stageRoles((await loadFacts(context)).config).archive;
		const archived = await promoteVersion({ name, version, to, reason }, context.ports, context.signal);
		if (!archived.ok) return refuse(archived.failure, context);
		printMoves(archived.value, format, context);
		return 0;
	},
};
