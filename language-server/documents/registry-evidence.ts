import type { CancelSignal } from '../../core/ports/cancel-signal.ts';
import type { FileReader } from '../../core/ports/file-store.ts';
import type { Git } from '../../core/ports/git.ts';
import type { ParsedRegistry } from '../../core/formats/registry/registry-file.ts';
import { RegistryPast } from '../../core/workspace/registry/registry-past.ts';
import { verifyClaims } from '../../core/use-cases/verify/verify-claims.ts';
import type { WorkspaceFacts } from '../../core/workspace/workspace-facts.ts';
import type { RegistryEvidence as Evidence } from './evidence.ts';
import type { RunCache } from './run-cache.ts';

/** What Git and the runs say of registry files, for their rules. The history of a file is read once and again when HEAD moved. */
export interface RegistryEvidence {
	/** Undefined for a file that cannot be read whole: what it claims is not known. */
	get(registry: ParsedRegistry, facts: WorkspaceFacts, signal: CancelSignal): Promise<Evidence | undefined>;
	/** Forgets what was read from commits. */
	forget(): void;
}

export function createRegistryEvidence(world: {
	readonly files: FileReader;
	readonly git: Git;
	readonly runs: RunCache;
}): RegistryEvidence {
	const { files, git, runs } = world;
	let past: RegistryPast | undefined;
	return {
		async get({ path, value, problems }, facts, signal) {
			if (value === undefined || problems.length > 0) return undefined;
			// Kept apart: HEAD may move while this waits.
			const seen = (past ??= new RegistryPast(git, facts.config.registry));
			const history = await seen.historyOf(path, signal);
			const state = await git.state();
			const namesRuns = value.transitions.some(transition => (transition.runs ?? []).length > 0);
			const records = namesRuns
				? await runs.get(
						facts.experiments.map(({ folder }) => folder),
						signal,
					)
				: [];
			return {
				problems: (await verifyClaims(value, facts, history, { files, git, past: seen, signal })).problems,
				// Of an imported run nobody knows the content.
				evaluatedBy: new Map(records.flatMap(({ id, prompt }) => (prompt?.sha256 ? [[id, prompt.sha256] as const] : []))),
				hasWholeHistory: state.kind === 'repository' && !state.isShallow,
			};
		},
		forget() {
			past = undefined;
		},
	};
}
