import type { FileReader } from '../ports/file-store.ts';
import type { Git } from '../ports/git.ts';
import type { PromptSummary } from './summaries/file-summary.ts';

/** The text behind a summary, from the working tree or from the commit it was found at; undefined when it is gone by now. */
export async function readSource(
	{ revision, path }: Pick<PromptSummary, 'path' | 'revision'>,
	{ files, git }: { readonly files: FileReader; readonly git: Git },
): Promise<string | undefined> {
	if (revision !== undefined) return (await git.readAt(revision, [path])).get(path);
	const content = await files.read(path);
	return content.kind === 'text' ? content.text : undefined;
}
