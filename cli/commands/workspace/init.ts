import { initializeWorkspace } from '../../../core/use-cases/init/initialize-workspace.ts';
import type { CliCommand } from '../../command.ts';
import { printInterrupted } from '../../text/applied-text.ts';
import { outputFormatHelp, outputFormatSchema } from '../../text/output-format.ts';
import { refuse } from '../../text/refusal.ts';

export const init: CliCommand = {
	name: 'init',
	startsHere: true,
	summary: 'Create folders, a configuration and an example. Overwrites nothing.',

	define(parser) {
		parser.option('--format <format>', outputFormatHelp, 'text');
	},

	async run(context, _args, rawOptions) {
		const { format } = outputFormatSchema.parse(rawOptions);
		const { output } = context;
		const initialized = await initializeWorkspace(context.ports, context.signal);
		if (!initialized.ok) return refuse(initialized.failure, context);
		const { created, skipped, interrupted } = initialized.value;
		printInterrupted(interrupted, context);
		if (format === 'json') {
			output.json({ version: 1, created, skipped });
			return 0;
		}
		created.forEach(path => output.line(`${output.paint.good('made')}  ${path}`));
		skipped.forEach(path => output.line(`${output.paint.dim('kept')}  ${path}`));
		output.note(created.length === 0 ? 'Everything already exists.' : 'Review the new files, then commit them.');
		return 0;
	},
};
