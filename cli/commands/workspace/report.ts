import { z } from 'zod';
import { changeReportMarkdown } from '../../../core/use-cases/report/change-report-markdown.ts';
import { gatherChangeReport } from '../../../core/use-cases/report/gather-change-report.ts';
import type { CliCommand } from '../../command.ts';
import { createLint } from '../../create-lint.ts';
import { findBaseline } from '../../find-baseline.ts';
import { loadFacts } from '../../load-facts.ts';
import { exitCodeOfListing } from '../../text/not-read.ts';
import { gitAction } from '../../../core/words/git-action.ts';
import { UsageError } from '../../text/output.ts';

const optionsSchema = z.object({ base: z.string().default('origin/main'), format: z.enum(['markdown', 'json']).default('markdown') });

export const report: CliCommand = {
	onlyLooks: true,

	define(parser) {
		parser
			.option('--base <revision>', 'the branch to merge into; compares with the point where this branch left it', 'origin/main')
			.option('--format <format>', 'markdown or json', 'markdown');
	},

	async run(context, _args, rawOptions) {
		const { base: revision, format } = optionsSchema.parse(rawOptions);
		const base = await findBaseline({ option: '--base', revision }, context);
		const { ports, output, signal } = context;
		const question = { base, facts: await loadFacts(context), lint: createLint(context), ports };
		const found = await gatherChangeReport(question, signal);
		const damage = await ports.git.damage();
		if (damage !== undefined) throw new UsageError(`--base ${revision}: ${damage}, so nothing was compared. ${gitAction(damage)}`);
		if (format === 'json') output.json(found);
		else output.raw(changeReportMarkdown(found));
		return exitCodeOfListing(found.not_read);
	},
};
