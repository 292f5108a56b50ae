import { z } from 'zod';
import { evaluateGates } from '../../../core/use-cases/promote/evaluate-gates.ts';
import type { CliCommand } from '../../command.ts';
import { createLint } from '../../create-lint.ts';
import { gateJunit } from '../../text/gate-junit.ts';
import { gateProgress } from '../../text/gate-progress.ts';
import { gateLines, gateSummary, nothingRequired } from '../../text/gate-text.ts';
import { refuse } from '../../text/refusal.ts';
import { versionArgument } from '../../version-argument.ts';
import { withoutUndefined } from '../../../core/base/without-undefined.ts';

const optionsSchema = z.object({
	format: z.enum(['text', 'json', 'junit']).default('text'),
	to: z.string(),
	experiment: z.string().optional(),
	run: z.array(z.string()).optional(),
});

export const gate: CliCommand = {
	onlyLooks: true,

	define(parser) {
		parser
			.argument('<version>', 'NAME@VERSION')
			.requiredOption('--to <stage>', 'for example Staging or Production')
			.option('--experiment <id>', 'experiment to use as evidence (default: found by content)')
			.option('--run <id...>', 'runs to use as evidence (default: found by content)')
			.option('--format <format>', 'text, json or junit', 'text');
	},

	async run(context, args, rawOptions) {
		const { to, experiment, run: runs, format } = optionsSchema.parse(rawOptions);
		const { name, version } = versionArgument(z.string().parse(args[0]));
		const evidence = { ...withoutUndefined({ experiment, runs }) };
		const { ports, output, signal } = context;
		const gatePorts = {
			...ports,
			lint: createLint(context),
			// Whoever starts the command line in a folder has decided to trust it.
			isTrusted: true,
			onGate: gateProgress(context),
		};
		const judged = await evaluateGates({ name, version, to, evidence }, gatePorts, signal);
		if (!judged.ok) return refuse(judged.failure, context);
		const report = judged.value;
		report.warnings.forEach(warning => output.note(output.paint.warning(warning)));
		if (format === 'json') {
			const { passed, gates } = report;
			const nothing = gates.length === 0;
			if (nothing) output.note(output.paint.warning(nothingRequired(to)));
			output.json({ version: 1, name, version_under_test: report.version, to, passed, nothing_required: nothing, gates });
		} else if (format === 'junit') {
			output.raw(gateJunit(report));
		} else {
			gateLines(report.gates, output.paint).forEach(line => output.line(line));
			output.line(gateSummary(report, output.paint));
		}
		return report.passed ? 0 : 1;
	},
};
