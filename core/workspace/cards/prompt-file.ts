import { splitSheet } from '../../formats/prompt/card/sheet.ts';
import { openPlacePath } from '../../formats/prompt/place/place-path.ts';
import { nameOfPlace } from '../../formats/prompt/place/place-pattern.ts';
import { toReferenceName } from '../../formats/prompt/version/file-name-version.ts';
import type { Ports } from '../../ports/ports.ts';
import type { ScratchFolder } from '../../ports/process-runner.ts';
import { readSource } from '../read-source.ts';
import type { PromptSummary } from '../summaries/file-summary.ts';

/** What is ours in the folder that a command writes to. */
export const ownFolder = '.stagemark';

/**
 * Absolute path of a prompt as a file, for a command to read. A version that only Git history has, and the text of a prompt inside a file, are
 * written out into `folder`, below `.stagemark/`.
 */
export async function promptFile(
	{ revision, path }: Pick<PromptSummary, 'revision' | 'path'>,
	folder: Pick<ScratchFolder, 'write'>,
	{ files, git }: Pick<Ports, 'files' | 'git'>,
): Promise<string> {
	const place = openPlacePath(path);
	if (place !== undefined) {
		const sheet = await readSource({ revision, path }, { files, git });
		return await folder.write(`${ownFolder}/prompt/${toReferenceName(nameOfPlace(place.at))}.txt`, splitSheet(sheet ?? '')?.body ?? '');
	}
	const text = revision === undefined ? undefined : (await git.readAt(revision, [path])).get(path);
	if (text === undefined) return `${files.root}/${path}`;
	return await folder.write(`${ownFolder}/prompt/${path.slice(path.lastIndexOf('/') + 1)}`, text);
}
