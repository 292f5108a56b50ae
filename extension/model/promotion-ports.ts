import { Uri, l10n } from 'vscode';
import type { Progress } from 'vscode';
import type { PromotionPorts } from '../../core/use-cases/promote/judge-move.ts';
import type { Services } from '../services.ts';
import type { WorkspaceModel } from './workspace-model.ts';

/** What gates said while one promotion is talked about, so that what was shown is what is recorded, and slow gates run once. */
export type JudgedGates = NonNullable<PromotionPorts['judged']>;

/** The ports of a folder with what gates need: the linter of the language server, and where to say how far they are. */
export function promotionPorts(
	services: Services,
	model: WorkspaceModel,
	{ judged, progress }: { readonly judged: JudgedGates; readonly progress: Progress<{ message?: string }> },
): PromotionPorts {
	return {
		...model.ports(),
		lint: (path, text, signal) => services.lintText(Uri.joinPath(model.folder.uri, path), text, signal),
		onGate: ({ label, doneCount, totalCount }) =>
			progress.report({ message: l10n.t('gate {0} of {1}: {2}', doneCount + 1, totalCount, label) }),
		judged,
	};
}
