import { z } from 'zod';
import { readPrompt } from '../../core/workspace/read-prompt.ts';
import type { CliCommand } from '../command.ts';
import { findPrompt } from '../find-prompt.ts';
import { loadFacts } from '../load-facts.ts';
import { outputFormatHelp, outputFormatSchema } from '../output-format.ts';
import { UsageError } from '../output.ts';

const optionsSchema = outputFormatSchema.extend({ field: z.enum(['path', 'version', 'sha256', 'text']).optional() });

export const resolve: CliCommand = {
	name: 'resolve',
	summary: 'Say what a prompt reference stands for, for scripts and for serving.',

	define(parser) {
		parser
			.argument('<reference>', 'NAME, NAME@VERSION or NAME@STAGE')
			.option('--field <field>', 'print only this: path, version, sha256 or text')
			.option('--format <format>', outputFormatHelp, 'text');
	},

	async run(context, args, rawOptions) {
		const { field, format } = optionsSchema.parse(rawOptions);
		const facts = await loadFacts(context);
		const summary = await findPrompt(facts, z.string().parse(args[0]), context);
		const prompt = await readPrompt(summary, context.ports);
		if (prompt === undefined) throw new UsageError(`${summary.path} is gone. Run the command again.`);

		const fields = {
			path: summary.path,
			version: summary.version ?? '',
			sha256: summary.contentHash,
			text: prompt.text,
		};
		const stages = summary.version === undefined ? [] : facts.stagesOf(summary.name, summary.version);
		if (field !== undefined && format === 'text') {
			if (field === 'text') context.output.raw(fields.text);
			else context.output.line(fields[field]);
		} else if (format === 'json') {
			const { name, revision } = summary;
			context.output.json({
				version: 1,
				prompt: { name, ...fields, version: summary.version ?? null, stages, commit: revision ?? null },
			});
		} else {
			context.output.line(`${summary.name}@${fields.version}${stages.length > 0 ? ` (${stages.join(', ')})` : ''}`);
			context.output.line(`path    ${fields.path}${summary.revision === undefined ? '' : ` at ${summary.revision.slice(0, 10)}`}`);
			context.output.line(`sha256  ${fields.sha256}`);
		}
		return 0;
	},
};
