import type { Experiment } from '../../formats/experiment/experiment.ts';
import { scorerFiles } from '../../formats/experiment/scorer-files.ts';
import type { FileReader, WorkspacePath } from '../../ports/file-store.ts';

/** The texts of the files that the scorers of a plan name; what cannot be read is left out. */
export async function readScorerTexts(
	experiment: Pick<Experiment, 'metrics'>,
	files: Pick<FileReader, 'read'>,
): Promise<ReadonlyMap<WorkspacePath, string>> {
	const texts = new Map<WorkspacePath, string>();
	for (const path of scorerFiles(experiment)) {
		const content = await files.read(path);
		if (content.kind === 'text') texts.set(path, content.text);
	}
	return texts;
}
