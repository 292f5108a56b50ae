import { cardPathOf } from '../../core/formats/prompt/card/card-path.ts';
import { composeSheet } from '../../core/formats/prompt/card/compose-sheet.ts';
import { openSheet, splitSheet } from '../../core/formats/prompt/card/sheet.ts';
import type { CancelSignal } from '../../core/ports/cancel-signal.ts';
import type { FileReader, WorkspacePath } from '../../core/ports/file-store.ts';
import type { RepairedText } from '../features/editing/repair-text.ts';
import type { LanguageService } from '../language-service.ts';
import type { Diagnostic } from '../rules/diagnostic.ts';
import type { CardAccess } from './card-access.ts';
import { editingWithCards } from './editing-with-cards.ts';
import { SheetView, viewSheet } from './sheet-view.ts';
import { symbolsWithCards } from './symbols-with-cards.ts';

/**
 * The service for those who know files: it is asked about a file or a card in offsets of that file, and asks `service`, to which both are
 * one text.
 *
 * @param files - The files as they are, documents of the editor in their place.
 */
export function withCards(service: LanguageService, files: Pick<FileReader, 'read'>): LanguageService {
	const view = (path: WorkspacePath): Promise<SheetView | undefined> => viewSheet(path, files);
	const access: CardAccess = {
		service,
		view,
		async locate(place) {
			const sheet = await view(place.path);
			return sheet === undefined ? place : sheet.locate(place.range);
		},
	};
	return { ...service, ...editingWithCards(access), ...symbolsWithCards(access), ...answersWithCards(access) };
}

type Answers = Pick<
	LanguageService,
	'complete' | 'define' | 'diagnose' | 'diagnoseText' | 'hover' | 'inspect' | 'repair' | 'render' | 'suppress'
>;

function answersWithCards({ service, view, locate }: CardAccess): Answers {
	return {
		async diagnose(path, signal) {
			const sheet = await view(path);
			if (sheet === undefined) return placeRelated(await service.diagnose(path, signal));
			return [...(await ownFindings(sheet, signal)), ...(await inView(sheet, await service.diagnose(sheet.path, signal)))];
		},

		async inspect(path, signal) {
			const sheet = await view(path);
			const { reading, diagnostics } = await service.inspect(path, signal);
			if (sheet === undefined) return { reading, diagnostics: await placeRelated(diagnostics) };
			if (!sheet.isCard) return { reading, diagnostics: await inView(sheet, diagnostics) };
			const ofPrompt = await service.inspect(sheet.path, signal);
			return { reading, diagnostics: [...diagnostics, ...(await inView(sheet, ofPrompt.diagnostics))] };
		},

		async diagnoseText(path, text, signal) {
			const sheet = openSheet(text) === undefined ? await view(path) : undefined;
			if (sheet === undefined) return service.diagnoseText(path, text, signal);
			const { body, card } = sheet.texts;
			const [newBody, newCard] = sheet.isCard ? [body, text] : [text, card];
			const whole = composeSheet(sheet.path, newBody, newCard);
			const changed = new SheetView(path, { body: newBody, card: newCard }, whole);
			return inView(changed, await service.diagnoseText(sheet.path, whole, signal));
		},

		async repair(path, choice, signal) {
			const sheet = await view(path);
			const repaired = await service.repair(sheet?.path ?? path, choice, signal);
			return sheet === undefined || repaired === undefined ? repaired : splitRepaired(sheet, repaired);
		},

		async suppress(path, wanted, signal) {
			const sheet = await view(path);
			if (sheet === undefined) return service.suppress(path, wanted, signal);
			const edit = await service.suppress(sheet.path, { ...wanted, offset: wanted.offset + sheet.shift }, signal);
			return edit && sheet.edit(edit);
		},

		async hover(path, offset, signal) {
			const sheet = await view(path);
			if (sheet === undefined) return service.hover(path, offset, signal);
			const hover = await service.hover(sheet.path, offset + sheet.shift, signal);
			const range = hover && sheet.rangeIn(hover.range);
			return range && { ...hover, range };
		},

		async complete(path, offset, signal) {
			const sheet = await view(path);
			if (sheet === undefined) return service.complete(path, offset, signal);
			const items = await service.complete(sheet.path, offset + sheet.shift, signal);
			return items.flatMap(item => sheet.ownEdits([item.edit]).map(edit => ({ ...item, edit })));
		},

		async define(path, offset, signal) {
			const sheet = await view(path);
			const found = await service.define(sheet?.path ?? path, offset + (sheet?.shift ?? 0), signal);
			return Promise.all(found.map(locate));
		},

		render: async (path, values, signal) => service.render((await view(path))?.path ?? path, values, signal),
	};

	/** What is said of a card that has no effect. */
	async function ownFindings(sheet: SheetView, signal: CancelSignal): Promise<readonly Diagnostic[]> {
		return sheet.isCard ? service.diagnose(sheet.asked, signal) : [];
	}

	async function inView(sheet: SheetView, diagnostics: readonly Diagnostic[]): Promise<readonly Diagnostic[]> {
		const own = diagnostics.flatMap(diagnostic => {
			const range = sheet.rangeIn(diagnostic.range);
			const fixes = diagnostic.fixes.map(fix => ({ ...fix, edits: fix.edits.map(edit => sheet.edit(edit)) }));
			return range === undefined ? [] : [{ ...diagnostic, range, fixes }];
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

/** The repaired sheet as the texts of its two files. */
function splitRepaired({ path, isCard, texts, sheet }: SheetView, repaired: RepairedText): RepairedText {
	const after = repaired.text === sheet ? texts : { ...texts, ...splitSheet(repaired.text) };
	const [own, other] = isCard ? (['card', 'body'] as const) : (['body', 'card'] as const);
	const change = { path: isCard ? path : cardPathOf(path), before: texts[other], text: after[other] };
	return {
		...repaired,
		text: after[own],
		isUntouched: after[own] === texts[own],
		others: change.before === change.text ? [] : [change],
	};
}
