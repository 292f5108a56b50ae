import type { Ports } from '../../ports/ports.ts';
import type { ScratchFolder } from '../../ports/process-runner.ts';
import type { PromptSummary } from '../summaries/file-summary.ts';

/** What is ours in the folder that a command writes to. */
export const ownFolder = '.stagemark';

/**
 * Absolute path of a prompt as a file, for a command to read. A version that only Git history has is written out into `folder`, below
 * `.stagemark/`.
 */
export async function promptFile(
	{ revision, path }: Pick<PromptSummary, 'revision' | 'path'>,
	folder: ScratchFolder,
	{ files, git }: Pick<Ports, 'files' | 'git'>,
): Promise<string> {
	const text = revision === undefined ? undefined : (await git.readAt(revision, [path])).get(path);
	if (text === undefined) return `${files.root}/${path}`;
	return await folder.write(`${ownFolder}/prompt/${path.slice(path.lastIndexOf('/') + 1)}`, text);
}
