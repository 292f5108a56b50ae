import type { WorkspacePath } from '../../../core/ports/file-store.ts';
import type { PromptReference } from '../../../core/formats/prompt/prompt-reference.ts';
import { resolveMember, resolveSubject } from '../../../core/workspace/subject.ts';
import type { SubjectResolution } from '../../../core/workspace/subject.ts';
import type { Location } from './location.ts';
import type { ParsedDocument } from '../../documents/parsed-document.ts';
import type { DocumentSource } from '../document-source.ts';
import { occurrencesOf } from './references.ts';
import { symbolsAt } from './symbol-at.ts';
import { askTable } from './symbol.ts';
import type { NamedSymbol, SymbolTable } from './symbol.ts';

/** Where the symbols at `offset` are defined: the declaration of an input, the line that sets a local name, the file behind a reference. */
export async function definitionsAt(document: ParsedDocument, offset: number, source: DocumentSource): Promise<readonly Location[]> {
	const locations: Location[] = [];
	const table = definitionsByKind(document, source);
	for (const { symbol } of symbolsAt(document, offset, source.facts)) locations.push(...(await askTable(table, symbol.kind, symbol)));
	return locations;
}

function definitionsByKind(
	document: ParsedDocument,
	source: DocumentSource,
): SymbolTable<readonly Location[] | Promise<readonly Location[]>> {
	const { facts } = source;
	const declarations = (symbol: NamedSymbol): Promise<readonly Location[]> => declarationsOf(symbol, source);
	const prompt = ({ reference }: { readonly reference: PromptReference }): readonly Location[] =>
		fileBehind(resolveSubject(reference, facts));
	const none = (): readonly Location[] => [];
	return {
		column: declarations,
		component: ({ reference, to }) => fileBehind(resolveMember(to, reference, facts)),
		experiment: declarations,
		file: ({ path }) => (facts.exists(path) ? [startOf(path)] : []),
		filter: none,
		input: declarations,
		key: none,
		// A name of the engine, such as “loop”, is defined nowhere in the text.
		local: ({ definition: { kind, range } }) => (kind === 'engine' ? [] : [{ path: document.value.path, range }]),
		metric: declarations,
		model: declarations,
		prompt,
		rule: none,
		stage: prompt,
		test: none,
		variant: declarations,
		version: prompt,
	};
}

async function declarationsOf(symbol: NamedSymbol, source: DocumentSource): Promise<readonly Location[]> {
	const declarations = (await occurrencesOf([symbol], source)).filter(({ role }) => role === 'declaration');
	return declarations.map(({ path, range }) => ({ path, range }));
}

/** A version that stands only in Git history has no file to open. */
function fileBehind(resolution: SubjectResolution): readonly Location[] {
	return resolution.kind === 'found' && resolution.subject.revision === undefined ? [startOf(resolution.subject.path)] : [];
}

function startOf(path: WorkspacePath): Location {
	return { path, range: { start: 0, end: 0 } };
}
