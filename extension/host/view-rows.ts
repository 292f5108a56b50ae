import { l10n, ThemeIcon } from 'vscode';
import type { Services } from '../services.ts';
import type { View } from '../views/view.ts';
import { isAbort } from './abort.ts';
import { treeElement } from './tree-element.ts';
import type { TreeElement } from './tree-element.ts';

/** Rows shown below one row before the rest is put behind "… n more". */
const pageLength = 200;

/** The rows below one row of a view, or its top rows: folders when several are open, long lists by the page. */
export async function viewRows(view: View, services: Services, parent: TreeElement | undefined): Promise<TreeElement[]> {
	try {
		const rows = parent === undefined ? await topRows(view, services) : ((await parent.children?.()) ?? []);
		return page(rows, parent?.item.id ?? '');
	} catch (error) {
		// The folder was closed while it was read.
		if (isAbort(error)) return [];
		throw error;
	}
}

async function topRows(view: View, { workspaces, filters }: Services): Promise<readonly TreeElement[]> {
	const filter = filters.textOf(view.id).toLowerCase();
	const [first, ...others] = workspaces.all;
	if (first === undefined) return [];
	if (others.length === 0) return view.roots(first, filter);
	return [first, ...others].map(model =>
		treeElement({
			id: model.folder.uri.toString(),
			label: model.folder.name,
			icon: ThemeIcon.Folder,
			target: { folder: model.folder.uri.toString() },
			isExpanded: true,
			children: () => view.roots(model, filter),
		}),
	);
}

/** The first rows, and the rest behind one row that opens to the next ones. */
function page(rows: readonly TreeElement[], parentId: string): TreeElement[] {
	if (rows.length <= pageLength) return [...rows];
	const rest = rows.slice(pageLength);
	const more = treeElement({
		id: `${parentId}/more-${rest.length}`,
		label: l10n.t('… {0} more', rest.length),
		icon: new ThemeIcon('ellipsis'),
		target: {},
		children: () => Promise.resolve(rest),
	});
	return [...rows.slice(0, pageLength), more];
}
