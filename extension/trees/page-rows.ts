import { l10n, ThemeIcon } from 'vscode';
import { treeElement } from './tree-element.ts';
import type { TreeElement } from './tree-element.ts';

/** Rows shown below one row before the rest is put behind "… n more". */
const pageLength = 200;

/** The first rows, and the rest behind one row that opens to the next ones. */
export function pageRows(rows: readonly TreeElement[], parentId: string): TreeElement[] {
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
