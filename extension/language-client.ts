import { Selection, Uri, window, workspace } from 'vscode';
import type { CodeLens, LogOutputChannel, Position, TextDocument, TextEdit } from 'vscode';
import { LanguageClient, RevealOutputChannelOn, State, TransportKind, vsdiag } from 'vscode-languageclient/node';
import type { LanguageClientOptions, TextDocumentFilter } from 'vscode-languageclient/node';
import { summariesChangedNotification } from '../core/workspace/summaries/summaries-request.ts';
import type { SummariesChanged } from '../core/workspace/summaries/summaries-request.ts';
import type { DisposableStore } from './model/disposable-store.ts';
import type { DocumentGlob } from './model/document-globs.ts';

interface LanguageClientSetup {
	readonly extensionUri: Uri;
	readonly log: LogOutputChannel;
	/** Which files the server hears of, beside those in the prompt language. */
	readonly globs: readonly DocumentGlob[];
	/** Called for each change of a folder that was asked for. */
	readonly summariesChanged: (message: SummariesChanged) => void;
	/** Called when the server answers, also after it ended by itself and was started again. */
	readonly started: () => void;
	/** Ends the calls of both. */
	readonly listening: DisposableStore;
}

/** A client for the bundled language server, not started yet. Its id is the section of `stagemark.trace.server`. */
export function createLanguageClient({
	extensionUri,
	log,
	globs,
	summariesChanged,
	started,
	listening,
}: LanguageClientSetup): LanguageClient {
	const server = { module: Uri.joinPath(extensionUri, 'dist', 'server.js').fsPath, transport: TransportKind.ipc };
	const options: LanguageClientOptions = {
		documentSelector: [{ language: 'stagemark-prompt' }, ...globs.map(asFilter)],
		outputChannel: log,
		// Findings live in Problems; the log comes to the front only when asked for.
		revealOutputChannelOn: RevealOutputChannelOn.Never,
		middleware: {
			provideCodeLenses: async (document, token, next) => {
				if (!isEnabled('codeLens.enabled', document.uri)) return [];
				const lenses = await next(document, token);
				lenses?.forEach(lens => sayFolder(lens, document.uri));
				return lenses;
			},
			provideOnTypeFormattingEdits: async (document, position, ...[typed, options, token, next]) =>
				keepCursor(document, position, (await next(document, position, typed, options, token)) ?? []),
			provideDiagnostics: (document, previousResultId, token, next) =>
				isEnabled('lint.enabled', document instanceof Uri ? document : document.uri)
					? next(document, previousResultId, token)
					: { kind: vsdiag.DocumentDiagnosticReportKind.full, items: [] },
			// Reached only when the editor does not pull diagnostics.
			handleDiagnostics: (uri, diagnostics, next) => next(uri, isEnabled('lint.enabled', uri) ? diagnostics : []),
		},
	};
	const client = new LanguageClient('stagemark', 'Stagemark', { run: server, debug: server }, options);
	listening.add(client.onNotification(summariesChangedNotification, summariesChanged));
	listening.add(
		client.onDidChangeState(({ newState }) => {
			if (newState === State.Running) started();
		}),
	);
	return client;
}

/**
 * VS Code puts the cursor behind what is inserted where it stands; an end tag belongs behind the cursor. So an insertion there is
 * made here and the cursor left where it was.
 */
async function keepCursor(document: TextDocument, position: Position, edits: readonly TextEdit[]): Promise<TextEdit[]> {
	const editor = window.activeTextEditor;
	const [edit, ...others] = edits;
	const isAtCursor = edit?.range.isEmpty === true && edit.range.start.isEqual(position);
	if (editor?.document !== document || edit === undefined || others.length > 0 || !isAtCursor) return [...edits];
	const isInserted = await editor.edit(builder => builder.insert(position, edit.newText), { undoStopBefore: false, undoStopAfter: true });
	if (isInserted) editor.selection = new Selection(position, position);
	return [];
}

/** The server serves each folder on its own; a command must be told which one its code lens stood in. */
function sayFolder({ command }: CodeLens, document: Uri): void {
	const folder = workspace.getWorkspaceFolder(document)?.uri.toString();
	if (command?.arguments === undefined || folder === undefined) return;
	command.arguments = command.arguments.map((argument: unknown) =>
		typeof argument === 'object' && argument !== null ? { folder, ...argument } : argument,
	);
}

function isEnabled(setting: string, scope: Uri): boolean {
	return workspace.getConfiguration('stagemark', scope).get<boolean>(setting, true);
}

function asFilter({ folder, glob }: DocumentGlob): TextDocumentFilter {
	return { scheme: folder.scheme, pattern: { baseUri: folder.toString(), pattern: glob } };
}
