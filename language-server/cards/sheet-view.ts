import { cardPathOf, fileOfCard } from '../../core/formats/prompt/card/card-path.ts';
import { composeSheet } from '../../core/formats/prompt/card/compose-sheet.ts';
import { openSheet } from '../../core/formats/prompt/card/sheet.ts';
import { placeInFile } from '../../core/formats/prompt/card/sheet-places.ts';
import type { TextRange } from '../../core/base/text/text-range.ts';
import type { FileReader, WorkspacePath } from '../../core/ports/file-store.ts';
import type { EditInFile, TextEdit } from '../documents/text-edit.ts';
import type { Location } from '../features/symbols/location.ts';

/** A file as the editor knows it, and the sheet it is part of. */
export class SheetView {
	/** The prompt: the service knows the sheet under this path. */
	readonly path: WorkspacePath;
	/** The file that was asked about: the prompt's own, or its card. */
	readonly asked: WorkspacePath;
	/** The texts on disk or in the editor. */
	readonly texts: { readonly body: string; readonly card: string };
	readonly sheet: string;
	/** What is added to an offset of the asked file. */
	readonly shift: number;

	constructor(asked: WorkspacePath, texts: SheetView['texts'], sheet: string) {
		this.asked = asked;
		this.path = fileOfCard(asked) ?? asked;
		this.texts = texts;
		this.sheet = sheet;
		const opened = openSheet(sheet);
		this.shift = (this.isCard ? opened?.card.start : opened?.bodyStart) ?? 0;
	}

	get isCard(): boolean {
		return this.asked !== this.path;
	}

	locate(range: TextRange): Location {
		return placeInFile({ path: this.path, text: this.sheet }, range);
	}

	/** The range in the asked file; undefined when it is in the other one. */
	rangeIn(range: TextRange): TextRange | undefined {
		const place = this.locate(range);
		return place.path === this.asked ? place.range : undefined;
	}

	toSheet({ start, end }: TextRange): TextRange {
		return { start: start + this.shift, end: end + this.shift };
	}

	/** The edit of the file that it is in. */
	edit({ range, newText }: TextEdit): EditInFile {
		const place = this.locate(range);
		const { card } = this.texts;
		// The sheet ends the last line of a card that does not end it itself.
		const isBehind = place.path !== this.path && place.range.start > card.length;
		const edit = { range: place.range, newText: isBehind ? `\n${newText}` : newText };
		return place.path === this.asked ? edit : { ...edit, path: place.path };
	}

	/** Those of the edits that are in the asked file. */
	ownEdits(edits: readonly TextEdit[]): readonly TextEdit[] {
		return edits.map(edit => this.edit(edit)).filter(({ path }) => path === undefined);
	}
}

/** The sheet that a file is part of; undefined for one that is read by itself. */
export async function viewSheet(asked: WorkspacePath, files: Pick<FileReader, 'read'>): Promise<SheetView | undefined> {
	const path = fileOfCard(asked) ?? asked;
	const card = await files.read(cardPathOf(path));
	if (card.kind !== 'text') return undefined;
	const body = await files.read(path);
	if (body.kind !== 'text') return undefined;
	const sheet = composeSheet(path, body.text, card.text);
	return openSheet(sheet) === undefined ? undefined : new SheetView(asked, { body: body.text, card: card.text }, sheet);
}
