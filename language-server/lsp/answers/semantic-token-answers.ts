import type {
	CancellationToken,
	Disposable,
	SemanticTokens,
	SemanticTokensEdit,
	SemanticTokensLegend,
	TextDocumentIdentifier,
} from 'vscode-languageserver/node';
import { semanticTokenModifiers, semanticTokenTypes } from '../../features/editing/editing-service.ts';
import type { SemanticToken } from '../../features/editing/editing-service.ts';
import { askDocument } from './ask-document.ts';
import type { PositionMap } from '../convert/position-map.ts';
import type { Session } from '../session.ts';

/** The words for types and modifiers in the order of their numbers on the wire. */
export const semanticTokensLegend: SemanticTokensLegend = {
	tokenTypes: [...semanticTokenTypes],
	tokenModifiers: [...semanticTokenModifiers],
};

/** The tokens a client was last given for a document. */
interface GivenTokens {
	readonly resultId: string;
	readonly data: readonly number[];
}

/** Answers questions for tokens: of a whole document, of a part of it, and of what changed since the last answer. */
export class SemanticTokenAnswers {
	readonly #session: Session;
	readonly #given = new Map<string, GivenTokens>();
	#answerCount = 0;

	constructor(session: Session) {
		this.#session = session;
	}

	listen(): readonly Disposable[] {
		const { connection, documents } = this.#session;
		const { semanticTokens } = connection.languages;
		return [
			semanticTokens.on(async ({ textDocument }, token) => (await this.#give(textDocument, token)).now),
			semanticTokens.onDelta(async ({ textDocument, previousResultId }, token) => {
				const { before, now } = await this.#give(textDocument, token);
				// Without that answer there is nothing to be different from.
				if (before?.resultId !== previousResultId) return now;
				return { resultId: now.resultId, edits: editsBetween(before.data, now.data) };
			}),
			semanticTokens.onRange(async ({ textDocument, range }, token) => {
				const answer = await askDocument(this.#session, textDocument, token, async ({ document, served }, signal) => {
					const part = document.positions.toTextRange(range);
					return { data: encode(await served.folder.service.semanticTokens(served.path, part, signal), document.positions) };
				});
				return answer ?? { data: [] };
			}),
			documents.onDidClose(({ document }) => void this.#given.delete(document.uri)),
		];
	}

	/** All tokens of a document, noted as given, and those that were given before. */
	async #give(
		textDocument: TextDocumentIdentifier,
		token: CancellationToken,
	): Promise<{ readonly before: GivenTokens | undefined; readonly now: SemanticTokens & { readonly resultId: string } }> {
		const answer = await askDocument(this.#session, textDocument, token, async ({ document, served }, signal) =>
			encode(await served.folder.service.semanticTokens(served.path, undefined, signal), document.positions),
		);
		const data = answer ?? [];
		const resultId = String(++this.#answerCount);
		const before = this.#given.get(textDocument.uri);
		this.#given.set(textDocument.uri, { resultId, data });
		return { before, now: { resultId, data } };
	}
}

/** Five numbers a token, its place relative to the one before. */
function encode(tokens: readonly SemanticToken[], positions: PositionMap): number[] {
	const data: number[] = [];
	let line = 0;
	let character = 0;
	for (const { range, type, modifiers } of tokens) {
		const { start, end } = positions.toRange(range);
		const bits = modifiers.reduce((sum, modifier) => sum | (1 << semanticTokenModifiers.indexOf(modifier)), 0);
		const column = start.line === line ? start.character - character : start.character;
		data.push(start.line - line, column, end.character - start.character, semanticTokenTypes.indexOf(type), bits);
		({ line, character } = start);
	}
	return data;
}

/** What lies between the common beginning and the common end; nothing when both are the same. */
function editsBetween(before: readonly number[], after: readonly number[]): SemanticTokensEdit[] {
	const shorter = Math.min(before.length, after.length);
	let start = 0;
	while (start < shorter && before[start] === after[start]) start++;
	let end = 0;
	while (end < shorter - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
	const deleteCount = before.length - start - end;
	const data = after.slice(start, after.length - end);
	return deleteCount === 0 && data.length === 0 ? [] : [{ start, deleteCount, data }];
}
