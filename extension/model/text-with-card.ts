import { workspace } from 'vscode';
import type { TextDocument } from 'vscode';
import { composeFrom, sourcesOf } from '../../core/formats/prompt/card/compose-sheet.ts';
import { hostOf } from '../../core/formats/prompt/place/place-path.ts';
import type { WorkspacePath } from '../../core/ports/file-store.ts';
import type { WorkspaceModel } from './workspace-model.ts';

/**
 * The text of a document as a prompt: with its card, where it has one, or the prompt at a place inside it. The editor may show any of the files
 * unsaved.
 */
export async function textWithCard(document: TextDocument, path: WorkspacePath, model: WorkspaceModel): Promise<string> {
	const texts = new Map([[hostOf(path), document.getText()]]);
	for (const source of sourcesOf(path)) {
		if (texts.has(source)) continue;
		const uri = model.uriOf(source).toString();
		const open = workspace.textDocuments.find(each => each.uri.toString() === uri);
		const onDisk = open === undefined ? await model.ports().files.read(source) : undefined;
		const text = open?.getText() ?? (onDisk?.kind === 'text' ? onDisk.text : undefined);
		if (text !== undefined) texts.set(source, text);
	}
	return composeFrom(path, source => texts.get(source)) ?? '';
}
