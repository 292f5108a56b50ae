import type { CancelSignal } from '../../ports/cancel-signal.ts';
import type { WorkspacePath } from '../../ports/file-store.ts';
import type { Ports } from '../../ports/ports.ts';
import { succeed } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { Change, ChangeFailure } from '../unit-of-work/change.ts';
import { changeLeftToUser } from '../unit-of-work/change-left-to-user.ts';
import { unitOfWork } from '../unit-of-work/unit-of-work.ts';
import type { Written } from '../unit-of-work/unit-of-work.ts';
import type { FirstEndpoint } from './first-endpoint.ts';
import { exampleFiles, layoutFiles } from './initial-files.ts';

/** Files to make, with their texts, and files that are there already and stay as they are. */
export interface InitializationPlan {
	readonly create: ReadonlyMap<WorkspacePath, string>;
	readonly skipped: readonly WorkspacePath[];
}

/**
 * What a workspace still needs: a commented `stagemark.yaml`, `.gitattributes`, a registry folder and, where there are neither
 * prompts nor experiments yet, a first prompt with an experiment that asks the endpoint. Nothing that exists is in `create`.
 */
export function planInitialization(existing: ReadonlySet<WorkspacePath>, endpoint: FirstEndpoint): InitializationPlan {
	const hasWork = [...existing].some(path => /^(?:prompts|experiments)\//.test(path));
	const wanted = hasWork ? layoutFiles(endpoint) : new Map([...layoutFiles(endpoint), ...exampleFiles(endpoint)]);
	return {
		create: new Map([...wanted].filter(([path]) => !existing.has(path))),
		skipped: [...wanted.keys()].filter(path => existing.has(path)),
	};
}

/** The files that a workspace is started with. */
export interface InitializedWorkspace extends Change {
	readonly created: readonly WorkspacePath[];
	readonly skipped: readonly WorkspacePath[];
}

/**
 * Carries out `planInitialization` and commits nothing. Writes only files that do not exist: all of them, or none when one
 * cannot be written. Contacts nobody.
 *
 * @throws The signal's reason when cancelled; nothing is written then.
 */
export async function initializeWorkspace(
	endpoint: FirstEndpoint,
	ports: Ports,
	signal: CancelSignal,
): Promise<Result<Written<InitializedWorkspace>, ChangeFailure>> {
	return await unitOfWork(
		async () => {
			const listing = await ports.files.list('', signal);
			const { create, skipped } = planInitialization(new Set(listing.files.map(entry => entry.path)), endpoint);
			const files = [...create].map(([path, text]) => ({ path, text, before: undefined }));
			return succeed({ ...changeLeftToUser({ kind: 'files', path: '', files }), created: [...create.keys()], skipped });
		},
		ports,
		signal,
	);
}
