import { hypothesisFile } from '../formats/experiment/hypothesis-file.ts';
import { holdsLock } from '../formats/experiment/lock-digest.ts';
import type { FileReader } from '../ports/file-store.ts';
import type { ExperimentSummary } from './summaries/file-summary.ts';

/** Whether the plan of an experiment is still the one that was locked. True where nobody locked it: then nothing was promised. */
export async function isPlanKept({ experiment, folder }: ExperimentSummary, files: FileReader): Promise<boolean> {
	const { locked, hypothesis = '' } = experiment;
	if (locked === undefined || locked === null) return true;
	const path = hypothesisFile(experiment.hypothesis, folder);
	if (path === undefined) return holdsLock(experiment, hypothesis, locked);
	const content = await files.read(path);
	return holdsLock(experiment, content.kind === 'text' ? content.text : '', locked);
}

/** What a plan that changed after it was locked means for a result. */
export function changedPlanSentence(experiment: string): string {
	return `The plan of ${experiment} changed after it was locked, so it may have been chosen to fit the result. Undo the change, or plan a new experiment.`;
}
