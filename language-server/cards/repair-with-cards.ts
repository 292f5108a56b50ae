import { cardPathOf } from '../../core/formats/prompt/card/card-path.ts';
import { openSheet, splitSheet } from '../../core/formats/prompt/card/sheet.ts';
import type { WorkspacePath } from '../../core/ports/file-store.ts';
import { applyEdits, editBetween } from '../documents/text-edit.ts';
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

/** Each part is a part of a file. */
function writeInside(
	texts: Map<WorkspacePath, string>,
	names: Pick<SheetView, 'asked' | 'path'>,
	{ former, wanted }: PartsOfSheet,
): boolean {
	for (const part of ['body', 'card'] as const) {
		const edit = editBetween(former[part], wanted[part]);
		const view = viewTexts(names, texts);
		if (edit === undefined || view === undefined) continue;
		if (part === 'card' && view.hasNoCard) {
			const card = writeCardEntry(names.path, texts.get(view.cardPath) ?? '', wanted.card);
			if (card === undefined) return false;
			texts.set(view.cardPath, card);
			continue;
		}
		const opened = openSheet(view.sheet);
		const start = (part === 'body' ? opened?.bodyStart : opened?.card.start) ?? 0;
		const inFile = view.edit({ ...edit, range: { start: edit.range.start + start, end: edit.range.end + start } });
		if (inFile === undefined) return false;
		const file = inFile.path ?? names.asked;
		texts.set(file, applyEdits(texts.get(file) ?? '', [inFile]));
	}
	return true;
}
