import type { Experiment } from './experiment.ts';
import type { WorkspacePath } from '../../ports/file-store.ts';

/** Where the data of an experiment lies. Data tracked by DVC lies beside its pointer: `data/x.csv` for `data/x.csv.dvc`. */
export function datasetPath(dataset: Experiment['dataset']): WorkspacePath | undefined {
	return dataset?.path ?? dataset?.dvc?.replace(/\.dvc$/, '');
}
