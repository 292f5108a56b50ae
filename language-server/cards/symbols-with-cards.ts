import { cardPathOf } from '../../core/formats/prompt/card/card-path.ts';
import { hostOf } from '../../core/formats/prompt/place/place-path.ts';
import type { WorkspacePath } from '../../core/ports/file-store.ts';
import { linePositions } from '../../core/base/text/line-positions.ts';
import { fail, succeed } from '../../core/base/result.ts';
import type { EditInFile, TextEdit } from '../documents/text-edit.ts';
import type { FileEdit, FileMove, OutlineItem, Place, SymbolService } from '../features/symbols/symbol-service.ts';
import type { SheetView } from './sheet-view.ts';
import type { CardAccess } from './card-access.ts';

/** What the editor asks about names, where a name may be written in a card. */
export function symbolsWithCards({ service, views, viewAt, locate }: CardAccess): Omit<SymbolService, 'findSymbols'> {
	return {
		async references(place, signal) {
			const found = await service.references({ ...place, ...(await toSheet(place)) }, signal);
			return Promise.all(found.map(locate));
		},

		async highlights(path, offset, signal) {
			const at = await viewAt(path, offset);
			if (at === undefined) return service.highlights(path, offset, signal);
			const found = await service.highlights(at.sheet.path, at.offset, signal);
			return found.flatMap(highlight => {
				const range = at.sheet.rangeIn(highlight.range);
				return range === undefined ? [] : [{ ...highlight, range }];
			});
		},

		async prepareRename(path, offset, signal) {
			const at = await viewAt(path, offset);
			const target = await service.prepareRename(at?.sheet.path ?? path, at?.offset ?? offset, signal);
			if (at === undefined || target?.ok !== true) return target;
			return succeed({ ...target.value, range: at.sheet.rangeIn(target.value.range) ?? { start: offset, end: offset } });
		},

		async rename(request, signal) {
			const change = await service.rename({ ...request, ...(await toSheet(request)) }, signal);
			if (change?.ok !== true) return change;
			const { moves } = change.value;
			const { edits, refused } = await inFiles(change.value.edits);
			if (refused !== undefined) return fail({ kind: 'not-rewritable', name: request.newName, ...refused });
			return succeed({ edits, moves: [...moves, ...(await movesOfCards(moves))] });
		},

		async moveFiles(moves, signal) {
			const consequences = await service.moveFiles(moves, signal);
			return { ...consequences, edits: (await inFiles(consequences.edits)).edits };
		},

		async outline(path, signal) {
			const sheets = await views(path);
			const items = sheets.every(({ isInside }) => isInside) ? [...(await service.outline(path, signal))] : [];
			for (const sheet of sheets) items.push(...inOutline(await service.outline(sheet.path, signal), sheet));
			return items;
		},

		locateSymbol: async (symbol, signal) => locate(await service.locateSymbol(symbol, signal)),

		async links(path, signal) {
			const sheets = await views(path);
			const found = sheets.every(({ isInside }) => isInside) ? [...(await service.links(path, signal))] : [];
			for (const sheet of sheets) {
				for (const link of await service.links(sheet.path, signal)) {
					const range = sheet.rangeIn(link.range);
					if (range !== undefined) found.push({ ...link, range });
				}
			}
			return found;
		},
	};

	async function toSheet({ path, offset }: Place): Promise<Place> {
		const at = await viewAt(path, offset);
		return { path: at?.sheet.path ?? path, offset: at?.offset ?? offset };
	}

	/** The edits of each sheet as edits of its file and of its card. `refused` is a place that cannot be written so. */
	async function inFiles(edits: readonly FileEdit[]): Promise<EditsInFiles> {
		let refused: EditsInFiles['refused'];
		const byPath = new Map<WorkspacePath, TextEdit[]>();
		for (const { path, edits: ofFile } of edits) {
			const file = hostOf(path);
			const sheet = (await views(file)).find(view => view.path === path);
			for (const edit of ofFile) {
				const inFile: EditInFile | undefined = sheet === undefined ? edit : sheet.edit(edit);
				if (inFile === undefined) {
					const text = sheet?.texts.get(file) ?? '';
					const offset = sheet?.locate(edit.range).range.start ?? 0;
					refused ??= { path: file, line: linePositions(text)(offset).line + 1 };
					continue;
				}
				const { path: place = file, range, newText } = inFile;
				byPath.set(place, [...(byPath.get(place) ?? []), { range, newText }]);
			}
		}
		return { edits: [...byPath].map(([path, ofFile]) => ({ path, edits: ofFile })), refused };
	}

	/** A card goes where its file goes. */
	async function movesOfCards(moves: readonly FileMove[]): Promise<readonly FileMove[]> {
		const found: FileMove[] = [];
		for (const { from, to } of moves) {
			if ((await views(from)).some(view => view.cardPath === cardPathOf(from) && !view.hasNoCard)) {
				found.push({ from: cardPathOf(from), to: cardPathOf(to) });
			}
		}
		return found;
	}
}

interface EditsInFiles {
	readonly edits: readonly FileEdit[];
	readonly refused: { readonly path: WorkspacePath; readonly line: number } | undefined;
}

function inOutline(items: readonly OutlineItem[], sheet: SheetView): readonly OutlineItem[] {
	return items.flatMap(item => {
		const range = sheet.rangeIn(item.range);
		const nameRange = sheet.rangeIn(item.nameRange);
		return range === undefined || nameRange === undefined
			? []
			: [{ ...item, range, nameRange, children: inOutline(item.children, sheet) }];
	});
}
