import type { WorkspacePath } from '../../../core/ports/file-store.ts';
import { fail } from '../../../core/base/result.ts';
import type { Result } from '../../../core/base/result.ts';
import type { RunRecord } from '../../../core/formats/run/run-record.ts';
import { configPath } from '../../../core/formats/config-path.ts';
import type { ExperimentSummary } from '../../../core/workspace/summaries/file-summary.ts';
import type { FileEdit } from '../symbols/symbol-service.ts';
import { occurrencesOf } from '../symbols/references.ts';
import type { PlannedSymbol } from '../symbols/symbol.ts';
import type { RenameRefusal } from './rename-refusal.ts';
import type { RenameSource } from './rename-source.ts';
import { replaceOccurrences } from './replace-occurrences.ts';

/**
 * Renames an experiment’s id, one of its metrics or one of its variants, as long as nothing was recorded under the name and
 * the experiment is not locked. A metric is renamed in the gates of stagemark.yaml as well, unless other experiments measure it too.
 *
 * @param path - The document the name was pointed at in.
 */
export async function renamePlanned(
	symbol: PlannedSymbol,
	path: WorkspacePath,
	newName: string,
	source: RenameSource,
): Promise<Result<readonly FileEdit[], RenameRefusal>> {
	const refusal = refuseNewName(symbol, newName, source) ?? (await refusePlanned(symbol, path, source));
	if (refusal !== undefined) return fail(refusal);
	const occurrences = (await occurrencesOf([symbol], source)).filter(
		place => place.path === configPath || isOwn(symbol, place.path, path),
	);
	return replaceOccurrences(occurrences, { name: nameOf(symbol), newName }, source);
}

/** What keeps the name from being changed to anything at all. */
export async function refusePlanned(symbol: PlannedSymbol, path: WorkspacePath, source: RenameSource): Promise<RenameRefusal | undefined> {
	const name = nameOf(symbol);
	const places = await occurrencesOf([symbol], source);
	const affected = source.facts.experiments.filter(experiment => places.some(place => place.path === experiment.path));
	const isInGate = places.some(place => place.path === configPath);
	if (symbol.kind === 'metric' && isInGate && affected.length > 1) {
		return { kind: 'shared-metric', name, experiments: affected.map(({ experiment }) => experiment.id) };
	}
	for (const experiment of affected.filter(({ path: own }) => isOwn(symbol, own, path))) {
		const refusal = refuseLocked(symbol, experiment) ?? (await refuseRecorded(symbol, experiment, source));
		if (refusal !== undefined) return refusal;
	}
	return symbol.kind === 'experiment' ? refuseTransitions(symbol.id, source) : undefined;
}

/** A metric of the same name in another experiment keeps it; from a gate, the one experiment that has it is meant. */
function isOwn(symbol: PlannedSymbol, place: WorkspacePath, path: WorkspacePath): boolean {
	return symbol.kind !== 'metric' || path === configPath || place === path;
}

function nameOf(symbol: PlannedSymbol): string {
	return symbol.kind === 'experiment' ? symbol.id : symbol.name;
}

/** The digest of a lock covers metrics and variants; not the id. */
function refuseLocked(symbol: PlannedSymbol, { experiment }: ExperimentSummary): RenameRefusal | undefined {
	const isLocked = experiment.locked !== undefined && experiment.locked !== null;
	return isLocked && symbol.kind !== 'experiment'
		? { kind: 'locked-experiment', name: nameOf(symbol), experiment: experiment.id }
		: undefined;
}

async function refuseRecorded(
	symbol: PlannedSymbol,
	{ folder }: ExperimentSummary,
	source: RenameSource,
): Promise<RenameRefusal | undefined> {
	const count = (await source.runs([folder])).filter(run => names(run, symbol)).length;
	return count === 0 ? undefined : { kind: 'recorded', name: nameOf(symbol), in: 'runs', path: folder, count };
}

function names(run: RunRecord, symbol: PlannedSymbol): boolean {
	switch (symbol.kind) {
		case 'experiment':
			return run.experiment === symbol.id;
		case 'metric':
			return Object.hasOwn(run.metrics, symbol.name);
		case 'variant':
			return run.variant === symbol.name;
	}
}

function refuseTransitions(id: string, { facts }: RenameSource): RenameRefusal | undefined {
	for (const { path, registry } of facts.registries) {
		const count = registry.transitions.filter(({ experiment }) => experiment === id).length;
		if (count > 0) return { kind: 'recorded', name: id, in: 'transitions', path, count };
	}
	return undefined;
}

function refuseNewName(symbol: PlannedSymbol, newName: string, { facts }: RenameSource): RenameRefusal | undefined {
	const isId = symbol.kind === 'experiment';
	if (!(isId ? /^[a-z0-9][a-z0-9-]*$/i : /^[A-Za-z_][\w.-]*$/).test(newName)) {
		const rule = isId
			? 'letters, digits and dashes, beginning with a letter or a digit'
			: 'letters, digits, dots, dashes and underscores, beginning with a letter or an underscore';
		return { kind: 'invalid-name', newName, rule };
	}
	const taken = facts.experiments.find(other => isTakenIn(other, symbol, newName));
	return taken && { kind: 'name-taken', newName, path: taken.path };
}

function isTakenIn({ path, experiment }: ExperimentSummary, symbol: PlannedSymbol, newName: string): boolean {
	switch (symbol.kind) {
		case 'experiment':
			return experiment.id === newName;
		case 'metric':
			return Object.hasOwn(experiment.metrics, symbol.name) && Object.hasOwn(experiment.metrics, newName);
		case 'variant':
			return path === symbol.path && Object.hasOwn(experiment.variants, newName);
	}
}
