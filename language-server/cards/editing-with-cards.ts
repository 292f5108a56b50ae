import type { TextRange } from '../../core/base/text/text-range.ts';
import type { WorkspacePath } from '../../core/ports/file-store.ts';
import type { EditingService } from '../features/editing/editing-service.ts';
import type { CardAccess } from './card-access.ts';
import type { SheetView } from './sheet-view.ts';

/** What the editor asks while somebody writes, for a file that is read together with its card, or that has prompts inside. */
export function editingWithCards({ service, views, viewAt }: CardAccess): Omit<EditingService, 'describeCodeLens'> {
	return {
		async fold(path, signal) {
			return ofEach(path, view => service.fold(view?.path ?? path, signal), placed);
		},

		async select(path, offsets, signal) {
			const found = [];
			for (const offset of offsets) {
				const at = await viewAt(path, offset);
				const chains = await service.select(at?.sheet.path ?? path, [at?.offset ?? offset], signal);
				for (const chain of chains) found.push(at === undefined ? chain : chain.flatMap(range => at.sheet.rangeIn(range) ?? []));
			}
			return found;
		},

		async semanticTokens(path, range, signal) {
			return ofEach(path, view => service.semanticTokens(view?.path ?? path, within(range, view), signal), placed);
		},

		async inlayHints(path, range, signal) {
			return ofEach(
				path,
				view => service.inlayHints(view?.path ?? path, within(range, view) ?? range, signal),
				(hints, sheet) =>
					hints.flatMap(hint => {
						const place = sheet.rangeIn({ start: hint.offset, end: hint.offset });
						return place === undefined ? [] : [{ ...hint, offset: place.start }];
					}),
			);
		},

		async describeInlayHint(path, hint, signal) {
			const at = await viewAt(path, hint.offset);
			return service.describeInlayHint(at?.sheet.path ?? path, { ...hint, offset: at?.offset ?? hint.offset }, signal);
		},

		async closeBlock(path, typing, signal) {
			const at = await viewAt(path, typing.offset);
			if (at === undefined) return service.closeBlock(path, typing, signal);
			const edit = await service.closeBlock(at.sheet.path, { ...typing, offset: at.offset }, signal);
			return edit && at.sheet.ownEdits([edit])[0];
		},

		async format(path, range, signal) {
			return ofEach(
				path,
				// A part of somebody else's file is laid out as its owner wants it.
				view => (view?.isInside === true ? [] : service.format(view?.path ?? path, within(range, view), signal)),
				(edits, sheet) => sheet.ownEdits(edits),
			);
		},

		async codeLenses(path, signal) {
			return ofEach(
				path,
				// A lens that is filled in later names the file, and a file may have many prompts inside.
				view => (view?.isCard === true || view?.isInside === true ? [] : service.codeLenses(view?.path ?? path, signal)),
				// What is true of the prompt as a whole is shown above its first line, wherever its name is written.
				(found, sheet) => found.map(lens => ({ ...lens, range: sheet.rangeIn(lens.range) ?? { start: 0, end: 0 } })),
			);
		},
	};

	/** What is asked of each sheet that the file is part of, put into the file; of a file that is read by itself, of the file. */
	async function ofEach<Thing>(
		path: WorkspacePath,
		ask: (view: SheetView | undefined) => Promise<readonly Thing[]> | readonly Thing[],
		place: (things: readonly Thing[], sheet: SheetView) => readonly Thing[],
	): Promise<readonly Thing[]> {
		const sheets = await views(path);
		const found: Thing[] = [];
		if (sheets.every(({ isInside }) => isInside)) found.push(...(await ask(undefined)));
		for (const sheet of sheets) found.push(...place(await ask(sheet), sheet));
		return found;
	}
}

function within(range: TextRange | undefined, view: SheetView | undefined): TextRange | undefined {
	return range === undefined || view === undefined ? range : (view.toSheet(range) ?? { start: 0, end: 0 });
}

/** The things with their ranges in the file that was asked about, without those of the other one. */
function placed<Thing extends { readonly range: TextRange }>(things: readonly Thing[], sheet: SheetView): readonly Thing[] {
	return things.flatMap(thing => {
		const range = sheet.rangeIn(thing.range);
		return range === undefined ? [] : [{ ...thing, range }];
	});
}
