import { ThemeIcon } from 'vscode';
import type { Services } from '../services.ts';
import type { View } from './tree.ts';
import { isAbort } from '../model/abort.ts';
import { pageRows } from './page-rows.ts';
import { treeElement } from './tree-element.ts';
import type { TreeElement } from './tree-element.ts';

/** The rows below one row of a view, or its top rows: folders when several are open, long lists by the page. */
export async function viewRows(view: View, services: Services, parent: TreeElement | undefined): Promise<TreeElement[]> {
	try {
		const rows = parent === undefined ? await topRows(view, services) : ((await parent.children?.()) ?? []);
		return pageRows(rows, parent?.item.id ?? '');
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
