import { workspace } from 'vscode';
import type { TextDocument } from 'vscode';
import { cardPathOf } from '../../core/formats/prompt/card/card-path.ts';
import { composeSheet } from '../../core/formats/prompt/card/compose-sheet.ts';
import type { WorkspacePath } from '../../core/ports/file-store.ts';
import type { WorkspaceModel } from './workspace-model.ts';

/** The text of a document as a prompt: with its card, where it has one. The editor may show either of them unsaved. */
export async function textWithCard(document: TextDocument, path: WorkspacePath, model: WorkspaceModel): Promise<string> {
	const uri = model.uriOf(cardPathOf(path));
	const open = workspace.textDocuments.find(each => each.uri.toString() === uri.toString());
	const onDisk = open === undefined ? await model.ports().files.read(cardPathOf(path)) : undefined;
	return composeSheet(path, document.getText(), open?.getText() ?? (onDisk?.kind === 'text' ? onDisk.text : undefined));
}
