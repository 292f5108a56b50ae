import type { WorkspacePath } from '../../../ports/file-store.ts';
import { parseYaml } from '../../../base/yaml/parse-yaml.ts';
import type { YamlParser } from '../../../base/yaml/remember-yaml.ts';
import { configPath } from '../../config-path.ts';
import { readCandidateFile } from '../dialects/candidate-file.ts';
import { openPlacePath } from '../place/place-path.ts';
import type { PlaceInsideFile } from '../place/place-path.ts';
import { readPlacedText } from '../place/read-placed-text.ts';
import { cardPathOf, fileOfCard } from './card-path.ts';
import { findCardOfPlace } from './find-card.ts';
import type { TextOf } from './find-card.ts';
import { headOfPlace, hiddenFence, sheetFence, sheetHead, withoutSheetHead } from './sheet.ts';

/**
 * The text that a file is read as: with its card before it, where it has one and says nothing of itself. A file with front matter of its own,
 * and one that is YAML or JSON, is read without the card.
 *
 * @param card - The text of its card; undefined for a file without one.
 */
export function composeSheet(path: WorkspacePath, text: string, card: string | undefined): string {
	if (card === undefined || !takesCard(path, text)) return withoutSheetHead(text);
	return `${sheetHead}${asFrontMatter(card)}${sheetFence}${text}`;
}

/**
 * The text that the prompt at a place inside a file is read as: its card, which may be empty, and what its value means. Undefined where there is
 * no text.
 */
export function composePlace(place: PlaceInsideFile, textOf: TextOf, parse: YamlParser = parseYaml): string | undefined {
	const source = textOf(place.file);
	const placed = source === undefined ? undefined : readPlacedText(place, source, parse);
	if (placed === undefined) return undefined;
	const card = findCardOfPlace(place, textOf, parse);
	const head = headOfPlace({ card: card && { path: card.path, start: card.start }, pieces: placed.pieces });
	return `${head}${asFrontMatter(card?.text ?? '')}${sheetFence}${placed.text}`;
}

/** The text that a path is read as, a file or a place inside one, from the texts of the files it is written in. A card is read by itself. */
export function composeFrom(path: WorkspacePath, textOf: TextOf, parse: YamlParser = parseYaml): string | undefined {
	const place = openPlacePath(path);
	if (place !== undefined) return composePlace(place, textOf, parse);
	const text = textOf(path);
	if (text === undefined || fileOfCard(path) !== undefined) return text;
	return composeSheet(path, text, textOf(cardPathOf(path)));
}

/** The files that `composeFrom` may ask for. */
export function sourcesOf(path: WorkspacePath): readonly WorkspacePath[] {
	const place = openPlacePath(path);
	if (place !== undefined) return [place.file, cardPathOf(place.file), configPath];
	return fileOfCard(path) === undefined ? [path, cardPathOf(path)] : [path];
}

/** False for a file that says itself what it is, or would have to. */
export function takesCard(path: WorkspacePath, text: string): boolean {
	return readCandidateFile(path, text).form === 'text';
}

function asFrontMatter(card: string): string {
	const written = card.replaceAll(/^---(?=[ \t]*\r?$)/gm, hiddenFence);
	return `${written}${written === '' || written.endsWith('\n') ? '' : '\n'}`;
}
