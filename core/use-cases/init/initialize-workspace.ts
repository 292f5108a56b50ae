import type { CancelSignal } from '../../ports/cancel-signal.ts';
import type { FileStore, WorkspacePath, WriteFailure } from '../../ports/file-store.ts';
import { fail, succeed } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { exampleFiles, layoutFiles } from './initial-files.ts';

/** Files to make, with their texts, and files that are there already and stay as they are. */
export interface InitializationPlan {
	readonly create: ReadonlyMap<WorkspacePath, string>;
	readonly skipped: readonly WorkspacePath[];
}

/**
 * What a workspace still needs: a commented `stagemark.yaml`, `.gitattributes`, a registry folder and, where there are neither
 * prompts nor experiments yet, a first prompt with an experiment. Nothing that exists is in `create`.
 */
export function planInitialization(existing: ReadonlySet<WorkspacePath>): InitializationPlan {
	const hasWork = [...existing].some(path => /^(?:prompts|experiments)\//.test(path));
	const wanted = hasWork ? layoutFiles : new Map([...layoutFiles, ...exampleFiles]);
	return {
		create: new Map([...wanted].filter(([path]) => !existing.has(path))),
		skipped: [...wanted.keys()].filter(path => existing.has(path)),
	};
}

/**
 * Carries out `planInitialization`. Writes only files that do not exist. When one cannot be written, those made before it are
 * taken back.
 */
export async function initializeWorkspace(
	files: FileStore,
	signal: CancelSignal,
): Promise<Result<{ readonly created: readonly WorkspacePath[]; readonly skipped: readonly WorkspacePath[] }, WriteFailure>> {
	const listing = await files.list('', signal);
	const plan = planInitialization(new Set(listing.files.map(entry => entry.path)));
	const created: WorkspacePath[] = [];
	for (const [path, text] of plan.create) {
		const written = await files.write(path, text);
		if (!written.ok) {
			for (const made of created) await files.remove(made);
			return fail(written.failure);
		}
		created.push(path);
	}
	return succeed({ created, skipped: plan.skipped });
}
