import { env, l10n, Uri } from 'vscode';
import type { Services } from '../services.ts';
import { comparisonLinkPath, linkQuery, readLink } from './comparison-link.ts';
import type { ComparisonLink } from './comparison-link.ts';

/** Id under which VS Code hands links to this extension. */
const extensionId = 'stagemark.stagemark';

/** The link as text, for this kind of VS Code. */
export function linkTo(link: ComparisonLink): string {
	return Uri.from({ scheme: env.uriScheme, authority: extensionId, path: comparisonLinkPath, query: linkQuery(link) }).toString();
}

/**
 * Opens what a link names. Only folders that are open in this window are looked at: a link may come from anywhere, and must
 * not make anybody's VS Code open a place of its choosing.
 */
export function openLink(uri: Uri, services: Services): void {
	const link = readLink(uri.path, uri.query);
	if (link === undefined) {
		services.notify.warn(l10n.t('This link does not match anything in Stagemark. It may be incomplete; copy it again from the panel.'));
		return;
	}
	const model = services.workspaces.all.find(({ folder }) => folder.name === link.folder);
	if (model === undefined) {
		services.notify.warn(
			l10n.t(
				'The link points to the folder "{0}", which is not open in this window. Open its repository, then follow the link again.',
				link.folder,
			),
		);
		return;
	}
	const { references, baseline } = link;
	services.showPanel({ kind: 'compare', folder: model.folder.uri.toString(), references, baseline });
}
