import { CodeActionKind } from 'vscode-languageserver/node';
import type {
	CodeAction,
	CodeActionContext,
	Diagnostic as LspDiagnostic,
	TextEdit as LspTextEdit,
	WorkspaceEdit,
} from 'vscode-languageserver/node';
import type { Diagnostic, LanguageService } from '../language-service.ts';
import type { TextEdit } from '../rules/rule.ts';
import type { ClientFeatures } from './client-features.ts';
import { readDiagnosticData } from './convert-diagnostic.ts';
import type { OpenDocument } from './open-document.ts';
import type { ServedDocument } from './workspace-folders.ts';

/** All safe fixes of a file in one action, which editors can run on save. */
export const fixAllKind = 'source.fixAll.stagemark';

/** What code actions are made for. */
export interface CodeActionTarget {
	readonly document: OpenDocument;
	readonly served: ServedDocument;
	readonly client: ClientFeatures;
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
		for (const diagnostic of own) actions.push(...(await suppressAction(target, diagnostic, signal)));
	}
	if (context.only !== undefined && isWanted(fixAllKind, context)) actions.push(...(await fixAllAction(target, signal)));
	return actions;
}

/** The safe fixes of a document that can be applied together: of two that touch each other the first wins, the next save takes the second. */
export function safeEdits(diagnostics: readonly Diagnostic[]): readonly TextEdit[] {
	const taken: TextEdit[] = [];
	for (const { fixes } of diagnostics) {
		const edits = fixes.find(({ safety }) => safety === 'safe')?.edits ?? [];
		if (edits.every(edit => taken.every(other => areApart(edit, other)))) taken.push(...edits);
	}
	return taken;
}

function areApart(left: TextEdit, right: TextEdit): boolean {
	const areInsertions = left.range.start === left.range.end && right.range.start === right.range.end;
	if (areInsertions) return left.range.start !== right.range.start || left.newText !== right.newText;
	return left.range.end < right.range.start || right.range.end < left.range.start;
}

function isWanted(kind: string, { only }: CodeActionContext): boolean {
	return only === undefined || only.some(wanted => kind === wanted || kind.startsWith(`${wanted}.`));
}

/** Edits that were made for another version of the text would hit other words: they are left out, and the client asks again soon. */
function fixActions(target: CodeActionTarget, diagnostic: LspDiagnostic): readonly CodeAction[] {
	const data = readDiagnosticData(diagnostic.data);
	if (data?.version !== target.document.version) return [];
	return data.fixes.map(({ title, isSafe, edits }, position) => ({
		title,
		kind: CodeActionKind.QuickFix,
		diagnostics: [diagnostic],
		isPreferred: position === 0 && isSafe,
		edit: workspaceEdit(target, edits),
	}));
}

async function suppressAction(target: CodeActionTarget, diagnostic: LspDiagnostic, signal: AbortSignal): Promise<readonly CodeAction[]> {
	const { document, served } = target;
	if (typeof diagnostic.code !== 'string') return [];
	const offset = document.positions.toOffset(diagnostic.range.start);
	const edit = await suppression(served, diagnostic.code, offset, signal);
	if (edit === undefined) return [];
	const edits = [{ range: document.positions.toRange(edit.range), newText: edit.newText }];
	const title = `Ignore ${diagnostic.code} for this line`;
	return [{ title, kind: CodeActionKind.QuickFix, diagnostics: [diagnostic], edit: workspaceEdit(target, edits) }];
}

function suppression(
	{ folder, path }: ServedDocument,
	rule: string,
	offset: number,
	signal: AbortSignal,
): ReturnType<LanguageService['suppress']> {
	return folder.service.suppress(path, rule, offset, signal);
}

async function fixAllAction(target: CodeActionTarget, signal: AbortSignal): Promise<readonly CodeAction[]> {
	const { document, served } = target;
	const edits = safeEdits(await served.folder.service.diagnose(served.path, signal));
	if (edits.length === 0) return [];
	const lspEdits = edits.map(({ range, newText }) => ({ range: document.positions.toRange(range), newText }));
	return [{ title: 'Fix all that is safe to fix', kind: fixAllKind, edit: workspaceEdit(target, lspEdits) }];
}

function workspaceEdit({ document: { uri, version }, client }: CodeActionTarget, edits: readonly LspTextEdit[]): WorkspaceEdit {
	return client.takesVersionedEdits
		? { documentChanges: [{ textDocument: { uri, version }, edits: [...edits] }] }
		: { changes: { [uri]: [...edits] } };
}
