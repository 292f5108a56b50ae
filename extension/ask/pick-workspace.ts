import { commands, l10n, Uri } from 'vscode';
import type { Services } from '../services.ts';
import type { CommandTarget } from './command-target.ts';
import { pickOne } from './pick-one.ts';
import type { WorkspaceModel } from '../model/workspace-model.ts';

/** The folder that a target lies in, the only one that is open, or the one the user picks. Says so when there is none. */
export async function pickWorkspace(services: Services, title: string, target?: CommandTarget): Promise<WorkspaceModel | undefined> {
	const place = target?.folder ?? target?.uri;
	if (place !== undefined) {
		const model = services.workspaces.modelOf(Uri.parse(place));
		if (model === undefined) sayOutside(services);
		return model;
	}
	const { all } = services.workspaces;
	if (all.length === 0) sayNoFolder(services);
	return pickOne(
		{ title, placeholder: l10n.t('Which folder?') },
		all.map(model => ({ label: model.folder.name, description: model.folder.uri.fsPath, value: model })),
	);
}

function sayOutside(services: Services): void {
	services.notify.warn(
		l10n.t('This file is outside the open folders, and Stagemark works only inside them. Open its folder and try again.'),
	);
}

function sayNoFolder(services: Services): void {
	services.notify.warn(
		l10n.t('No folder is open, and Stagemark keeps everything in files. Open a folder, preferably a Git repository.'),
		{
			title: l10n.t('Open Folder'),
			run: () => commands.executeCommand('vscode.openFolder'),
		},
	);
}
