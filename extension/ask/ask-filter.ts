import { l10n, window } from 'vscode';
import { z } from 'zod';
import type { Services } from '../services.ts';
import type { ViewId } from '../model/view-filters.ts';

const filterSchema = z.looseObject({ filter: z.string() });

/** Sets the filter of a view to `{ filter }` when a caller gives one, and asks for it otherwise. */
export async function askFilter(services: Services, view: ViewId, argument: unknown): Promise<void> {
	const given = filterSchema.safeParse(argument);
	const text = given.success
		? given.data.filter
		: await window.showInputBox({
				title: l10n.t('Filter'),
				prompt: l10n.t('Only entries that contain this text are shown. Leave it empty to show everything.'),
				value: services.filters.textOf(view),
			});
	if (text !== undefined) await services.filters.set(view, text);
}
