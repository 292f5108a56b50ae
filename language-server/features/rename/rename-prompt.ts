import { problemOfName } from '../../../core/formats/problem-of-name.ts';
import { parsePromptReference } from '../../../core/formats/prompt/prompt-reference.ts';
import { fail, succeed } from '../../../core/base/result.ts';
import type { Result } from '../../../core/base/result.ts';
import type { WorkspaceFacts } from '../../../core/workspace/workspace-facts.ts';
import type { WorkspaceChange } from '../symbols/symbol-service.ts';
import { followMoves } from '../editing/follow-moves.ts';
import { occurrencesOf } from '../symbols/references.ts';
import type { NamedSymbol } from '../symbols/symbol.ts';
import { promptMoves } from './prompt-moves.ts';
import type { RenameRefusal } from './rename-refusal.ts';
import type { RenameSource } from './rename-source.ts';
import { mergeEdits, replaceOccurrences } from './replace-occurrences.ts';

/**
 * Renames a prompt in all its versions: front matter, file names, references in experiments, its registry file and that
 * file’s name. Only a prompt of which nothing was recorded yet: runs and transitions keep the name they were made under.
 */
export async function renamePrompt(
	name: string,
	{ newName, canMoveFiles }: { readonly newName: string; readonly canMoveFiles: boolean },
	source: RenameSource,
): Promise<Result<WorkspaceChange, RenameRefusal>> {
	const refusal = refusePromptName(newName, source.facts) ?? (await refusePrompt(name, source));
	if (refusal !== undefined) return fail(refusal);
	const symbol: NamedSymbol = { kind: 'prompt', name, reference: { name, selector: undefined } };
	const edits = await replaceOccurrences(await occurrencesOf([symbol], source), { name, newName }, source);
	if (!edits.ok) return edits;
	const namedInText = new Set(edits.value.map(({ path }) => path));
	const moves = promptMoves(name, { newName, canMoveFiles, namedInText }, source.facts);
	if (!moves.ok) return moves;
	const paths = await followMoves(moves.value, source);
	return succeed({ edits: mergeEdits([...edits.value, ...paths.edits]), moves: moves.value });
}

/** What keeps a prompt from being renamed to anything at all. */
export async function refusePrompt(name: string, source: RenameSource): Promise<RenameRefusal | undefined> {
	return refuseReferences(name, source.facts) ?? (await refuseRecordedRuns(name, source));
}

function refuseReferences(name: string, facts: WorkspaceFacts): RenameRefusal | undefined {
	const registry = facts.registries.find(
		({ registry: { name: registered, transitions } }) => registered === name && transitions.length > 0,
	);
	if (registry !== undefined) {
		return { kind: 'recorded', name, in: 'transitions', path: registry.path, count: registry.registry.transitions.length };
	}
	for (const { experiment } of facts.experiments) {
		const references = Object.values(experiment.variants).flatMap(({ prompt }) => parsePromptReference(prompt) ?? []);
		const own = references.filter(reference => reference.name === name);
		const isLocked = experiment.locked !== undefined && experiment.locked !== null;
		if (own.length > 0 && isLocked) return { kind: 'locked-experiment', name, experiment: experiment.id };
		for (const reference of own) {
			const found = facts.resolve(reference);
			if (found.kind === 'found' && found.prompt.revision !== undefined) {
				return { kind: 'in-history', name, version: found.prompt.version ?? '' };
			}
		}
	}
	return undefined;
}

async function refuseRecordedRuns(name: string, source: RenameSource): Promise<RenameRefusal | undefined> {
	for (const { folder } of source.facts.experiments) {
		const count = (await source.runs([folder])).filter(run => run.prompt?.name === name).length;
		if (count > 0) return { kind: 'recorded', name, in: 'runs', path: folder, count };
	}
	return undefined;
}

function refusePromptName(newName: string, facts: WorkspaceFacts): RenameRefusal | undefined {
	const problem = problemOfName(newName);
	if (problem !== undefined) return { kind: 'not-a-name', newName, problem };
	const taken = facts.versionsOf(newName)[0]?.path ?? facts.registries.find(({ registry }) => registry.name === newName)?.path;
	return taken === undefined ? undefined : { kind: 'name-taken', newName, path: taken };
}
