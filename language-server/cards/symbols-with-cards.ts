import { cardPathOf } from '../../core/formats/prompt/card/card-path.ts';
import type { WorkspacePath } from '../../core/ports/file-store.ts';
import { succeed } from '../../core/base/result.ts';
import type { EditInFile, TextEdit } from '../documents/text-edit.ts';
import type { FileEdit, FileMove, OutlineItem, Place, SymbolService } from '../features/symbols/symbol-service.ts';
import type { SheetView } from './sheet-view.ts';
import type { CardAccess } from './card-access.ts';

/** What the editor asks about names, where a name may be written in a card. */
export function symbolsWithCards({ service, view, locate }: CardAccess): Omit<SymbolService, 'findSymbols'> {
	return {
		async references(place, signal) {
			const found = await service.references({ ...place, ...(await toSheet(place)) }, signal);
			return Promise.all(found.map(locate));
		},

		async highlights(path, offset, signal) {
			const sheet = await view(path);
			if (sheet === undefined) return service.highlights(path, offset, signal);
			const found = await service.highlights(sheet.path, offset + sheet.shift, signal);
			return found.flatMap(highlight => {
				const range = sheet.rangeIn(highlight.range);
				return range === undefined ? [] : [{ ...highlight, range }];
			});
		},

		async prepareRename(path, offset, signal) {
			const sheet = await view(path);
			const target = await service.prepareRename(sheet?.path ?? path, offset + (sheet?.shift ?? 0), signal);
			if (sheet === undefined || target?.ok !== true) return target;
			return succeed({ ...target.value, range: sheet.rangeIn(target.value.range) ?? { start: offset, end: offset } });
		},

		async rename(request, signal) {
			const change = await service.rename({ ...request, ...(await toSheet(request)) }, signal);
			if (change?.ok !== true) return change;
			const { edits, moves } = change.value;
			return succeed({ edits: await inFiles(edits), moves: [...moves, ...(await movesOfCards(moves))] });
		},

		async moveFiles(moves, signal) {
			const consequences = await service.moveFiles(moves, signal);
			return { ...consequences, edits: await inFiles(consequences.edits) };
		},

		async outline(path, signal) {
			const sheet = await view(path);
			const items = await service.outline(sheet?.path ?? path, signal);
			return sheet === undefined ? items : inOutline(items, sheet);
		},

		locateSymbol: async (symbol, signal) => locate(await service.locateSymbol(symbol, signal)),

		async links(path, signal) {
			const sheet = await view(path);
			const found = await service.links(sheet?.path ?? path, signal);
			if (sheet === undefined) return found;
			return found.flatMap(link => {
				const range = sheet.rangeIn(link.range);
				return range === undefined ? [] : [{ ...link, range }];
			});
		},
	};

	async function toSheet({ path, offset }: Place): Promise<Place> {
		const sheet = await view(path);
		return { path: sheet?.path ?? path, offset: offset + (sheet?.shift ?? 0) };
	}

	/** The edits of each sheet as edits of its file and of its card. */
	async function inFiles(edits: readonly FileEdit[]): Promise<readonly FileEdit[]> {
		const byPath = new Map<WorkspacePath, TextEdit[]>();
		for (const { path, edits: ofFile } of edits) {
			const sheet = await view(path);
			for (const edit of ofFile) {
				const { path: place = path, range, newText }: EditInFile = sheet?.edit(edit) ?? edit;
				byPath.set(place, [...(byPath.get(place) ?? []), { range, newText }]);
			}
		}
		return [...byPath].map(([path, ofFile]) => ({ path, edits: ofFile }));
	}

	/** A card goes where its file goes. */
	async function movesOfCards(moves: readonly FileMove[]): Promise<readonly FileMove[]> {
		const found: FileMove[] = [];
		for (const { from, to } of moves) {
			if ((await view(from)) !== undefined) found.push({ from: cardPathOf(from), to: cardPathOf(to) });
		}
		return found;
	}
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
