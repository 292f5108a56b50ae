import { commands, l10n } from 'vscode';
import type { WrittenMove } from '../../core/use-cases/promote/move.ts';
import type { Services } from '../services.ts';
import { appliedWords } from './applied-words.ts';
import type { WorkspaceModel } from '../model/workspace-model.ts';

/** Takes moves in that were written, and tells the user which they are, where they are committed, and what to know of them. */
export async function sayMoved(
	services: Services,
	model: WorkspaceModel,
	name: string,
	{ path, transitions, applied, warnings }: Pick<WrittenMove, 'path' | 'transitions' | 'applied' | 'warnings'>,
): Promise<void> {
	await model.reload();
	const moves = transitions.map(({ version, from, to }) => l10n.t('{0} moved from {1} to {2}.', `${name}@${version}`, from, to));
	services.notify.done([...moves, appliedWords(applied), ...warnings.map(services.translate)].join(' '), {
		title: l10n.t('Show Registry File'),
		run: () => commands.executeCommand('vscode.open', model.uriOf(path)),
	});
}
