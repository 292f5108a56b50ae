import { cardPathOf } from '../../core/formats/prompt/card/card-path.ts';
import { openSheet, splitSheet } from '../../core/formats/prompt/card/sheet.ts';
import type { WorkspacePath } from '../../core/ports/file-store.ts';
import { applyEdits, editBetween } from '../documents/text-edit.ts';
import type { TextEdit } from '../documents/text-edit.ts';
import type { RepairedText } from '../features/editing/repair-text.ts';
import { viewTexts } from './sheet-view.ts';
import type { SheetTexts, SheetView } from './sheet-view.ts';
import { writeCardEntry } from './write-card-entry.ts';

/** The repaired sheets of one file as the texts of the files they are made of. */
export function splitRepaired(
	asked: WorkspacePath,
	before: SheetTexts,
	repaired: readonly { readonly view: SheetView; readonly repaired: RepairedText }[],
): RepairedText {
	const texts = new Map(before);
	let fixCount = 0;
	for (const each of repaired) if (takeIn(texts, each.view, each.repaired)) fixCount += each.repaired.fixCount;
	const others = [...texts]
		.filter(([path, text]) => path !== asked && text !== before.get(path))
		.map(([path, text]) => ({ path, before: before.get(path) ?? '', text }));
	const own = texts.get(asked) ?? '';
	return {
		text: own,
		fixCount,
		undone: repaired.flatMap(each => each.repaired.undone),
		isUntouched: own === before.get(asked),
		others,
	};
}

/** False where a file cannot be written as its prompt was repaired; then it stays as it is. */
function takeIn(texts: Map<WorkspacePath, string>, { path, asked, sheet, isInside }: SheetView, { text }: RepairedText): boolean {
	const [former, wanted] = [splitSheet(sheet), splitSheet(text)];
	if (former === undefined || wanted === undefined) return false;
	const changed = new Map(texts);
	const isWritten = isInside ? writeInside(changed, { path, asked }, { former, wanted }) : writeWhole(changed, path, { former, wanted });
	if (isWritten) for (const [file, written] of changed) texts.set(file, written);
	return isWritten;
}

type SheetParts = NonNullable<ReturnType<typeof splitSheet>>;

interface PartsOfSheet {
	readonly former: SheetParts;
	readonly wanted: SheetParts;
}

/** A file and its card are the two parts. */
function writeWhole(texts: Map<WorkspacePath, string>, path: WorkspacePath, { former, wanted }: PartsOfSheet): boolean {
	if (former.body !== wanted.body) texts.set(path, wanted.body);
	if (former.card !== wanted.card) texts.set(cardPathOf(path), wanted.card);
	return true;
}

type Names = Pick<SheetView, 'asked' | 'path'>;

/** Each part is a part of a file. */
function writeInside(texts: Map<WorkspacePath, string>, names: Names, { former, wanted }: PartsOfSheet): boolean {
	return (['body', 'card'] as const).every(part => {
		const view = viewTexts(names, texts);
		if (view === undefined || former[part] === wanted[part]) return true;
		if (part === 'card' && view.hasNoCard) return writeNewCard(texts, view, wanted.card);
		return writePart(texts, view, { part, edit: editBetween(former[part], wanted[part]) });
	});
}

function writeNewCard(texts: Map<WorkspacePath, string>, { path, cardPath }: SheetView, lines: string): boolean {
	const card = writeCardEntry(path, texts.get(cardPath) ?? '', lines);
	if (card !== undefined) texts.set(cardPath, card);
	return card !== undefined;
}

function writePart(
	texts: Map<WorkspacePath, string>,
	view: SheetView,
	{ part, edit }: { readonly part: keyof SheetParts; readonly edit: TextEdit | undefined },
): boolean {
	const opened = openSheet(view.sheet);
	const start = (part === 'body' ? opened?.bodyStart : opened?.card.start) ?? 0;
	const inFile = edit && view.edit({ ...edit, range: { start: edit.range.start + start, end: edit.range.end + start } });
	if (inFile === undefined) return false;
	const file = inFile.path ?? view.asked;
	texts.set(file, applyEdits(texts.get(file) ?? '', [inFile]));
	return true;
}
