import { z } from 'zod';
import { formatMetric } from '../../../core/judging/compare/report/format-metric.ts';
import type { ImportRequest } from '../../../core/use-cases/import/import-request.ts';
import { importers } from '../../../core/use-cases/import/tools/all-importers.ts';
import { recordRun } from '../../../core/use-cases/record/record-run.ts';
import type { RecordedRun, RecordRequest } from '../../../core/use-cases/record/record-request.ts';
import { printApplied, printInterrupted } from '../../text/applied-text.ts';
import type { CliCommand, CommandContext } from '../../command.ts';
import { outputFormatHelp, outputFormatSchema } from '../../text/output-format.ts';
import { UsageError } from '../../text/output.ts';
import { importResults } from '../../record/import-results.ts';
import type { ImportOptions } from '../../record/import-results.ts';
import { refuse } from '../../text/refusal.ts';
import { textTable } from '../../../core/base/text/text-table.ts';
import { withoutUndefined } from '../../../core/base/without-undefined.ts';

const pairOf = (option: string, form: string): z.ZodString => z.string().regex(/^[^=]+=/, `${option} takes ${form}.`);

const optionsSchema = outputFormatSchema.extend({
	experiment: z.string(),
	variant: z.string().optional(),
	from: z.string().optional(),
	formatOf: z.string().optional(),
	case: z.string().optional(),
	sourceExperiment: z.string().optional(),
	map: z.array(pairOf('--map', 'NAME=VARIANT')).default([]),
	only: z.array(z.string()).default([]),
	dryRun: z.boolean().default(false),
	metrics: z.string().optional(),
	samples: z.string().optional(),
	params: z.string().optional(),
	artifact: z.array(z.string()).default([]),
	seed: z.coerce.number('--seed takes a whole number.').int('--seed takes a whole number.').optional(),
	status: z.enum(['completed', 'failed', 'cancelled']).default('completed'),
	tag: z.array(pairOf('--tag', 'NAME=VALUE')).default([]),
	notes: z.string().default(''),
	startedAt: z.string().optional(),
	endedAt: z.string().optional(),
});

export const record: CliCommand = {
	define(parser) {
		parser
			.requiredOption('--experiment <id>', 'experiment the run belongs to')
			.option('--variant <name>', 'variant of the experiment')
			.option(
				'--from <path>',
				'results of another tool: a file, a folder, the address of an MLflow server, or refs/exps for experiments of DVC',
			)
			.option(
				'--format-of <tool>',
				`tool that wrote them, if their content does not show it: ${importers.map(({ id }) => id).join(', ')}`,
			)
			.option('--case <column>', 'column with the id of the case, or "#row"; recognised by its name by default')
			.option('--source-experiment <name>', 'experiment of the other tool whose runs are imported; all by default')
			.option('--map <name=variant...>', 'variant of an imported run, by the name of the run')
			.option('--only <name...>', 'names or ids of the runs to import')
			.option('--dry-run', 'show what would be imported, and what would be lost')
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
		if (options.from !== undefined)
			return await importResults(importRequestOf(options, options.from), importOptionsOf(options), context);
		const { variant } = options;
		if (variant === undefined) throw new UsageError('--variant is missing. It is the variant of the experiment that was run.');
		const idle = ['case', 'sourceExperiment', 'map', 'only', 'formatOf', 'dryRun'].find(name => isGiven(rawOptions, name));
		if (idle !== undefined) throw new UsageError(`--${idle.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)} goes with --from.`);
		const recorded = await recordRun(requestOf(options, variant), context.ports, context.signal);
		if (!recorded.ok) return refuse(recorded.failure, context);
		print(recorded.value, options.format, context);
		return 0;
	},
};

type Options = z.output<typeof optionsSchema>;

function isGiven(options: unknown, name: string): boolean {
	return typeof options === 'object' && options !== null && Reflect.get(options, name) !== undefined;
}

/** Everything else about an imported run is what the other tool says of it. */
function importRequestOf(
	{ experiment, variant, formatOf, case: caseColumn, sourceExperiment, map, only, ...others }: Options,
	from: string,
): ImportRequest {
	const misplaced = (['metrics', 'samples', 'params', 'seed', 'startedAt', 'endedAt'] as const).find(name => others[name] !== undefined);
	if (misplaced !== undefined) throw new UsageError(`--${misplaced.replace('At', '-at')} does not go with --from, which brings its own.`);
	return {
		from,
		experiment,
		...withoutUndefined({ variant, format: formatOf, caseColumn, sourceExperiment }),
		variants: pairs(map),
		only,
	};
}

function importOptionsOf({ dryRun, format }: Options): ImportOptions {
	return { isDryRun: dryRun, format };
}

function pairs(texts: readonly string[]): Record<string, string> {
	return Object.fromEntries(texts.map(text => [text.slice(0, text.indexOf('=')), text.slice(text.indexOf('=') + 1)]));
}

function requestOf(options: Options, variant: string): RecordRequest {
	const { experiment, metrics, samples, params, artifact, seed, status, tag, notes, startedAt, endedAt } = options;
	return {
		experiment,
		variant,
		status,
		notes,
		artifactFiles: artifact,
		tags: pairs(tag),
		...withoutUndefined({ metricsFile: metrics, samplesFile: samples, paramsFile: params, seed, startedAt, endedAt }),
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
