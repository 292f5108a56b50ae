import { ownValue } from '../../../core/base/own-value.ts';
import { boundedList } from '../../../core/base/text/bounded-list.ts';
import { z } from 'zod';
import { formatMetric } from '../../../core/judging/compare/report/format-metric.ts';
import type { Result } from '../../../core/base/result.ts';
import { loadRuns } from '../../../core/workspace/runs/load-runs.ts';
import type { RunFilterFailure } from '../../../core/workspace/runs/filter/run-filter.ts';
import { parseRunFilter } from '../../../core/workspace/runs/filter/run-filter.ts';
import type { RunOrderFailure } from '../../../core/workspace/runs/filter/run-order.ts';
import { parseRunOrder } from '../../../core/workspace/runs/filter/run-order.ts';
import type { RunRecord } from '../../../core/formats/run/run-record.ts';
import { readCurrentRuns } from '../../../core/workspace/runs/current/read-current-runs.ts';
import type { SupersededRun } from '../../../core/workspace/runs/current/settle-runs.ts';
import { supersededWords } from '../../../core/workspace/runs/current/superseded-words.ts';
import type { ExperimentSummary } from '../../../core/workspace/summaries/file-summary.ts';
import type { CliCommand, CommandContext } from '../../command.ts';
import { loadFacts } from '../../load-facts.ts';
import { exitCodeOfListing, notReadAsJson } from '../../text/not-read.ts';
import { outputFormatHelp, outputFormatSchema } from '../../text/output-format.ts';
import { UsageError } from '../../text/output.ts';
import { textTable } from '../../../core/base/text/text-table.ts';

const optionsSchema = outputFormatSchema.extend({
	filter: z.string().optional(),
	sort: z.string().default('started_at'),
	limit: z.coerce
		.number('--limit takes a number.')
		.int('--limit takes a whole number.')
		.positive('--limit takes a number above 0.')
		.optional(),
});

export const runs: CliCommand = {
	onlyLooks: true,

	define(parser) {
		parser
			.argument('[experiment]', 'id of one experiment (default: all)')
			.option('--filter <expression>', "for example 'metrics.test_pass_rate > 0.8 and variant = v2'")
			.option('--sort <fields>', 'fields separated by commas, - for descending, for example -metrics.test_pass_rate', 'started_at')
			.option('--limit <count>', 'maximum number of runs to list')
			.option('--format <format>', outputFormatHelp, 'text');
	},

	async run(context, args, rawOptions) {
		const { filter, sort, limit, format } = optionsSchema.parse(rawOptions);
		const facts = await loadFacts(context);
		const experiments = selectExperiments(facts.experiments, z.string().optional().parse(args[0]));
		const isWanted = filter === undefined ? (): boolean => true : read(parseRunFilter(filter));
		const order = read(parseRunOrder(sort));

		const { ports, signal, output } = context;
		const records: RunRecord[] = [];
		const superseded: SupersededRun[] = [];
		const notRead = [...facts.unread];
		for (const summary of experiments) {
			const loaded = await loadRuns(ports.files, summary.folder, signal);
			loaded.problems.forEach(problem => output.note(problem.message));
			notRead.push(...loaded.problems.map(({ path, message }) => ({ kind: 'unread', path, reason: message }) as const));
			records.push(...loaded.runs.map(run => run.record));
			superseded.push(...(await readCurrentRuns(summary, loaded.runs, ports.files, signal)).superseded);
		}
		const shown = records.filter(isWanted).sort(order).slice(0, limit);
		const ids = new Set(shown.map(({ id }) => id));
		const listed = superseded.filter(({ run }) => ids.has(run));
		if (format === 'json') {
			const plain = listed.map(({ run, by, reason, remaining }) => ({ run, by, reason, remaining }));
			output.json({ version: 1, total: records.length, runs: shown, superseded: plain, not_read: notReadAsJson(notRead) });
		} else print({ records: shown, total: records.length, superseded: listed }, context);
		return exitCodeOfListing(notRead);
	},
};

function selectExperiments(experiments: readonly ExperimentSummary[], id: string | undefined): readonly ExperimentSummary[] {
	if (id === undefined) return experiments;
	const selected = experiments.filter(summary => summary.experiment.id === id);
	if (selected.length > 0) return selected;
	const known = boundedList(experiments.map(summary => summary.experiment.id));
	throw new UsageError(`There is no experiment “${id}” in this workspace.${known === '' ? '' : ` Known: ${known}.`}`);
}

function read<Value>(result: Result<Value, RunFilterFailure | RunOrderFailure>): Value {
	if (result.ok) return result.value;
	const { failure } = result;
	const suggestion = failure.suggestion === undefined ? '' : ` Did you mean “${failure.suggestion}”?`;
	if (failure.kind === 'invalid-filter') {
		const rest = failure.text.slice(failure.offset);
		throw new UsageError(`--filter: expected ${failure.expected} ${rest === '' ? 'at the end' : `at “${rest}”`}.${suggestion}`);
	}
	throw new UsageError(`--sort: a run has no field “${failure.field}”.${suggestion} Known: ${failure.known.join(', ')}.`);
}

interface ListedRuns {
	readonly records: readonly RunRecord[];
	/** Of all runs, before the filter. */
	readonly total: number;
	readonly superseded: readonly SupersededRun[];
}

function print({ records, total, superseded }: ListedRuns, { output }: CommandContext): void {
	if (records.length === 0) {
		output.line(total === 0 ? 'No run is recorded yet. “stagemark record” records one.' : `None of ${total} runs matches the filter.`);
		return;
	}
	const metrics = [...new Set(records.flatMap(record => Object.keys(record.metrics)))];
	const notes = new Map(superseded.map(each => [each.run, supersededWords(each)]));
	const rows = records.map(record => [
		record.id,
		record.experiment,
		record.variant,
		record.seed === null ? '' : String(record.seed),
		record.status,
		...metrics.map(name => {
			const value = ownValue(record.metrics, name);
			return value === undefined ? '' : formatMetric(name, value);
		}),
		...(notes.size === 0 ? [] : [notes.get(record.id) ?? '']),
	]);
	const columns = [
		{ title: 'run' },
		{ title: 'experiment' },
		{ title: 'variant' },
		{ title: 'seed', align: 'right' as const },
		{ title: 'status' },
		...metrics.map(title => ({ title, align: 'right' as const })),
		...(notes.size === 0 ? [] : [{ title: 'does not count' }]),
	];
	output.line(textTable(columns, rows));
	if (records.length < total) output.note(`${records.length} of ${total} runs.`);
}
