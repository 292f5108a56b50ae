import type { CancelSignal } from '../../../ports/cancel-signal.ts';
import type { FileReader } from '../../../ports/file-store.ts';
import { seriesPointSchema } from '../../../formats/run/series.ts';
import type { SeriesPoint } from '../../../formats/run/series.ts';
import type { WorkspaceFacts } from '../../../workspace/workspace-facts.ts';
import type { ComparisonSide } from '../comparison.ts';
import { thinPoints } from './thin-points.ts';
import { safeParseWhole } from '../../../base/safe-parse-whole.ts';

/** One metric of one run by step. */
export interface RunSeries {
	/** Label of the side the run belongs to. */
	readonly side: string;
	readonly run: string;
	readonly metric: string;
	/** Step and value, by step. At most 400: of more the lowest and highest of each stretch are kept. */
	readonly points: readonly (readonly [step: number, value: number])[];
}

/** More lines than this are no picture any more. */
const largestRunCount = 40;

/**
 * What the runs of a comparison wrote down step by step, from `series.jsonl` beside each; runs without one have none. Lines that
 * are no point are left out, as recording has already told. Of more than 40 runs the first ones of each side are read.
 *
 * @throws The signal's reason when cancelled.
 */
export async function loadSideSeries(
	sides: readonly ComparisonSide[],
	{ facts, files, signal }: { readonly facts: WorkspaceFacts; readonly files: FileReader; readonly signal: CancelSignal },
): Promise<readonly RunSeries[]> {
	const series: RunSeries[] = [];
	const perSide = Math.max(1, Math.floor(largestRunCount / Math.max(1, sides.length)));
	for (const side of sides.slice(0, largestRunCount)) {
		const folders = facts.experiments
			.filter(({ experiment }) => side.experiment === undefined || experiment.id === side.experiment)
			.map(({ folder }) => (folder === '' ? 'runs' : `${folder}/runs`));
		for (const run of side.runs.slice(0, perSide)) {
			for (const folder of folders) {
				const metrics = await readSeries(files, `${folder}/${run}/series.jsonl`, signal);
				for (const [metric, points] of metrics) series.push({ side: side.label, run, metric, points: thinPoints(points) });
			}
		}
	}
	return series;
}

async function readSeries(files: FileReader, path: string, signal: CancelSignal): Promise<ReadonlyMap<string, [number, number][]>> {
	const metrics = new Map<string, [number, number][]>();
	for await (const line of files.lines(path, signal)) {
		const point = readPoint(line);
		if (point === undefined) continue;
		for (const [metric, value] of Object.entries(point.values)) {
			const points = metrics.get(metric);
			if (points === undefined) metrics.set(metric, [[point.step, value]]);
			else points.push([point.step, value]);
		}
	}
	// Workers that write together do not keep the order.
	for (const points of metrics.values()) points.sort(([one], [other]) => one - other);
	return metrics;
}

function readPoint(line: string): SeriesPoint | undefined {
	try {
		const point = safeParseWhole(seriesPointSchema, JSON.parse(line));
		return point.success ? point.data : undefined;
	} catch {
		// A blank line, or one that was cut off when the run was stopped.
		return undefined;
	}
}
