import { z } from 'zod';
import { promoteVersion } from '../../core/registry/promote-version.ts';
import type { Promotion } from '../../core/registry/promotion.ts';
import { parsePromptReference } from '../../core/prompt/prompt-reference.ts';
import { printApplied, printInterrupted } from '../applied-text.ts';
import type { CliCommand, CommandContext } from '../command.ts';
import { outputFormatHelp, outputFormatSchema } from '../output-format.ts';
import { UsageError } from '../output.ts';
import { refuse } from '../refusal.ts';

const optionsSchema = outputFormatSchema.extend({
	to: z.string(),
	reason: z.string(),
	experiment: z.string().optional(),
	run: z.array(z.string()).optional(),
	override: z.boolean().default(false),
});

export const promote: CliCommand = {
	name: 'promote',
	summary: 'Move a version to a stage, with its evidence, as one commit.',

	define(parser) {
		parser
			.argument('<version>', 'NAME@VERSION')
			.requiredOption('--to <stage>', 'for example Staging or Production')
			.requiredOption('--reason <text>', 'why; kept in the audit trail')
			.option('--experiment <id>', 'experiment that is the evidence; found by content without it')
			.option('--run <id...>', 'runs that are the evidence; found by content without it')
			.option('--override', 'go ahead although requirements of the stage were not checked; kept in the audit trail')
			.option('--format <format>', outputFormatHelp, 'text');
	},

	async run(context, args, rawOptions) {
		const { to, reason, experiment, run: runs, override, format } = optionsSchema.parse(rawOptions);
		const { name, version } = versionOf(z.string().parse(args[0]));
		const evidence = { ...(experiment === undefined ? {} : { experiment }), ...(runs === undefined ? {} : { runs }) };
		const promoted = await promoteVersion({ name, version, to, reason, evidence, override }, context.ports, context.signal);
		if (!promoted.ok) return refuse(promoted.failure, context);
		print(promoted.value, format, context);
		return 0;
	},
};

function versionOf(text: string): { readonly name: string; readonly version: string } {
	const reference = parsePromptReference(text);
	if (reference?.selector === undefined)
		throw new UsageError(`“${text}” names no version. Write NAME@VERSION, for example code-generator@2.0.0.`);
	return { name: reference.name, version: reference.selector };
}

function print({ path, transitions, applied, warnings, interrupted }: Promotion, format: 'text' | 'json', context: CommandContext): void {
	const { output } = context;
	printInterrupted(interrupted, context);
	warnings.forEach(warning => output.note(output.paint.warning(warning)));
	if (format === 'json') {
		output.json({ version: 1, path, transitions, commit: applied.commit ?? null, tag: applied.tag ?? null, warnings });
		return;
	}
	for (const { version, from, to, runs } of transitions) {
		const evidence = runs === undefined || runs.length === 0 ? '' : output.paint.dim(` on ${runs.length} runs`);
		output.line(`${output.paint.good('moved')}   ${version}  ${from} → ${to}${evidence}`);
	}
	output.line(`file    ${path}`);
	printApplied(applied, context);
}
