import { hypothesisFile } from '../../core/formats/experiment/hypothesis-file.ts';
import { resultProbabilities } from '../../core/formats/experiment/result-probabilities.ts';
import type { ParsedExperiment } from '../../core/formats/experiment/experiment.ts';
import type { CancelSignal } from '../../core/ports/cancel-signal.ts';
import type { FileReader, WorkspacePath } from '../../core/ports/file-store.ts';
import type { Git } from '../../core/ports/git.ts';
import { readDatasetColumns } from '../../core/workspace/dataset/read-dataset-columns.ts';
import { readScorerTexts } from '../../core/workspace/runs/read-scorer-texts.ts';
import { sliceColumns } from '../../core/workspace/runs/slice-columns.ts';
import { datasetPath } from '../../core/formats/experiment/dataset-path.ts';
import { readDatasetState } from '../../core/use-cases/run/dataset-state.ts';
import type { DatasetState } from '../../core/use-cases/run/dataset-state.ts';
import type { ExperimentEvidence as Evidence } from './evidence.ts';
import type { RunCache } from './run-cache.ts';

/** What lies beside experiments, for their rules. Datasets are hashed once and again when files around them changed. */
export interface ExperimentEvidence {
	get(experiment: ParsedExperiment, signal: CancelSignal): Promise<Evidence>;
	/** Forgets what `paths` may have changed. */
	forget(paths: readonly WorkspacePath[]): void;
}

export function createExperimentEvidence(world: {
	readonly files: FileReader;
	readonly git: Git;
	readonly runs: RunCache;
}): ExperimentEvidence {
	const { files, git, runs } = world;
	const datasets = new Map<WorkspacePath, DatasetState>();
	return {
		async get({ value, folder }, signal) {
			const file = hypothesisFile(value?.hypothesis, folder);
			const beside = (name: string): WorkspacePath => (folder === '' ? name : `${folder}/${name}`);
			const records = await runs.get([folder], signal);
			return {
				hypothesisText: file === undefined ? undefined : await textOf(file),
				conclusionText: await textOf(beside('conclusion.md')),
				results: await resultsOf(beside),
				dataset: await datasetOf(value?.dataset, signal),
				runs: records,
				columns: await columnsOf(value, beside, records.at(-1)?.id, signal),
				datasetColumns: await datasetColumnsOf(value, signal),
				scorerTexts: value?.evaluate === undefined ? new Map() : await readScorerTexts(value, files),
			};
		},
		forget(paths) {
			// Whether Git or DVC keeps a dataset is written in files of many names: any change but those of runs asks anew.
			if (paths.some(path => !path.includes('/runs/'))) datasets.clear();
		},
	};

	async function columnsOf(
		value: ParsedExperiment['value'],
		beside: (name: string) => WorkspacePath,
		newestRun: string | undefined,
		signal: CancelSignal,
	): Promise<Evidence['columns']> {
		if (value?.slices === undefined) return undefined;
		return await sliceColumns(value.dataset, newestRun === undefined ? undefined : beside(`runs/${newestRun}`), files, signal);
	}

	async function datasetColumnsOf(value: ParsedExperiment['value'], signal: CancelSignal): Promise<Evidence['datasetColumns']> {
		const path = value?.evaluate === undefined ? undefined : datasetPath(value.dataset);
		const columns = path === undefined ? [] : await readDatasetColumns(path, files, signal);
		return columns.length === 0 ? undefined : columns.map(({ name }) => name);
	}

	async function textOf(path: WorkspacePath): Promise<string | undefined> {
		const content = await files.read(path);
		return content.kind === 'text' ? content.text : undefined;
	}

	/** Results that some script wrote may be metrics alone. */
	async function resultsOf(beside: (name: string) => WorkspacePath): Promise<Evidence['results']> {
		const comparisons = await textOf(beside('results/comparisons.csv'));
		if (comparisons !== undefined) return resultProbabilities(comparisons);
		return (await textOf(beside('results/metrics.json'))) === undefined ? undefined : [];
	}

	async function datasetOf(
		dataset: NonNullable<ParsedExperiment['value']>['dataset'],
		signal: CancelSignal,
	): Promise<DatasetState | undefined> {
		const path = datasetPath(dataset);
		if (path === undefined) return undefined;
		const known = datasets.get(path);
		if (known !== undefined) return known;
		const state = await readDatasetState(dataset, files, git, signal);
		if (state !== undefined) datasets.set(path, state);
		return state;
	}
}
