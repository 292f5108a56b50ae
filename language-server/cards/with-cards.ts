import { hostOf } from '../../core/formats/prompt/place/place-path.ts';
import { openSheet } from '../../core/formats/prompt/card/sheet.ts';
import type { FileReader, WorkspacePath } from '../../core/ports/file-store.ts';
import type { LanguageService } from '../language-service.ts';
import type { Diagnostic } from '../rules/diagnostic.ts';
import type { Fix } from '../rules/rule.ts';
import type { CardAccess } from './card-access.ts';
import { editingWithCards } from './editing-with-cards.ts';
import { splitRepaired } from './repair-with-cards.ts';
import { viewSheet, viewTexts } from './sheet-view.ts';
import type { SheetView } from './sheet-view.ts';
import { symbolsWithCards } from './symbols-with-cards.ts';
import { writeCardEntry } from './write-card-entry.ts';

/** What is needed beside the service. */
export interface FilesWithCards {
	/** The files as they are, documents of the editor in their place. */
	readonly files: Pick<FileReader, 'read'>;
	/** The paths of the prompts inside a file, or inside the file that a card is about, or that stagemark.yaml has the cards of. */
	readonly placesOf: (path: WorkspacePath) => Promise<readonly WorkspacePath[]>;
}

/**
 * The service for those who know files: it is asked about a file or a card in offsets of that file, and asks `service`, to which a prompt and
 * its card are one text, also where the prompt is only a part of its file.
 */
export function withCards(service: LanguageService, { files, placesOf }: FilesWithCards): LanguageService {
	const views = async (path: WorkspacePath): Promise<readonly SheetView[]> => {
		const whole = await viewSheet(path, files);
		const places = await placesOf(path);
		const inside = await Promise.all(places.map(place => viewSheet(path, files, place)));
		return [whole, ...inside].filter(view => view !== undefined);
	};
	const access: CardAccess = {
		service,
		views,
		async viewAt(path, offset) {
			for (const sheet of await views(path)) {
				const range = sheet.toSheet({ start: offset, end: offset });
				if (range !== undefined) return { sheet, offset: range.start };
			}
			return undefined;
		},
		async locate(place) {
			const sheet = await viewSheet(hostOf(place.path), files, place.path);
			return sheet === undefined ? place : sheet.locate(place.range);
		},
	};
	return {
		...service,
		...editingWithCards(access),
		...symbolsWithCards(access),
		...answersWithCards(access),
		...findingsWithCards(access),
		documents: () => service.documents().filter(isFile),
		files: () => service.files().filter(isFile),
	};
}

function isFile(path: WorkspacePath): boolean {
	return hostOf(path) === path;
}

function answersWithCards({
	service,
	viewAt,
	locate,
	views,
}: CardAccess): Pick<LanguageService, 'complete' | 'define' | 'hover' | 'render' | 'suppress'> {
	return {
		async suppress(path, wanted, signal) {
			const at = await viewAt(path, wanted.offset);
			if (at === undefined) return service.suppress(path, wanted, signal);
			const edit = await service.suppress(at.sheet.path, { ...wanted, offset: at.offset }, signal);
			return edit && at.sheet.edit(edit);
		},

		async hover(path, offset, signal) {
			const at = await viewAt(path, offset);
			if (at === undefined) return service.hover(path, offset, signal);
			const hover = await service.hover(at.sheet.path, at.offset, signal);
			const range = hover && at.sheet.rangeIn(hover.range);
			return range && { ...hover, range };
		},

		async complete(path, offset, signal) {
			const at = await viewAt(path, offset);
			if (at === undefined) return service.complete(path, offset, signal);
			const items = await service.complete(at.sheet.path, at.offset, signal);
			return items.flatMap(item => at.sheet.ownEdits([item.edit]).map(edit => ({ ...item, edit })));
		},

		async define(path, offset, signal) {
			const at = await viewAt(path, offset);
			const found = await service.define(at?.sheet.path ?? path, at?.offset ?? offset, signal);
			return Promise.all(found.map(locate));
		},

		async render(path, values, signal) {
			const [first] = await views(path);
			return service.render(first?.path ?? path, values, signal);
		},
	};
}

