import { z } from 'zod';
import { formatMetric } from '../../core/compare/format-metric.ts';
import { recordRun } from '../../core/run/record-run.ts';
import type { RecordedRun, RecordRequest } from '../../core/run/record-request.ts';
import { printApplied, printInterrupted } from '../applied-text.ts';
import type { CliCommand, CommandContext } from '../command.ts';
import { outputFormatHelp, outputFormatSchema } from '../output-format.ts';
import { refuse } from '../refusal.ts';
import { textTable } from '../../core/text-table.ts';

const optionsSchema = outputFormatSchema.extend({
	experiment: z.string(),
	variant: z.string(),
	metrics: z.string().optional(),
	samples: z.string().optional(),
	params: z.string().optional(),
	artifact: z.array(z.string()).default([]),
	seed: z.coerce.number('--seed takes a whole number.').int('--seed takes a whole number.').optional(),
	status: z.enum(['completed', 'failed', 'cancelled']).default('completed'),
	tag: z.array(z.string().regex(/^[^=]+=/, '--tag takes NAME=VALUE.')).default([]),
	notes: z.string().default(''),
	startedAt: z.string().optional(),
	endedAt: z.string().optional(),
});

export const record: CliCommand = {
	name: 'record',
	summary: 'Record one run from files and commit it.',

	define(parser) {
		parser
			.requiredOption('--experiment <id>', 'experiment the run belongs to')
			.requiredOption('--variant <name>', 'variant of the experiment')
			.option('--metrics <file>', 'JSON or YAML map of metric to number')
			.option('--samples <file>', 'per-case results, one JSON object a line')
			.option('--params <file>', 'JSON or YAML map of parameters')
			.option('--artifact <file...>', 'files to keep with the run, up to 10 MB each')
			.option('--seed <number>', 'seed of the run')
			.option('--status <status>', 'completed, failed or cancelled', 'completed')
			.option('--tag <name=value...>', 'tags of the run')
			.option('--notes <text>', 'remarks for people')
			.option('--started-at <time>', 'ISO 8601; now by default')
			.option('--ended-at <time>', 'ISO 8601; the start by default')
			.option('--format <format>', outputFormatHelp, 'text');
	},

	async run(context, _args, rawOptions) {
		const options = optionsSchema.parse(rawOptions);
		const recorded = await recordRun(requestOf(options), context.ports, context.signal);
		if (!recorded.ok) return refuse(recorded.failure, context);
		print(recorded.value, options.format, context);
		return 0;
	},
};

function requestOf(options: z.output<typeof optionsSchema>): RecordRequest {
	const { experiment, variant, metrics, samples, params, artifact, seed, status, tag, notes, startedAt, endedAt } = options;
	return {
		experiment,
		variant,
		status,
		notes,
		artifactFiles: artifact,
		tags: Object.fromEntries(tag.map(text => [text.slice(0, text.indexOf('=')), text.slice(text.indexOf('=') + 1)])),
		...(metrics === undefined ? {} : { metricsFile: metrics }),
		...(samples === undefined ? {} : { samplesFile: samples }),
		...(params === undefined ? {} : { paramsFile: params }),
		...(seed === undefined ? {} : { seed }),
		...(startedAt === undefined ? {} : { startedAt }),
		...(endedAt === undefined ? {} : { endedAt }),
	};
}

function print(recorded: RecordedRun, format: 'text' | 'json', context: CommandContext): void {
	const { output } = context;
	printInterrupted(recorded.interrupted, context);
	recorded.warnings.forEach(warning => output.note(output.paint.warning(warning)));
	if (format === 'json') {
		const { record: run, folder, applied, warnings } = recorded;
		output.json({ version: 1, run, folder, commit: applied.commit ?? null, uncommitted: applied.uncommitted ?? null, warnings });
		return;
	}
	const { id, experiment, variant, seed, metrics } = recorded.record;
	output.line(`${output.paint.good('recorded')} ${id} (${experiment}/${variant}${seed === null ? '' : `, seed ${seed}`})`);
	output.line(`folder  ${recorded.folder}`);
	printApplied(recorded.applied, context);
	const rows = Object.entries(metrics).map(([name, value]) => [name, formatMetric(name, value)]);
	if (rows.length > 0) output.line(textTable([{}, { align: 'right' }], rows));
}
