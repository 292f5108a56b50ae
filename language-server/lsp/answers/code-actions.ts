import { CodeActionKind } from 'vscode-languageserver/node';
import type {
	CodeAction,
	CodeActionContext,
	Diagnostic as LspDiagnostic,
	TextEdit as LspTextEdit,
	WorkspaceEdit,
} from 'vscode-languageserver/node';
import type { SuppressionWish } from '../../features/editing/suppression-wish.ts';
import { editBetween } from '../../documents/text-edit.ts';
import type { EditInFile, FileChange } from '../../documents/text-edit.ts';
import type { ClientFeatures } from '../client-features.ts';
import type { ClientFiles } from '../client-files.ts';
import { readDiagnosticData } from '../convert/convert-diagnostic.ts';
import type { EditOfDocument } from '../convert/convert-diagnostic.ts';
import type { Translate } from '../../../io/create-translate.ts';
import type { OpenDocument } from '../open-document.ts';
import { uriOf } from '../workspace-folders.ts';
import type { ServedDocument } from '../workspace-folders.ts';

/** All safe fixes of a file in one action, which editors can run on save. */
export const fixAllKind = 'source.fixAll.stagemark';

/** What code actions are made for. */
export interface CodeActionTarget {
	readonly document: OpenDocument;
	readonly served: ServedDocument;
	readonly client: ClientFeatures;
	/** Where edits of other files are. */
	readonly files: Pick<ClientFiles, 'range' | 'uri'>;
	readonly translate: Translate;
}

/** The fixes of the findings under the cursor, the comment that silences each of them, and all safe fixes of the file. */
export async function codeActions(
	target: CodeActionTarget,
	context: CodeActionContext,
	signal: AbortSignal,
): Promise<readonly CodeAction[]> {
	const actions: CodeAction[] = [];
	if (isWanted(CodeActionKind.QuickFix, context)) {
		const own = context.diagnostics.filter(({ source }) => source === 'stagemark');
		for (const diagnostic of own) actions.push(...fixActions(target, diagnostic));
		for (const diagnostic of own) {
			actions.push(...(await suppressAction(target, diagnostic, 'line', signal)));
			actions.push(...(await suppressAction(target, diagnostic, 'file', signal)));
		}
	}
	if (context.only !== undefined && isWanted(fixAllKind, context)) actions.push(...(await fixAllAction(target, signal)));
	return actions;
}

function isWanted(kind: string, { only }: CodeActionContext): boolean {
	return only === undefined || only.some(wanted => kind === wanted || kind.startsWith(`${wanted}.`));
}

/** Edits that were made for another version of the text would hit other words: they are left out, and the client asks again soon. */
function fixActions(target: CodeActionTarget, diagnostic: LspDiagnostic): readonly CodeAction[] {
	const data = readDiagnosticData(diagnostic.data);
	if (data?.version !== target.document.version) return [];
	return data.fixes
		.filter(({ files }) => files.length === 0 || target.client.changesFiles)
		.map(({ title, isSafe, edits, files }, position) => ({
			title,
			kind: CodeActionKind.QuickFix,
			diagnostics: [diagnostic],
			isPreferred: position === 0 && isSafe,
			edit: workspaceEdit(target, edits, files),
		}));
}

async function suppressAction(
	target: CodeActionTarget,
	diagnostic: LspDiagnostic,
	scope: SuppressionWish['scope'],
	signal: AbortSignal,
): Promise<readonly CodeAction[]> {
	const { document, served } = target;
	if (typeof diagnostic.code !== 'string') return [];
	const wanted = { rule: diagnostic.code, offset: document.positions.toOffset(diagnostic.range.start), scope };
	const edit = await served.folder.service.suppress(served.path, wanted, signal);
	if (edit === undefined) return [];
	const edits = [await inDocument(target, edit)];
	const title = target.translate(`Ignore ${diagnostic.code} for this ${scope}`);
	return [{ title, kind: CodeActionKind.QuickFix, diagnostics: [diagnostic], edit: workspaceEdit(target, edits) }];
}

async function fixAllAction(target: CodeActionTarget, signal: AbortSignal): Promise<readonly CodeAction[]> {
	const { document, served } = target;
	const repaired = await served.folder.service.repair(served.path, 'safe', signal);
	if (repaired === undefined) return [];
	const changed = [{ path: served.path, before: document.text, text: repaired.text }, ...(repaired.others ?? [])];
	const edits = changed.flatMap(({ path, before, text }) => {
		const edit = editBetween(before, text);
		return edit === undefined ? [] : [path === served.path ? edit : { ...edit, path }];
	});
	if (edits.length === 0) return [];
	const lspEdits = await Promise.all(edits.map(edit => inDocument(target, edit)));
	return [{ title: target.translate('Apply all safe fixes'), kind: fixAllKind, edit: workspaceEdit(target, lspEdits) }];
}

async function inDocument({ document, files }: CodeActionTarget, { path, range, newText }: EditInFile): Promise<EditOfDocument> {
	if (path === undefined) return { range: document.positions.toRange(range), newText };
	return { uri: files.uri(path), range: await files.range(path, range), newText };
}

function workspaceEdit(
	{ document: { uri, version }, served, client }: CodeActionTarget,
	edits: readonly EditOfDocument[],
	files: readonly FileChange[] = [],
): WorkspaceEdit {
	const byDocument = Map.groupBy(edits, edit => edit.uri ?? uri);
	const plain = (own: readonly EditOfDocument[]): LspTextEdit[] => own.map(({ range, newText }) => ({ range, newText }));
	if (!client.takesVersionedEdits) return { changes: Object.fromEntries(Array.from(byDocument, ([each, own]) => [each, plain(own)])) };
	const changes = Array.from(byDocument, ([each, own]) => ({
		textDocument: { uri: each, version: each === uri ? version : null },
		edits: plain(own),
	}));
	return { documentChanges: [...changes, ...files.flatMap(change => fileOperations(served, change))] };
}

/** Without options, neither operation replaces a file that is there. */
function fileOperations({ folder }: ServedDocument, change: FileChange): NonNullable<WorkspaceEdit['documentChanges']> {
	if (change.kind === 'rename') return [{ kind: 'rename', oldUri: uriOf(folder, change.from), newUri: uriOf(folder, change.to) }];
	const uri = uriOf(folder, change.path);
	const start = { line: 0, character: 0 };
	const text = { range: { start, end: start }, newText: change.text };
	return [
		{ kind: 'create', uri },
		{ textDocument: { uri, version: null }, edits: [text] },
	];
}
