import type { WorkspacePath, WriteFailure } from '../../ports/file-store.ts';
import type { Ports } from '../../ports/ports.ts';
import { fail, succeed } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { configPath } from '../../workspace/file-kind.ts';
import { parseConfig } from '../../formats/config/parse-config.ts';
import type { MergeFailure, MergeSide } from './merge-conflict.ts';
import { mergeRegistries } from './merge-registries.ts';
import type { MergedRegistry } from './merge-registries.ts';

/**
 * Joins both sides of a registry file that Git reports as in conflict, and writes the file. It is left to the user to add it
 * and to go on with the merge or rebase.
 *
 * @param keep - Whose decision stays where both decided; without it such a matter is refused.
 */
export async function resolveConflictedRegistry(
	path: WorkspacePath,
	keep: MergeSide | undefined,
	ports: Ports,
): Promise<Result<MergedRegistry, MergeFailure | WriteFailure | { readonly kind: 'no-identity' }>> {
	const sides = await ports.git.conflictSides(path);
	if (sides === undefined) return fail({ kind: 'no-conflict', path });
	const { base, ours, theirs } = sides;
	if (ours === undefined || theirs === undefined) return fail({ kind: 'one-sided-merge', path });
	const by = await ports.git.identity();
	if (by === undefined) return fail({ kind: 'no-identity' });
	const configText = await ports.files.read(configPath);
	const config = parseConfig(configText.kind === 'text' ? configText.text : undefined).value;
	const merged = mergeRegistries({ path, base, ours, theirs }, { config, keep, by, at: ports.clock.now() });
	if (!merged.ok) return merged;
	const written = await ports.files.write(path, merged.value.text);
	return written.ok ? succeed(merged.value) : written;
}
