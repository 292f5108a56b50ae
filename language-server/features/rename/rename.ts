import { fail, succeed } from '../../../core/base/result.ts';
import type { Result } from '../../../core/base/result.ts';
import type { FileEdit, RenameRequest, RenameTarget, WorkspaceChange } from '../symbols/symbol-service.ts';
import type { ParsedDocument } from '../../documents/parsed-document.ts';
import { refusePlanned, renamePlanned } from './rename-planned.ts';
import { refusePrompt, renamePrompt } from './rename-prompt.ts';
import type { RenameRefusal } from './rename-refusal.ts';
import type { RenameSource } from './rename-source.ts';
import { refuseVariable, renameVariable } from './rename-variable.ts';
import { symbolsAt } from '../symbols/symbol-at.ts';
import { symbolName } from '../symbols/symbol.ts';
import type { NamedSymbol, Occurrence, PlannedSymbol, VariableSymbol } from '../symbols/symbol.ts';

/** What a rename at `offset` would rename, or why the name must stay. Undefined where nothing has a name of its own. */
export async function prepareRenameAt(
	document: ParsedDocument,
	offset: number,
	source: RenameSource,
): Promise<Result<RenameTarget, RenameRefusal> | undefined> {
	const occurrences = symbolsAt(document, offset, source.facts);
	const [first] = occurrences;
	const name = first && symbolName(first.symbol);
	if (first === undefined || name === undefined) return undefined;
	const refusal = refuseFixed(first.symbol) ?? refuseSeveral(occurrences, source) ?? (await refuseName(first.symbol, document, source));
	return refusal === undefined ? succeed({ range: first.range, name }) : fail(refusal);
}

/** All that a rename changes: either every place that has the name, or nothing and the reason. */
export async function renameAt(
	document: ParsedDocument,
	{ offset, newName, canMoveFiles }: RenameRequest,
	source: RenameSource,
): Promise<Result<WorkspaceChange, RenameRefusal> | undefined> {
	const prepared = await prepareRenameAt(document, offset, source);
	const [first] = symbolsAt(document, offset, source.facts);
	if (prepared === undefined || first === undefined) return undefined;
	if (!prepared.ok) return prepared;
	if (newName === prepared.value.name) return succeed({ edits: [], moves: [] });
	const { symbol } = first;
	if (symbol.kind === 'prompt') return renamePrompt(symbol.name, { newName, canMoveFiles }, source);
	if (isVariable(symbol)) return withoutMoves(await renameInPrompt(symbol, newName, source));
	return isPlanned(symbol) ? withoutMoves(await renamePlanned(symbol, document.value.path, newName, source)) : undefined;
}

function isVariable(symbol: NamedSymbol): symbol is VariableSymbol {
	return symbol.kind === 'input' || symbol.kind === 'local';
}

function isPlanned(symbol: NamedSymbol): symbol is PlannedSymbol {
	return symbol.kind === 'experiment' || symbol.kind === 'metric' || symbol.kind === 'variant';
}

function withoutMoves(edits: Result<readonly FileEdit[], RenameRefusal>): Result<WorkspaceChange, RenameRefusal> {
	return edits.ok ? succeed({ edits: edits.value, moves: [] }) : edits;
}

async function renameInPrompt(
	symbol: VariableSymbol,
	newName: string,
	source: RenameSource,
): Promise<Result<readonly FileEdit[], RenameRefusal>> {
	const document = await source.document(symbol.path);
	return document?.kind === 'prompt'
		? renameVariable(document.value, symbol, newName, source)
		: fail({ kind: 'unread-part', name: symbol.name, path: symbol.path });
}

type FixedKind = NamedSymbol['kind'] & Extract<RenameRefusal, { readonly kind: 'fixed-name' }>['what'];

const fixedKinds: readonly FixedKind[] = ['column', 'component', 'file', 'stage', 'version'];

function refuseFixed(symbol: NamedSymbol): RenameRefusal | undefined {
	const { kind } = symbol;
	return isFixed(kind) ? { kind: 'fixed-name', name: symbolName(symbol) ?? '', what: kind } : undefined;
}

function isFixed(kind: NamedSymbol['kind']): kind is FixedKind {
	return fixedKinds.some(fixed => fixed === kind);
}

/** A mapped input may be one of several versions; which of them is meant cannot be told there. */
function refuseSeveral(occurrences: readonly Occurrence[], { facts }: RenameSource): RenameRefusal | undefined {
	const inputs = occurrences.flatMap(({ symbol }) => (symbol.kind === 'input' ? [symbol] : []));
	const [first] = inputs;
	if (first === undefined || inputs.length < 2) return undefined;
	const versions = inputs.map(({ path }) => {
		const prompt = facts.promptAt(path);
		return prompt?.version === undefined ? path : `${prompt.name}@${prompt.version}`;
	});
	return { kind: 'several-versions', name: first.name, versions };
}

async function refuseName(symbol: NamedSymbol, document: ParsedDocument, source: RenameSource): Promise<RenameRefusal | undefined> {
	if (symbol.kind === 'prompt') return refusePrompt(symbol.name, source);
	if (isPlanned(symbol)) return refusePlanned(symbol, document.value.path, source);
	if (!isVariable(symbol)) return undefined;
	const prompt = await source.document(symbol.path);
	return prompt?.kind === 'prompt' ? refuseVariable(prompt.value, symbol, source) : undefined;
}
