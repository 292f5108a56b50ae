import { z } from 'zod';
import { diffPrompts } from '../../../core/formats/prompt/diff/diff-prompts.ts';
import type { Prompt } from '../../../core/formats/prompt/prompt.ts';
import { readPrompt } from '../../../core/workspace/read-prompt.ts';
import type { CliCommand } from '../../command.ts';
import { findPrompt } from '../../find-prompt.ts';
import { loadFacts } from '../../load-facts.ts';
import { outputFormatHelp, outputFormatSchema } from '../../text/output-format.ts';
import { UsageError } from '../../text/output.ts';
import { promptDiffText } from '../../text/prompt-diff-text.ts';

export const diff: CliCommand = {
	onlyLooks: true,

	define(parser) {
		parser
			.argument('<before>', 'prompt reference')
			.argument('<after>', 'prompt reference')
			.option('--format <format>', outputFormatHelp, 'text');
	},

	async run(context, args, rawOptions) {
		const { format } = outputFormatSchema.parse(rawOptions);
		const [before, after] = z.tuple([z.string(), z.string()]).rest(z.unknown()).parse(args);
		const facts = await loadFacts(context);
		const read = async (reference: string): Promise<Prompt> => {
			const prompt = await readPrompt(await findPrompt(facts, reference, context), context.ports);
			if (prompt === undefined) throw new UsageError(`The file of ${reference} is gone. Run the command again.`);
			return prompt;
		};
		const found = diffPrompts(await read(before), await read(after), { before, after });
		if (format === 'json') context.output.json(found);
		else context.output.line(promptDiffText(found, context.output.paint));
		return 0;
	},
};
