import { TextDocuments } from 'vscode-languageserver/node';
import type { TextDocumentContentChangeEvent } from 'vscode-languageserver/node';
import { createPositionMap } from './convert/position-map.ts';
import type { PositionEncoding, PositionMap } from './convert/position-map.ts';

/** A document as the client last sent it. */
export interface OpenDocument {
	readonly uri: string;
	readonly version: number;
	readonly text: string;
	readonly positions: PositionMap;
}

/** The documents the client has open, kept up to date by incremental changes in the encoding that was agreed on. */
export function createDocuments(encoding: () => PositionEncoding): TextDocuments<OpenDocument> {
	return new TextDocuments<OpenDocument>({
		create: (uri, _languageId, version, text) => makeDocument(uri, version, text),
		update: (document, changes, version) => makeDocument(document.uri, version, applyChanges(document.text, changes, encoding())),
	});

	function makeDocument(uri: string, version: number, text: string): OpenDocument {
		let positions: PositionMap | undefined;
		return {
			uri,
			version,
			text,
			get positions() {
				return (positions ??= createPositionMap(text, encoding()));
			},
		};
	}
}

/** Each change is relative to the text the one before it left. */
function applyChanges(text: string, changes: readonly TextDocumentContentChangeEvent[], encoding: PositionEncoding): string {
	let current = text;
	for (const change of changes) {
		if ('range' in change) {
			const { start, end } = createPositionMap(current, encoding).toTextRange(change.range);
			current = current.slice(0, start) + change.text + current.slice(end);
		} else {
			current = change.text;
		}
	}
	return current;
}
