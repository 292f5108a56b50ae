import type { CancellationToken, Disposable, InlayHint as LspInlayHint, TextEdit as LspTextEdit } from 'vscode-languageserver/node';
import type { TextRange } from '../../../core/base/text/text-range.ts';
import type { TextEdit } from '../../documents/text-edit.ts';
import { askAt, askDocument } from './ask-document.ts';
import { readCodeLensData, toLspCodeLens } from './code-lens-answers.ts';
import { translateMarkdown } from '../convert/translate-markdown.ts';
import { toLspFoldingRanges, toLspSelectionRange } from '../convert/convert-structure.ts';
import { EditorSettings } from '../editor-settings.ts';
import { readInlayHintData, toLspInlayHint } from './inlay-hint-answers.ts';
import type { OpenDocument } from '../open-document.ts';
import { SemanticTokenAnswers } from './semantic-token-answers.ts';
import type { Session } from '../session.ts';
import { withAbortSignal } from '../with-abort-signal.ts';

/** Answers what the client asks about one document while somebody writes it. */
export function answerEditingQuestions(session: Session): readonly Disposable[] {
	return [
		...answerAboutStructure(session),
		...answerWithEdits(session),
		...answerInlayHints(session),
		...answerCodeLenses(session),
		...new SemanticTokenAnswers(session).listen(),
	];
}

function answerAboutStructure(session: Session): readonly Disposable[] {
	const { connection } = session;
	return [
		connection.onFoldingRanges(({ textDocument }, token) =>
			askDocument(session, textDocument, token, async ({ document, served }, signal) =>
				toLspFoldingRanges(await served.folder.service.fold(served.path, signal), document.positions),
			),
		),
		connection.onSelectionRanges(({ textDocument, positions }, token) =>
			askDocument(session, textDocument, token, async ({ document, served }, signal) => {
				const offsets = positions.map(position => document.positions.toOffset(position));
				const chains = await served.folder.service.select(served.path, offsets, signal);
				return positions.map((position, index) => toLspSelectionRange(chains[index] ?? [], position, document.positions));
			}),
		),
	];
}

function answerWithEdits(session: Session): readonly Disposable[] {
	const { connection } = session;
	return [
		connection.onDocumentOnTypeFormatting(({ textDocument, position, ch }, token) =>
			askAt(session, { textDocument, position }, token, async ({ document, served, offset }, signal) => {
				const edit = await served.folder.service.closeBlock(served.path, { offset, typed: ch }, signal);
				return edit === undefined ? [] : toLspEdits([edit], document);
			}),
		),
		connection.onDocumentFormatting(({ textDocument }, token) => format(session, { textDocument }, token)),
		connection.onDocumentRangeFormatting(({ textDocument, range }, token) => format(session, { textDocument, range }, token)),
	];
}

function format(
	session: Session,
	{ textDocument, range }: { readonly textDocument: { readonly uri: string }; readonly range?: LspTextEdit['range'] },
	token: CancellationToken,
): Promise<LspTextEdit[] | null> {
	return askDocument(session, textDocument, token, async ({ document, served }, signal) => {
		const part: TextRange | undefined = range && document.positions.toTextRange(range);
		return toLspEdits(await served.folder.service.format(served.path, part, signal), document);
	});
}

function toLspEdits(edits: readonly TextEdit[], { positions }: OpenDocument): LspTextEdit[] {
	return edits.map(({ range, newText }) => ({ range: positions.toRange(range), newText }));
}

function answerInlayHints(session: Session): readonly Disposable[] {
	const { connection } = session;
	const settings = new EditorSettings(session);
	return [
		connection.languages.inlayHint.on(({ textDocument, range }, token) =>
			askDocument(session, textDocument, token, async ({ document, served }, signal) => {
				const kinds = await settings.inlayHintKinds(document.uri);
				const hints = await served.folder.service.inlayHints(served.path, document.positions.toTextRange(range), signal);
				return hints.filter(({ kind }) => kinds.has(kind)).map(hint => toLspInlayHint(hint, document, session.translate));
			}),
		),
		connection.languages.inlayHint.resolve((hint, token): Promise<LspInlayHint> => resolveInlayHint(session, hint, token)),
		connection.onDidChangeConfiguration(() => {
			settings.forget();
			if (session.client.refreshesInlayHints) void connection.languages.inlayHint.refresh();
		}),
	];
}

/** A hint whose document changed meanwhile stays without a tooltip; the client asks for hints anew. */
function resolveInlayHint(session: Session, hint: LspInlayHint, token: CancellationToken): Promise<LspInlayHint> {
	return withAbortSignal(token, async signal => {
		const data = readInlayHintData(hint.data);
		const document = data && session.documents.get(data.uri);
		const served = data && session.folders.find(data.uri);
		if (data === undefined || document?.version !== data.version || served === undefined) return hint;
		const markdown = await served.folder.service.describeInlayHint(served.path, data, signal);
		return markdown === undefined
			? hint
			: { ...hint, tooltip: { kind: 'markdown', value: translateMarkdown(markdown, session.translate) } };
	});
}

function answerCodeLenses(session: Session): readonly Disposable[] {
	const { connection } = session;
	return [
		connection.onCodeLens(({ textDocument }, token) =>
			askDocument(session, textDocument, token, async ({ document, served }, signal) => {
				const lenses = await served.folder.service.codeLenses(served.path, signal);
				return lenses.map(lens => toLspCodeLens(lens, document, { folderUri: served.folder.uri, translate: session.translate }));
			}),
		),
		connection.onCodeLensResolve((lens, token) =>
			withAbortSignal(token, async signal => {
				const data = readCodeLensData(lens.data);
				const document = data && session.documents.get(data.uri);
				const served = data && session.folders.find(data.uri);
				// A lens without a command would be asked for again and again.
				const empty = { ...lens, command: { title: '', command: '' } };
				if (data === undefined || document === undefined || served === undefined) return empty;
				const found = await served.folder.service.describeCodeLens(served.path, data.subject, signal);
				if (found === undefined) return empty;
				const range = document.positions.toTextRange(lens.range);
				const target = { folderUri: served.folder.uri, translate: session.translate };
				return { ...toLspCodeLens({ range, ...found }, document, target), range: lens.range };
			}),
		),
	];
}
