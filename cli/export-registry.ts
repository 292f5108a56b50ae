import { exportManifest } from '../core/use-cases/manifest/export-manifest.ts';
import { manifestText, writeManifest } from '../core/use-cases/manifest/write-manifest.ts';
import type { CommandContext, ExitCode } from './command.ts';
import { loadFacts } from './load-facts.ts';
import { printInterrupted } from './text/applied-text.ts';
import { UsageError } from './text/output.ts';
import { refuse } from './text/refusal.ts';
import { toWorkspacePath } from './workspace-path.ts';

/**
 * Prints the manifest of what is in the stages, or writes it to a file of the workspace. A former manifest is replaced; any other
 * file stays as it is.
 *
 * @throws UsageError when there is another file in the place.
 */
export async function exportRegistry(target: string | undefined, context: CommandContext): Promise<ExitCode> {
	const { ports, output, signal } = context;
	if (target === undefined) {
		const exported = await exportManifest({ facts: await loadFacts(context), files: ports.files, git: ports.git }, signal);
		if (!exported.ok) return refuse(exported.failure, context);
		output.raw(manifestText(exported.value));
		return 0;
	}
	const path = toWorkspacePath(target, context);
	const written = await writeManifest(path, ports, signal);
	if (!written.ok) {
		if (written.failure.kind !== 'not-a-manifest') return refuse(written.failure, context);
		throw new UsageError(`${path} exists and is not a Stagemark manifest, so it was not overwritten. Choose another file.`);
	}
	const { manifest, isSame, interrupted } = written.value;
	printInterrupted(interrupted, context);
	const count = Object.keys(manifest.names).length;
	output.note(`${isSame ? 'Unchanged' : 'Written'}: ${path}, ${count} ${count === 1 ? 'name' : 'names'}.`);
	return 0;
}
