import type { CancelSignal } from '../../ports/cancel-signal.ts';
import type { WorkspacePath } from '../../ports/file-store.ts';
import type { Ports } from '../../ports/ports.ts';
import { fail, succeed } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { Config } from '../../formats/config/config.ts';
import type { Change, ChangeFailure } from '../unit-of-work/change.ts';
import { changeLeftToUser } from '../unit-of-work/change-left-to-user.ts';
import { unitOfWork } from '../unit-of-work/unit-of-work.ts';
import type { Written } from '../unit-of-work/unit-of-work.ts';
import type { MergeFailure, MergeSide } from './merge-conflict.ts';
import { mergeRegistries } from './merge-registries.ts';
import type { MergedRegistry } from './merge-registries.ts';

/** A registry file without its conflict. */
export interface ResolvedRegistry extends Change, Omit<MergedRegistry, 'text'> {}

/**
 * Joins both sides of a registry file that Git reports as in conflict, and writes the file. It is left to the user to add it
 * and to go on with the merge or rebase.
 *
 * @param keep - Whose decision stays where both decided; without it such a matter is refused.
 * @throws The signal's reason when cancelled; nothing is written then.
 */
export async function resolveConflictedRegistry(
	path: WorkspacePath,
	keep: MergeSide | undefined,
	ports: Ports,
	signal: CancelSignal,
): Promise<Result<Written<ResolvedRegistry>, MergeFailure | ChangeFailure>> {
	return await unitOfWork(({ index }) => joinSides({ path, keep, config: index.config }, ports), ports, signal);
}

async function joinSides(
	{ path, keep, config }: { readonly path: WorkspacePath; readonly keep: MergeSide | undefined; readonly config: Config },
	{ files, git, clock }: Ports,
): Promise<Result<ResolvedRegistry, MergeFailure | ChangeFailure>> {
	const sides = await git.conflictSides(path);
	if (sides === undefined) return fail({ kind: 'no-conflict', path });
	const { base, ours, theirs } = sides;
	if (ours === undefined || theirs === undefined) return fail({ kind: 'one-sided-merge', path });
	const by = await git.identity();
	if (by === undefined) return fail({ kind: 'no-identity' });
	const merged = mergeRegistries({ path, base, ours, theirs }, { config, keep, by, at: clock.now() });
	if (!merged.ok) return merged;
	const { text, replayed, settled } = merged.value;
	const onDisk = await files.read(path);
	const before = onDisk.kind === 'text' ? onDisk.text : undefined;
	return succeed({ ...changeLeftToUser({ kind: 'file', path, text, before }), replayed, settled });
}
