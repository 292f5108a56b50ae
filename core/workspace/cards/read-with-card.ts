import type { YamlParser } from '../../base/yaml/remember-yaml.ts';
import { cardPathOf, fileOfCard } from '../../formats/prompt/card/card-path.ts';
import { composePlace, composeSheet, sourcesOf, takesCard } from '../../formats/prompt/card/compose-sheet.ts';
import { openPlacePath, placePath } from '../../formats/prompt/place/place-path.ts';
import type { PlaceInsideFile } from '../../formats/prompt/place/place-path.ts';
import type { FileContent, FileReader, WorkspacePath } from '../../ports/file-store.ts';

/**
 * One file, its text read together with its card, as `composeSheet` puts them together; or the prompt at a place inside a file. A card that
 * cannot be read as text is none.
 *
 * @param options.hasCard - False where it is known that there is no card; by default it is looked for.
 * @param options.parse - Reads the files that have prompts inside.
 */
export async function readWithCard(
	files: Pick<FileReader, 'read'>,
	path: WorkspacePath,
	{ hasCard = true, parse }: { readonly hasCard?: boolean; readonly parse?: YamlParser } = {},
): Promise<FileContent> {
	const place = openPlacePath(path);
	if (place !== undefined) return readPlace(files, place, parse);
	const content = await files.read(path);
	if (content.kind !== 'text' || fileOfCard(path) !== undefined) return content;
	const card = hasCard && takesCard(path, content.text) ? await files.read(cardPathOf(path)) : undefined;
	return { kind: 'text', text: composeSheet(path, content.text, card?.kind === 'text' ? card.text : undefined) };
}

async function readPlace(files: Pick<FileReader, 'read'>, place: PlaceInsideFile, parse: YamlParser | undefined): Promise<FileContent> {
	const texts = new Map<WorkspacePath, string>();
	for (const source of sourcesOf(placePath(place))) {
		const content = await files.read(source);
		if (content.kind === 'text') texts.set(source, content.text);
		else if (source === place.file) return content;
	}
	const text = composePlace(place, source => texts.get(source), parse);
	return text === undefined ? { kind: 'missing' } : { kind: 'text', text };
}