function findingsWithCards({
	service,
	views,
	locate,
}: CardAccess): Pick<LanguageService, 'diagnose' | 'diagnoseText' | 'inspect' | 'repair'> {
	return {
		async diagnose(path, signal) {
			const sheets = await views(path);
			const found = needsItself(sheets) ? [...(await placeRelated(await service.diagnose(path, signal)))] : [];
			for (const sheet of sheets) found.push(...(await inView(sheet, await service.diagnose(sheet.path, signal))));
			return eachOnce(found);
		},

		async inspect(path, signal) {
			const sheets = await views(path);
			const { reading, diagnostics } = await service.inspect(path, signal);
			const found = needsItself(sheets) ? [...(await placeRelated(diagnostics))] : [];
			for (const sheet of sheets) found.push(...(await inView(sheet, (await service.inspect(sheet.path, signal)).diagnostics)));
			return { reading, diagnostics: eachOnce(found) };
		},

		async diagnoseText(path, text, signal) {
			const sheets = openSheet(text) === undefined ? await views(path) : [];
			const found = needsItself(sheets) ? [...(await service.diagnoseText(path, text, signal))] : [];
			for (const sheet of sheets) {
				const changed = viewTexts({ asked: path, path: sheet.path }, new Map([...sheet.texts, [path, text]]));
				if (changed !== undefined)
					found.push(...(await inView(changed, await service.diagnoseText(sheet.path, changed.sheet, signal))));
			}
			return found;
		},

		async repair(path, choice, signal) {
			const sheets = await views(path);
			if (sheets.length === 0) return service.repair(path, choice, signal);
			const repaired = [];
			for (const view of sheets) {
				const text = await service.repair(view.path, choice, signal);
				if (text !== undefined) repaired.push({ view, repaired: text });
			}
			const texts = new Map(sheets.flatMap(view => [...view.texts]));
			return repaired.length === 0 ? undefined : splitRepaired(path, texts, repaired);
		},
	};

	async function inView(sheet: SheetView, diagnostics: readonly Diagnostic[]): Promise<readonly Diagnostic[]> {
		const own = diagnostics.flatMap(diagnostic => {
			const range = sheet.rangeIn(diagnostic.range);
			return range === undefined ? [] : [{ ...diagnostic, range, fixes: diagnostic.fixes.flatMap(fix => fixInView(sheet, fix)) }];
		});
		return placeRelated(own);
	}

	function placeRelated(diagnostics: readonly Diagnostic[]): Promise<readonly Diagnostic[]> {
		return Promise.all(
			diagnostics.map(async diagnostic => ({
				...diagnostic,
				related: await Promise.all(diagnostic.related.map(async place => ({ ...place, ...(await locate(place)) }))),
			})),
		);
	}
}

/** A credential is found in the file and in the prompt that is a part of it. */
function eachOnce(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
	const seen = new Set<string>();
	return diagnostics.filter(({ rule, message, range }) => {
		const key = `${rule} ${range.start} ${range.end} ${message}`;
		const isNew = !seen.has(key);
		seen.add(key);
		return isNew;
	});
}

/** A file that is read by itself, has prompts inside or is a card has findings of its own; one that is a prompt with a card has not. */
function needsItself(sheets: readonly SheetView[]): boolean {
	return sheets.every(({ isInside, isCard }) => isInside || isCard);
}

/** The fix as one of the files; none where a file cannot be written so. A card that is not there is written. */
function fixInView(sheet: SheetView, fix: Fix): readonly Fix[] {
	const edits = fix.edits.map(edit => sheet.edit(edit));
	const whole = edits.filter(edit => edit !== undefined);
	if (whole.length === edits.length) return [{ ...fix, edits: whole }];
	const [edit] = fix.edits;
	const card = sheet.hasNoCard && edit !== undefined && fix.edits.length === 1 ? edit.newText : '';
	const before = sheet.texts.get(sheet.cardPath);
	const text = writeCardEntry(sheet.path, before ?? '', card);
	if (text === undefined) return [];
	if (before === undefined) return [{ ...fix, safety: 'unsafe', edits: [], files: [{ kind: 'create', path: sheet.cardPath, text }] }];
	return [{ ...fix, edits: [{ path: sheet.cardPath, range: { start: 0, end: before.length }, newText: text }] }];
}
