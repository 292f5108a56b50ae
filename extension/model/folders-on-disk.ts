import { workspace } from 'vscode';
import type { WorkspaceFolder } from 'vscode';

/**
 * The open folders on this machine: only they have files and Git that io can reach. In others the language server's single-file
 * features remain.
 */
export function foldersOnDisk(): readonly WorkspaceFolder[] {
	return (workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === 'file');
}
