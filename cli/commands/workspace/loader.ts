import { z } from 'zod';
import { loaderLanguages, loaderPath, writeLoader } from '../../../core/use-cases/loader/write-loader.ts';
import type { CliCommand } from '../../command.ts';
import { printInterrupted } from '../../text/applied-text.ts';
import { outputFormatHelp, outputFormatSchema } from '../../text/output-format.ts';
import { refuse } from '../../text/refusal.ts';
import { toWorkspacePath } from '../../workspace-path.ts';

const optionsSchema = outputFormatSchema.extend({ output: z.string().optional() });

const languageSchema = z.enum(loaderLanguages, { error: '“loader” needs a language: python or typescript.' });

export const loader: CliCommand = {
	define(parser) {
		parser
			.argument('<language>', 'python or typescript')
			.option('--output <file>', 'the file to write (default: stagemark_loader.py or stagemark-loader.ts)')
			.option('--format <format>', outputFormatHelp, 'text');
	},

	async run(context, args, rawOptions) {
		const { output: target, format } = optionsSchema.parse(rawOptions);
		const language = languageSchema.parse(args[0]);
		const path = target === undefined ? loaderPath(language) : toWorkspacePath(target, context);
		const written = await writeLoader(language, path, context.ports, context.signal);
		if (!written.ok) return refuse(written.failure, context);
		const { output } = context;
		printInterrupted(written.value.interrupted, context);
		if (format === 'json') {
			output.json({ version: 1, language, path });
			return 0;
		}
		output.line(`${output.paint.good('written')}  ${path}`);
		output.note(
			'load("NAME@Production") reads stagemark-manifest.json: write it with “stagemark registry export --output stagemark-manifest.json”.',
		);
		return 0;
	},
};
