import type { WorkspacePath } from '../../../core/ports/file-store.ts';
import { readDatasetColumns } from '../../../core/workspace/dataset/read-dataset-columns.ts';
import type { Location } from './location.ts';
import type { ParsedDocument } from '../../documents/parsed-document.ts';
import type { DocumentSource } from '../document-source.ts';
import { symbolsAt } from './symbol-at.ts';
import { documentsNaming } from './documents-naming.ts';
import { symbolKey } from './symbol.ts';
import type { NamedSymbol, Occurrence } from './symbol.ts';
import { symbolsInDocument } from './symbols-in-document.ts';

/** An occurrence and the file it is in. */
export interface LocatedOccurrence extends Occurrence {
	readonly path: WorkspacePath;
}

/** Every place of the workspace that names what stands at `offset`, by file and position, each once. */
export async function referencesAt(
	document: ParsedDocument,
	offset: number,
	{ includesDeclaration, source }: { readonly includesDeclaration: boolean; readonly source: DocumentSource },
): Promise<readonly Location[]> {
	const symbols = symbolsAt(document, offset, source.facts).map(({ symbol }) => symbol);
	const found = await occurrencesOf(symbols, source);
	return found.filter(({ role }) => includesDeclaration || role !== 'declaration').map(({ path, range }) => ({ path, range }));
}

/** Every place of the workspace that names one of `symbols`, by file and position, each once. Reads only files whose summary says so. */
export async function occurrencesOf(symbols: readonly NamedSymbol[], source: DocumentSource): Promise<readonly LocatedOccurrence[]> {
	const keys = new Set(symbols.flatMap(symbol => symbolKey(symbol) ?? []));
	const paths = new Set(symbols.flatMap(symbol => documentsNaming(symbol, source.facts)));
	const found: LocatedOccurrence[] = [];
	for (const path of [...paths].sort()) {
		const document = await source.document(path);
		if (document !== undefined) found.push(...namedIn(document, keys, source));
	}
	for (const symbol of symbols) if (symbol.kind === 'column') found.push(...(await columnIn(symbol, source)));
	return found;
}

function namedIn(document: ParsedDocument, keys: ReadonlySet<string>, { facts }: DocumentSource): readonly LocatedOccurrence[] {
	const byPlace = new Map<number, LocatedOccurrence>();
	for (const occurrence of symbolsInDocument(document, facts)) {
		const key = symbolKey(occurrence.symbol);
		if (key === undefined || !keys.has(key) || byPlace.has(occurrence.range.start)) continue;
		byPlace.set(occurrence.range.start, { ...occurrence, path: document.value.path });
	}
	return [...byPlace.values()].toSorted((left, right) => left.range.start - right.range.start);
}

async function columnIn(
	symbol: Extract<NamedSymbol, { readonly kind: 'column' }>,
	{ files, signal }: DocumentSource,
): Promise<readonly LocatedOccurrence[]> {
	const columns = await readDatasetColumns(symbol.dataset, files, signal);
	const column = columns.find(({ name }) => name === symbol.name);
	return column === undefined ? [] : [{ path: symbol.dataset, range: column.range, role: 'declaration', symbol }];
}
