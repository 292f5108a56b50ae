import { formatDelta } from '../../core/judging/compare/report/format-metric.ts';
import { loadRuns } from '../../core/workspace/runs/load-runs.ts';
import { readUncounted } from '../../core/workspace/runs/current/read-current-runs.ts';
import { summarizeRuns } from '../../core/workspace/runs/run-summary.ts';
import { textTable } from '../../core/base/text/text-table.ts';
import type { CommandContext, ExitCode } from '../command.ts';
import { loadFacts } from '../load-facts.ts';

/** Prints every experiment, newest folder first, with its runs and how far the best candidate is from the baseline. */
export async function listExperiments(format: 'text' | 'json', context: CommandContext): Promise<ExitCode> {
	const { ports, output, signal } = context;
	const { experiments } = await loadFacts(context);
	const newestFirst = experiments.toSorted((left, right) => (left.folder < right.folder ? 1 : -1));
	const listed = [];
	for (const summary of newestFirst) {
		const { experiment, folder } = summary;
		const { runs } = await loadRuns(ports.files, folder, signal);
		const { runCount, primaryMetric, primaryDelta } = summarizeRuns(
			experiment,
			runs.map(({ record }) => record),
			await readUncounted(summary, runs, ports.files, signal),
		);
		listed.push({ experiment, folder, runCount, metric: primaryMetric?.name, delta: primaryDelta?.delta });
	}
	if (format === 'json') {
		output.json({
			version: 1,
			experiments: listed.map(({ experiment: { id, name, status, locked }, folder, runCount, metric, delta }) => ({
				id,
				name: name ?? null,
				status,
				folder,
				locked: locked ?? null,
				runs: runCount,
				primary_metric: metric ?? null,
				primary_delta: delta ?? null,
			})),
		});
		return 0;
	}
	const rows = listed.map(({ experiment: { id, name = '', status }, runCount, metric, delta }) => [
		id,
		status,
		String(runCount),
		metric === undefined || delta === undefined ? '' : `${metric} ${formatDelta(metric, delta)}`,
		name,
	]);
	output.line(
		rows.length === 0
			? 'There is no experiment yet.'
			: textTable([{}, {}, { align: 'right' }, {}, {}], [['id', 'status', 'runs', 'difference', 'name'], ...rows]),
	);
	return 0;
}
