import type { RunRecord } from '../../formats/run/run-record.ts';
import type { ExperimentSummary } from '../../workspace/summaries/file-summary.ts';
import { ownValue } from '../../base/own-value.ts';

/** What a person should know of a run that was recorded all the same: it cannot decide, or it comes too late to count. */
export function reservationsAboutRun(record: RunRecord, { experiment }: Pick<ExperimentSummary, 'experiment'>): readonly string[] {
	const { id, status, metrics } = experiment;
	const primary = Object.keys(metrics).filter(name => ownValue(metrics, name)?.primary === true);
	const missing = primary.filter(name => !Object.hasOwn(record.metrics, name) && !usageMetrics.test(name));
	return [
		...(status === 'completed'
			? [
					`${id} is completed, so its conclusion does not count this run. Run “stagemark experiment complete ${id}” again to include it.`,
				]
			: []),
		...(record.status === 'completed'
			? missing.map(
					name =>
						`The run has no value for “${name}”, the primary metric of ${id}, so it decides nothing. Record it with that metric.`,
				)
			: []),
	];
}

/** What is counted from the use of a model and not among the metrics. */
const usageMetrics = /^(?:cost|latency|tokens|input_tokens|output_tokens)/;
