import { memberOf } from '../../../core/base/member-of.ts';
import { normaliseVersion } from '../../../core/formats/prompt/version/version.ts';
import type { WorkspaceFacts } from '../../../core/workspace/workspace-facts.ts';
import type { Location } from './location.ts';
import type { WorkspaceSymbol } from './symbol-service.ts';
import type { DocumentSource } from '../document-source.ts';
import { fuzzyScore } from '../completion/fuzzy-score.ts';
import type { NamedSymbol } from './symbol.ts';
import { symbolsInDocument } from './symbols-in-document.ts';

/** More than anybody scrolls through. */
const symbolLimit = 500;

/** Prompts, versions, experiments and metrics whose names have the letters of `query` in this order, best first. Reads no file. */
export function findSymbols(query: string, facts: WorkspaceFacts): readonly WorkspaceSymbol[] {
	const wanted = query.trim().toLowerCase();
	const scored: { readonly symbol: WorkspaceSymbol; readonly score: number }[] = [];
	for (const symbol of allSymbols(facts)) {
		const score = fuzzyScore(wanted, symbol.name.toLowerCase());
		if (score !== undefined) scored.push({ symbol, score });
	}
	return scored
		.sort((left, right) => right.score - left.score)
		.slice(0, symbolLimit)
		.map(({ symbol }) => symbol);
}

/** Where the symbol stands now; the start of the file for what the file name says. */
export async function locateSymbol(symbol: WorkspaceSymbol, source: DocumentSource): Promise<Location> {
	const document = await source.document(symbol.path);
	const occurrences = document === undefined ? [] : symbolsInDocument(document, source.facts);
	const range = occurrences.find(occurrence => isMeant(occurrence.symbol, symbol))?.range ?? { start: 0, end: 0 };
	return { path: symbol.path, range };
}

function* allSymbols({ prompts, experiments }: WorkspaceFacts): Generator<WorkspaceSymbol> {
	let previous: string | undefined;
	for (const { name, version, path } of prompts) {
		// Sorted by name and newest first, so the first of each name stands for the prompt.
		if (name !== previous) yield { name, kind: 'prompt', container: path, path };
		if (version !== undefined) yield { name: `${name}@${version}`, kind: 'version', container: path, path };
		previous = name;
	}
	for (const { path, experiment } of experiments) {
		yield { name: experiment.id, kind: 'experiment', container: experiment.name ?? path, path };
		for (const metric of Object.keys(experiment.metrics)) yield { name: metric, kind: 'metric', container: experiment.id, path };
	}
}

function isMeant(found: NamedSymbol, { kind, name }: WorkspaceSymbol): boolean {
	if (found.kind !== kind) return false;
	if (found.kind === 'version') return normaliseVersion(name.slice(name.lastIndexOf('@') + 1)) === found.version;
	return (found.kind === 'experiment' ? found.id : memberOf(found, 'name')) === name;
}
