import { cardPathOf, fileOfCard } from '../../formats/prompt/card/card-path.ts';
import { composeSheet, takesCard } from '../../formats/prompt/card/compose-sheet.ts';
import type { FileContent, FileReader, WorkspacePath } from '../../ports/file-store.ts';

/**
 * One file, its text read together with its card, as `composeSheet` puts them together. A card that cannot be read as text is none.
 *
 * @param hasCard - False where it is known that there is no card; by default it is looked for.
 */
export async function readWithCard(files: Pick<FileReader, 'read'>, path: WorkspacePath, hasCard = true): Promise<FileContent> {
	const content = await files.read(path);
	if (content.kind !== 'text' || fileOfCard(path) !== undefined) return content;
	const card = hasCard && takesCard(path, content.text) ? await files.read(cardPathOf(path)) : undefined;
	return { kind: 'text', text: composeSheet(path, content.text, card?.kind === 'text' ? card.text : undefined) };
}
