import type { FileReader } from '../ports/file-store.ts';
import type { Git } from '../ports/git.ts';
import { readAtWithCards } from './cards/git-with-cards.ts';
import { readWithCard } from './cards/read-with-card.ts';
import type { PromptSummary } from './summaries/file-summary.ts';

/** The text behind a summary, with its card, from the working tree or from the commit it was found at; undefined when it is gone by now. */
export async function readSource(
	{ revision, path }: Pick<PromptSummary, 'path' | 'revision'>,
	{ files, git }: { readonly files: FileReader; readonly git: Git },
): Promise<string | undefined> {
	if (revision !== undefined) return (await readAtWithCards(git, revision, [path])).get(path);
	const content = await readWithCard(files, path);
	return content.kind === 'text' ? content.text : undefined;
}
