import type { Experiment } from '../../formats/experiment/experiment.ts';
import { datasetPath } from '../../formats/experiment/dataset-path.ts';
import { parseSampleLine } from '../../formats/run/parse-sample-line.ts';
import { labelNamesOfSample } from '../../formats/run/sample-labels.ts';
import type { CancelSignal } from '../../ports/cancel-signal.ts';
import type { FileReader, WorkspacePath } from '../../ports/file-store.ts';
import { readDatasetColumns } from '../dataset/read-dataset-columns.ts';

/** Samples that are looked at; the others have the same names. */
const sampleLimit = 20;

/**
 * The names by which the cases of an experiment can be sliced: columns of its dataset, then what the first samples of a run have. Undefined
 * where neither is on disk, so that nobody knows.
 *
 * @param runFolder - The folder of a recorded run.
 */
export async function sliceColumns(
	dataset: Experiment['dataset'],
	runFolder: WorkspacePath | undefined,
	files: FileReader,
	signal: CancelSignal,
): Promise<readonly string[] | undefined> {
	const path = datasetPath(dataset);
	const columns = path === undefined ? [] : await readDatasetColumns(path, files, signal);
	const names = new Set(columns.map(({ name }) => name));
	let lineCount = 0;
	if (runFolder !== undefined) {
		for await (const line of files.lines(`${runFolder}/samples.jsonl`, signal)) {
			const sample = parseSampleLine(line);
			if (sample.ok) for (const name of labelNamesOfSample(sample.value)) names.add(name);
			if (++lineCount >= sampleLimit) break;
		}
	}
	return names.size === 0 ? undefined : [...names];
}
