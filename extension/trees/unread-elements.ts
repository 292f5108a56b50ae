import { l10n, ThemeColor, ThemeIcon } from 'vscode';
import type { WorkspacePath } from '../../core/ports/file-store.ts';
import type { WorkspaceFacts } from '../../core/workspace/workspace-facts.ts';
import type { WorkspaceModel } from '../model/workspace-model.ts';
import { tooltip } from './tooltip.ts';
import { treeElement } from './tree-element.ts';
import type { TreeElement } from './tree-element.ts';

/** What below a folder could not be read, or only in part: a view that leaves it out would look whole. */
export function unreadElements(model: WorkspaceModel, { unread }: WorkspaceFacts, folder: WorkspacePath): readonly TreeElement[] {
	return unread
		.filter(({ path }) => `${path}/`.startsWith(`${folder}/`))
		.map(({ path, reason }) =>
			treeElement({
				id: `${model.folder.uri.toString()}#unread/${path}`,
				label: path,
				description: model.translate(reason),
				icon: new ThemeIcon('error', new ThemeColor('list.errorForeground')),
				tooltip: tooltip(path, [[l10n.t('Reason'), model.translate(reason)]]),
				opens: model.uriOf(path),
				target: { folder: model.folder.uri.toString(), uri: model.uriOf(path).toString() },
			}),
		);
}
