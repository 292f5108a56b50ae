import { printableJson } from '../core/base/text/printable.ts';
import { exportManifest } from '../core/use-cases/manifest/export-manifest.ts';
import type { CommandContext, ExitCode } from './command.ts';
import { loadFacts } from './load-facts.ts';
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
	const exported = await exportManifest({ facts: await loadFacts(context), files: ports.files, git: ports.git }, signal);
	if (!exported.ok) return refuse(exported.failure, context);
	const text = `${printableJson(JSON.stringify(exported.value, undefined, 2))}\n`;
	if (target === undefined) {
		output.raw(text);
		return 0;
	}
	const path = toWorkspacePath(target, context);
	const there = await ports.files.read(path);
	const isReplaceable = there.kind === 'missing' || (there.kind === 'text' && /^\{\s*"format": "stagemark-manifest"/.test(there.text));
	if (!isReplaceable)
		throw new UsageError(`${path} exists and is not a Stagemark manifest, so it was not overwritten. Choose another file.`);
	const isSame = there.kind === 'text' && there.text === text;
	const written = isSame ? undefined : await ports.files.write(path, text);
	if (written?.ok === false) return refuse(written.failure, context);
	const count = Object.keys(exported.value.names).length;
	output.note(`${isSame ? 'Unchanged' : 'Written'}: ${path}, ${count} ${count === 1 ? 'name' : 'names'}.`);
	return 0;
}
