import type { TextRange } from '../../core/base/text/text-range.ts';
import type { EditingService } from '../features/editing/editing-service.ts';
import type { CardAccess } from './card-access.ts';
import type { SheetView } from './sheet-view.ts';

/** What the editor asks while somebody writes, for a file that is read together with its card. */
export function editingWithCards({ service, view }: CardAccess): Omit<EditingService, 'describeCodeLens'> {
	return {
		async fold(path, signal) {
			const sheet = await view(path);
			const found = await service.fold(sheet?.path ?? path, signal);
			return sheet === undefined ? found : placed(found, sheet);
		},

		async select(path, offsets, signal) {
			const sheet = await view(path);
			if (sheet === undefined) return service.select(path, offsets, signal);
			const shifted = offsets.map(offset => offset + sheet.shift);
			const chains = await service.select(sheet.path, shifted, signal);
			return chains.map(chain => chain.flatMap(range => sheet.rangeIn(range) ?? []));
		},

		async semanticTokens(path, range, signal) {
			const sheet = await view(path);
			if (sheet === undefined) return service.semanticTokens(path, range, signal);
			const found = await service.semanticTokens(sheet.path, range && sheet.toSheet(range), signal);
			return placed(found, sheet);
		},

		async inlayHints(path, range, signal) {
			const sheet = await view(path);
			if (sheet === undefined) return service.inlayHints(path, range, signal);
			const found = await service.inlayHints(sheet.path, sheet.toSheet(range), signal);
			return found.flatMap(hint => {
				const place = sheet.rangeIn({ start: hint.offset, end: hint.offset });
				return place === undefined ? [] : [{ ...hint, offset: place.start }];
			});
		},

		async describeInlayHint(path, hint, signal) {
			const sheet = await view(path);
			return service.describeInlayHint(sheet?.path ?? path, { ...hint, offset: hint.offset + (sheet?.shift ?? 0) }, signal);
		},

		async closeBlock(path, typing, signal) {
			const sheet = await view(path);
			if (sheet === undefined) return service.closeBlock(path, typing, signal);
			const edit = await service.closeBlock(sheet.path, { ...typing, offset: typing.offset + sheet.shift }, signal);
			return edit && sheet.ownEdits([edit])[0];
		},

		async format(path, range, signal) {
			const sheet = await view(path);
			if (sheet === undefined) return service.format(path, range, signal);
			return sheet.ownEdits(await service.format(sheet.path, range && sheet.toSheet(range), signal));
		},

		async codeLenses(path, signal) {
			const sheet = await view(path);
			if (sheet === undefined) return service.codeLenses(path, signal);
			if (sheet.isCard) return [];
			const found = await service.codeLenses(sheet.path, signal);
			// What is true of the prompt as a whole is shown above its first line, wherever its name is written.
			return found.map(lens => ({ ...lens, range: sheet.rangeIn(lens.range) ?? { start: 0, end: 0 } }));
		},
	};
}

/** The things with their ranges in the file that was asked about, without those of the other one. */
function placed<Thing extends { readonly range: TextRange }>(things: readonly Thing[], sheet: SheetView): readonly Thing[] {
	return things.flatMap(thing => {
		const range = sheet.rangeIn(thing.range);
		return range === undefined ? [] : [{ ...thing, range }];
	});
}
