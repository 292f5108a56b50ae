import { z } from 'zod';
import { reproductionReport } from '../../../core/words/describe-reproduction.ts';
import { reproduceRun } from '../../../core/use-cases/reproduce/reproduce-run.ts';
import type { Reproduction } from '../../../core/use-cases/reproduce/reproduction.ts';
import { textTable } from '../../../core/base/text/text-table.ts';
import { printApplied, printInterrupted } from '../../text/applied-text.ts';
import type { CliCommand, CommandContext } from '../../command.ts';
import { outputFormatHelp, outputFormatSchema } from '../../text/output-format.ts';
import { refuse } from '../../text/refusal.ts';
import { withoutUndefined } from '../../../core/base/without-undefined.ts';

const optionsSchema = outputFormatSchema.extend({
	tolerance: z.coerce.number('--tolerance takes a number.').nonnegative('--tolerance takes a number of at least 0.').optional(),
	record: z.boolean().default(false),
});

export const reproduce: CliCommand = {
	define(parser) {
		parser
			.argument('<run>', 'id of the run')
			.option(
				'--tolerance <number>',
				'largest difference of a metric that counts as the same (default: the largest between equal runs on record)',
			)
			.option('--record', 'record the new run as well, tagged with the old one')
			.option('--format <format>', outputFormatHelp, 'text');
	},

	async run(context, [argument], rawOptions) {
		const { tolerance, record, format } = optionsSchema.parse(rawOptions);
		const run = z.string().parse(argument);
		context.output.progress(`Making ${run} again …`);
		const request = { run, record, ...withoutUndefined({ tolerance }) };
		const reproduced = await reproduceRun(request, context.ports, context.signal);
		if (!reproduced.ok) return refuse(reproduced.failure, context);
		print(reproduced.value, format, context);
		return reproduced.value.isReproduced ? 0 : 1;
	},
};

function print(reproduction: Reproduction, format: 'text' | 'json', context: CommandContext): void {
	const { output } = context;
	const { original, repeated, recorded, metrics, cases, noise, surroundings, isReproduced } = reproduction;
	printInterrupted(recorded?.interrupted, context);
	recorded?.warnings.forEach(warning => output.note(output.paint.warning(warning)));
	if (format === 'json') {
		output.json({
			version: 1,
			run: original.id,
			commit: original.git?.commit ?? null,
			reproduced: isReproduced,
			metrics: metrics.map(({ name, before = null, after = null, tolerance, isWithin }) => ({
				name,
				recorded: before,
				again: after,
				tolerance,
				within: isWithin,
			})),
			cases: cases === undefined ? null : { common: cases.commonCount, changed: cases.changedCount, lone: cases.loneCount },
			noise: { groups: noise.groupCount, runs: noise.runCount, largest_differences: noise.largestDifferences },
			surroundings,
			recorded: recorded === undefined ? null : { id: repeated.id, folder: recorded.folder, commit: recorded.applied.commit ?? null },
		});
		return;
	}
	const { verdict, headings, rows, remarks } = reproductionReport(reproduction);
	output.line(isReproduced ? output.paint.good(verdict) : output.paint.bad(verdict));
	const right = { align: 'right' } as const;
	if (rows.length > 0) output.line(textTable([{}, right, right, right, right, {}], [headings, ...rows]));
	remarks.forEach(remark => output.line(remark));
	if (recorded === undefined) return;
	output.line(`recorded  ${repeated.id}`);
	printApplied(recorded.applied, context);
}
