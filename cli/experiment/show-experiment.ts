import { formatMetric } from '../../core/judging/compare/report/format-metric.ts';
import { loadRuns } from '../../core/workspace/runs/load-runs.ts';
import { resolveExperiment } from '../../core/workspace/runs/resolve-experiment.ts';
import { readUncounted } from '../../core/workspace/runs/current/read-current-runs.ts';
import { summarizeRuns } from '../../core/workspace/runs/run-summary.ts';
import { textTable } from '../../core/base/text/text-table.ts';
import { ownValue } from '../../core/base/own-value.ts';
import type { CommandContext, ExitCode } from '../command.ts';
import { loadFacts } from '../load-facts.ts';
import { refuse } from '../text/refusal.ts';

/** Prints one experiment: what it compares, and how far its runs are. */
export async function showExperiment(id: string, format: 'text' | 'json', context: CommandContext): Promise<ExitCode> {
	const { ports, output, signal } = context;
	const found = resolveExperiment(await loadFacts(context), id);
	if (!found.ok) return refuse(found.failure, context);
	const { experiment, folder, path } = found.value;
	const { runs, problems } = await loadRuns(ports.files, folder, signal);
	problems.forEach(({ message }) => output.note(output.paint.warning(message)));
	const { variants, primaryMetric } = summarizeRuns(
		experiment,
		runs.map(({ record }) => record),
		await readUncounted(found.value, runs, ports.files, signal),
	);
	if (format === 'json') {
		output.json({
			version: 1,
			path,
			experiment,
			primary_metric: primaryMetric?.name ?? null,
			variants: variants.map(({ variant, isBaseline, runCount, unfinishedCount, primaryMean }) => ({
				name: variant,
				baseline: isBaseline,
				runs: runCount,
				unfinished: unfinishedCount,
				primary_mean: primaryMean ?? null,
			})),
		});
		return 0;
	}
	const { name, status, owner, start_date: start, end_date: end, locked } = experiment;
	const facts = { status, owner, start, end, locked, folder };
	output.line(output.paint.strong(name === undefined ? id : `${id} · ${name}`));
	const shown = Object.entries(facts).flatMap(([key, value]) => (value === undefined || value === null ? [] : [[key, value]]));
	output.line(textTable([{}, {}], shown));
	const metric = primaryMetric?.name;
	const rows = variants.map(({ variant, isBaseline, runCount, unfinishedCount, primaryMean }) => [
		`${variant}${isBaseline ? ' (baseline)' : ''}`,
		ownValue(experiment.variants, variant)?.prompt ?? '',
		`${runCount} ${runCount === 1 ? 'run' : 'runs'}${unfinishedCount === 0 ? '' : `, ${unfinishedCount} unfinished`}`,
		metric === undefined || primaryMean === undefined ? '' : `${metric} ${formatMetric(metric, primaryMean)}`,
	]);
	if (rows.length > 0) output.line(`\n${textTable([{}, {}, {}, {}], rows)}`);
	return 0;
}
