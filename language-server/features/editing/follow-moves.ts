import type { WorkspacePath } from '../../../core/ports/file-store.ts';
import { folderOf, includeTarget, resolveInclude } from '../../../core/workspace/resolve-include.ts';
import type { ResolvedInclude } from '../../../core/workspace/resolve-include.ts';
import type { WorkspaceFacts } from '../../../core/workspace/workspace-facts.ts';
import type { FileEdit, FileMove, MoveConsequences } from '../symbols/symbol-service.ts';
import type { ParsedDocument } from '../../documents/parsed-document.ts';
import type { TextEdit } from '../../documents/text-edit.ts';
import type { DocumentSource } from '../document-source.ts';
import { documentsNaming } from '../symbols/documents-naming.ts';
import { symbolsInDocument } from '../symbols/symbols-in-document.ts';

/**
 * The edits that keep references right when files or folders move: datasets and hypotheses of experiments, sources of
 * registry files, includes of templates. Run records are never edited, nor is what a lock or a hash chain covers.
 */
export async function followMoves(moves: readonly FileMove[], source: DocumentSource): Promise<MoveConsequences> {
	const edits: FileEdit[] = [];
	const warnings: string[] = [];
	if (moves.length === 0) return { edits, warnings };
	for (const path of documentsWithPaths(moves, source)) {
		const document = await source.document(path);
		if (document === undefined) continue;
		const consequences = editPaths(document, moves, source);
		if (consequences.edits.length > 0) edits.push({ path, edits: consequences.edits });
		warnings.push(...consequences.warnings);
	}
	return { edits, warnings };
}

/** Those that name a moved file, and prompts that move themselves, whose includes may be written relative to them. */
function documentsWithPaths(moves: readonly FileMove[], { facts }: DocumentSource): readonly WorkspacePath[] {
	const named = new Set<WorkspacePath>();
	for (const { path, includes } of facts.prompts) if (includes.length > 0 && newPathOf(path, moves) !== path) named.add(path);
	for (const path of namedFiles(facts)) {
		if (newPathOf(path, moves) === path) continue;
		for (const document of documentsNaming({ kind: 'file', path }, facts)) named.add(document);
	}
	return [...named].sort();
}

function namedFiles(facts: WorkspaceFacts): ReadonlySet<WorkspacePath> {
	return new Set([
		...facts.experiments.flatMap(({ folder, experiment: { dataset, hypothesis } }) => [
			...[dataset?.path ?? [], dataset?.dvc ?? []].flat(),
			...(hypothesis === undefined ? [] : [folder === '' ? hypothesis.trim() : `${folder}/${hypothesis.trim()}`]),
		]),
		...facts.registries.flatMap(({ registry }) => Object.values(registry.versions).map(({ source }) => source)),
		...facts.prompts.flatMap(({ path, includes }) =>
			includes.flatMap(({ target }) => (target === undefined ? [] : (resolveInclude(path, target, facts)?.path ?? []))),
		),
	]);
}

/** Where a file stands after the moves. */
function newPathOf(path: WorkspacePath, moves: readonly FileMove[]): WorkspacePath {
	const move = moves.find(({ from }) => path === from || path.startsWith(`${from}/`));
	return move === undefined ? path : move.to + path.slice(move.from.length);
}

interface PathEdits {
	readonly edits: readonly TextEdit[];
	readonly warnings: readonly string[];
}

function editPaths(document: ParsedDocument, moves: readonly FileMove[], { facts }: DocumentSource): PathEdits {
	const edits: TextEdit[] = [];
	const warnings: string[] = [];
	for (const { range, symbol } of symbolsInDocument(document, facts)) {
		if (symbol.kind !== 'file' || !('text' in document.value)) continue;
		const written = document.value.text.slice(range.start, range.end);
		const newText = rewrite({ written, path: symbol.path }, document, moves, facts);
		if (newText === written) continue;
		const obstacle =
			newText === undefined ? 'no path that can be written there points to its new place' : obstacleTo(document, written);
		if (newText !== undefined && obstacle === undefined) edits.push({ range, newText });
		else warnings.push(`${document.value.path} still refers to “${written}”, because ${obstacle ?? ''}. Correct it by hand.`);
	}
	return { edits, warnings };
}

/** The dataset is part of what a locked experiment promised; where its hypothesis stands is not. */
function obstacleTo(document: ParsedDocument, written: string): string | undefined {
	if (document.kind !== 'experiment' || document.value.value === undefined) return undefined;
	const { locked, dataset } = document.value.value;
	const isCovered = locked !== undefined && locked !== null && (written === dataset?.path || written === dataset?.dvc);
	return isCovered ? 'the experiment is locked and another dataset path would break the lock' : undefined;
}

/** How the document names the file after the moves; undefined when it cannot. */
function rewrite(
	{ written, path }: { readonly written: string; readonly path: WorkspacePath },
	document: ParsedDocument,
	moves: readonly FileMove[],
	facts: WorkspaceFacts,
): string | undefined {
	const from = document.value.path;
	const target = newPathOf(path, moves);
	// The runs of a transition are named by id, wherever their experiment stands.
	if (document.kind === 'registry') return written === path ? target : written;
	const home = folderOf(newPathOf(from, moves));
	if (document.kind === 'experiment') {
		if (written === path) return target;
		return folderOf(target) === home ? target.slice(home === '' ? 0 : home.length + 1) : undefined;
	}
	const resolved = document.kind === 'prompt' ? resolveInclude(from, written, facts) : undefined;
	return resolved === undefined ? written : rewriteInclude({ written, target, from }, resolved, moves, facts);
}

interface MovedInclude {
	readonly written: string;
	/** Where the included file is going to stand. */
	readonly target: WorkspacePath;
	/** The template that includes it, before the moves. */
	readonly from: WorkspacePath;
}

/** The way it is written when that still leads there; else the first way of writing it that does. */
function rewriteInclude(
	{ written, target, from }: MovedInclude,
	{ base, affix }: ResolvedInclude,
	moves: readonly FileMove[],
	facts: WorkspaceFacts,
): string | undefined {
	const newFrom = newPathOf(from, moves);
	const home = folderOf(newFrom);
	const after = { config: facts.config, exists: (path: WorkspacePath) => existsAfter(path, moves, facts) };
	const bases = base === folderOf(from) ? [home, base, ''] : [base, home, ''];
	const relative = relativeTarget(home, target);
	const plain = bases.flatMap(folder => includeTarget(target, { base: folder, affix }) ?? []);
	const ways = written.startsWith('.') ? [written, relative, ...plain] : [written, ...plain, relative];
	return ways.find(way => resolveInclude(newFrom, way, after)?.path === target);
}

function existsAfter(path: WorkspacePath, moves: readonly FileMove[], facts: WorkspaceFacts): boolean {
	const arriving = moves.find(({ to }) => path === to || path.startsWith(`${to}/`));
	if (arriving !== undefined && facts.exists(arriving.from + path.slice(arriving.to.length))) return true;
	return newPathOf(path, moves) === path && facts.exists(path);
}

/** A target that leaves its folder, written with as many `../` as it takes. */
function relativeTarget(home: WorkspacePath, target: WorkspacePath): string {
	const steps = home === '' ? [] : home.split('/');
	const parts = target.split('/');
	let shared = 0;
	while (shared < steps.length && shared < parts.length - 1 && steps[shared] === parts[shared]) shared++;
	return [...steps.slice(shared).map(() => '..'), ...parts.slice(shared)].join('/');
}
