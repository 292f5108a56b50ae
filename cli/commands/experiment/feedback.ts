import { z } from 'zod';
import { addFeedback } from '../../../core/use-cases/feedback/add-feedback.ts';
import type { FeedbackPlan } from '../../../core/use-cases/feedback/add-feedback.ts';
import type { Written } from '../../../core/use-cases/unit-of-work/unit-of-work.ts';
import { printApplied, printInterrupted } from '../../text/applied-text.ts';
import type { CliCommand, CommandContext } from '../../command.ts';
import { outputFormatHelp, outputFormatSchema } from '../../text/output-format.ts';
import { refuse } from '../../text/refusal.ts';

const optionsSchema = outputFormatSchema.extend({
	score: z.coerce.number('--score takes a number.').optional(),
	label: z.string().optional(),
	comment: z.string().optional(),
});

export const feedback: CliCommand = {
	define(parser) {
		parser
			.argument('<run>', 'id of the run')
			.argument('<case>', 'a case of its samples')
			.option('--score <number>', 'how good the answer is, on a scale of your own such as 1 to 5; human_rating in comparisons')
			.option('--label <word>', 'a word for the answer, such as good or wrong-tone')
			.option('--comment <text>', 'a comment on the answer')
			.option('--format <format>', outputFormatHelp, 'text');
	},

	async run(context, args, rawOptions) {
		const options = optionsSchema.parse(rawOptions);
		const [run, caseId] = z.tuple([z.string(), z.string()]).rest(z.unknown()).parse(args);
		const { score, label, comment } = options;
		const added = await addFeedback({ run, case: caseId, score, label, comment }, context.ports, context.signal);
		if (!added.ok) return refuse(added.failure, context);
		print(added.value, { run, format: options.format }, context);
		return 0;
	},
};

function print(
	{ feedback: said, path, applied, interrupted }: Written<FeedbackPlan>,
	{ run, format }: { readonly run: string; readonly format: 'text' | 'json' },
	context: CommandContext,
): void {
	const { output } = context;
	printInterrupted(interrupted, context);
	if (format === 'json') {
		output.json({ version: 1, run, feedback: said, path, commit: applied.commit ?? null, uncommitted: applied.uncommitted ?? null });
		return;
	}
	const words = [said.score?.toString(), said.label, said.comment].filter(part => part !== undefined).join(' · ');
	output.line(`${output.paint.good('added')} ${run} case ${said.case}: ${words}`);
	output.line(`by      ${said.by}`);
	output.line(`file    ${path}`);
	printApplied(applied, context);
}
