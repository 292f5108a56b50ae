import { cardPathOf, fileOfCard } from '../../core/formats/prompt/card/card-path.ts';
import { composeFrom, sourcesOf } from '../../core/formats/prompt/card/compose-sheet.ts';
import { openSheet } from '../../core/formats/prompt/card/sheet.ts';
import type { Sheet } from '../../core/formats/prompt/card/sheet.ts';
import { placeInFile } from '../../core/formats/prompt/card/sheet-places.ts';
import { editPlace } from '../../core/formats/prompt/place/edit-place.ts';
import { hostOf, openPlacePath } from '../../core/formats/prompt/place/place-path.ts';
import { textRange } from '../../core/formats/prompt/place/placed-text.ts';
import { readPlacedText } from '../../core/formats/prompt/place/read-placed-text.ts';
import type { TextRange } from '../../core/base/text/text-range.ts';
import type { FileReader, WorkspacePath } from '../../core/ports/file-store.ts';
import type { EditInFile, TextEdit } from '../documents/text-edit.ts';
import type { Location } from '../features/symbols/location.ts';

/** The texts of the files that a sheet is made of, by path. */
export type SheetTexts = ReadonlyMap<WorkspacePath, string>;

/** A file as the editor knows it, and the sheet it is part of. */
export class SheetView {
	/** The prompt: the service knows the sheet under this path. */
	readonly path: WorkspacePath;
	/** The file that was asked about: the one with the prompt, or the one with its card. */
	readonly asked: WorkspacePath;
	readonly texts: SheetTexts;
	readonly sheet: string;
	readonly #opened: Sheet;

	constructor({ path, asked }: Pick<SheetView, 'asked' | 'path'>, texts: SheetTexts, sheet: { text: string; opened: Sheet }) {
		this.path = path;
		this.asked = asked;
		this.texts = texts;
		this.sheet = sheet.text;
		this.#opened = sheet.opened;
	}

	/** True for the file with the card. */
	get isCard(): boolean {
		return this.asked !== hostOf(this.path);
	}

	/** True for a prompt that is only a part of its file. */
	get isInside(): boolean {
		return this.path !== hostOf(this.path);
	}

	/** The file with the card; where it would be, when there is none. */
	get cardPath(): WorkspacePath {
		return this.#opened.origin?.card?.path ?? cardPathOf(hostOf(this.path));
	}

	/** True when no file has a card for this prompt. */
	get hasNoCard(): boolean {
		const { origin } = this.#opened;
		return origin !== undefined && origin.card === undefined;
	}

	locate(range: TextRange): Location {
		return placeInFile({ path: this.path, text: this.sheet }, range);
	}

	/** The range in the asked file; undefined when it is in the other one. */
	rangeIn(range: TextRange): TextRange | undefined {
		const place = this.locate(range);
		return place.path === this.asked ? place.range : undefined;
	}

	/** The range of the sheet that a range of the asked file is; undefined for one outside of what the sheet has of that file. */
	toSheet(range: TextRange): TextRange | undefined {
		const { bodyStart, card, origin } = this.#opened;
		if (this.isCard) {
			const shift = card.start - (origin?.card?.start ?? 0);
			const inSheet = { start: range.start + shift, end: range.end + shift };
			const isOutside = origin !== undefined && (inSheet.end < card.start || inSheet.start > card.end);
			return isOutside ? undefined : { start: Math.max(inSheet.start, card.start), end: inSheet.end };
		}
		const inText = origin === undefined ? range : textRange(origin.pieces, range);
		return inText && { start: inText.start + bodyStart, end: inText.end + bodyStart };
	}

	/** The edit of the file that it is in; undefined where the file cannot be written so. */
	edit(edit: TextEdit): EditInFile | undefined {
		const { bodyStart, origin } = this.#opened;
		if (edit.range.start >= bodyStart) return this.#editText(edit, bodyStart);
		if (origin !== undefined && origin.card === undefined) return undefined;
		const { path, range } = this.locate(edit.range);
		// The sheet ends the last line of a card that does not end it itself.
		const isBehind = origin === undefined && range.start > (this.texts.get(path)?.length ?? 0);
		return this.#inAsked(path, { range, newText: isBehind ? `\n${edit.newText}` : edit.newText });
	}

	#editText({ range, newText }: TextEdit, bodyStart: number): EditInFile | undefined {
		const place = openPlacePath(this.path);
		const inText = { range: { start: range.start - bodyStart, end: range.end - bodyStart }, newText };
		if (place === undefined) return this.#inAsked(this.path, inText);
		const source = this.texts.get(place.file) ?? '';
		const placed = readPlacedText(place, source);
		const inFile = placed && editPlace({ place, source, placed }, inText);
		return inFile && this.#inAsked(place.file, inFile);
	}

	/** Those of the edits that are in the asked file. */
	ownEdits(edits: readonly TextEdit[]): readonly TextEdit[] {
		return edits.flatMap(edit => this.edit(edit) ?? []).filter(({ path }) => path === undefined);
	}

	#inAsked(path: WorkspacePath, { range, newText }: TextEdit): EditInFile {
		return path === this.asked ? { range, newText } : { range, newText, path };
	}
}

/** The sheet of a prompt as one of its files sees it; undefined for a prompt that is read by itself, and for one that is not there. */
export async function viewSheet(
	asked: WorkspacePath,
	files: Pick<FileReader, 'read'>,
	path = fileOfCard(asked) ?? asked,
): Promise<SheetView | undefined> {
	const texts = new Map<WorkspacePath, string>();
	for (const source of sourcesOf(path)) {
		const content = await files.read(source);
		if (content.kind === 'text') texts.set(source, content.text);
	}
	return viewTexts({ asked, path }, texts);
}

/** The same for texts in hand. */
export function viewTexts(names: Pick<SheetView, 'asked' | 'path'>, texts: SheetTexts): SheetView | undefined {
	const text = composeFrom(names.path, source => texts.get(source));
	const opened = text === undefined ? undefined : openSheet(text);
	return text === undefined || opened === undefined ? undefined : new SheetView(names, texts, { text, opened });
}
