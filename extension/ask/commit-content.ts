import { l10n } from 'vscode';
import type { AnyFailure } from '../../core/words/describe-failure.ts';
import type { NotificationAction } from './notify.ts';

/** The way out when the content of a version is in no commit: the same again, with the content in the commit. Undefined for anything else. */
export function commitContent(failure: AnyFailure, again: () => Promise<void>): NotificationAction | undefined {
	if (failure.kind !== 'uncommitted-content' || !failure.canCommit) return undefined;
	return { title: l10n.t('Commit the Content Too'), run: again };
}
