import type { CancelSignal } from '../../ports/cancel-signal.ts';
import type { FileReader, WorkspacePath } from '../../ports/file-store.ts';
import type { Git } from '../../ports/git.ts';
import { fileKindOf } from '../../workspace/file-kind.ts';
import type { WorkspaceFacts } from '../../workspace/workspace-facts.ts';
import { parseRegistry } from '../../formats/registry/parse-registry.ts';
import type { Registry, RegistryProblem } from '../../formats/registry/registry-file.ts';
import { verifyDeleted } from './verify-deleted.ts';
import { verifyRegistry } from './verify-registry.ts';

/** What was verified, and everything that does not hold. */
export interface VerifiedWorkspace {
	/** Names in order of their files. A file that cannot be read goes by its path. */
	readonly names: readonly string[];
	readonly problems: readonly RegistryProblem[];
	/** Moves that went ahead without what they needed, with the reason they give. No problem, but never to be overlooked. */
	readonly overrides: readonly Override[];
}

export interface Override {
	readonly name: string;
	/** 0-based position in `transitions`. */
	readonly transition: number;
	readonly version: string;
	readonly to: string;
	readonly by: string;
	readonly reason: string;
}

/** Verifies every registry file of the workspace, or that of one name. No name is no problem: there is nothing to verify. */
export async function verifyWorkspace(
	access: { readonly facts: WorkspaceFacts; readonly files: FileReader; readonly git: Git },
	name: string | undefined,
	signal: CancelSignal,
): Promise<VerifiedWorkspace> {
	const { facts, files, git } = access;
	const names: string[] = [];
	const problems: RegistryProblem[] = [];
	const overrides: Override[] = [];
	const present = new Map<WorkspacePath, Registry | undefined>();
	for (const { path } of await files.list(facts.config.registry, signal)) {
		if (fileKindOf(path, facts.config) !== 'registry') continue;
		signal.throwIfAborted();
		const content = await files.read(path);
		const registry = content.kind === 'text' ? parseRegistry(path, content.text) : undefined;
		const found = registry?.value?.name ?? path;
		present.set(path, registry?.value);
		if (!isAskedFor(name, found, path)) continue;
		names.push(found);
		overrides.push(...overridesIn(registry?.value));
		problems.push(...(registry === undefined ? [noText(path)] : await verifyRegistry(registry, facts, { files, git, signal })));
	}
	const deleted = (await verifyDeleted(present, facts, { files, git, signal })).filter(
		problem => (name ?? problem.name) === problem.name,
	);
	return { names: [...names, ...deleted.map(problem => problem.name)], problems: [...problems, ...deleted], overrides };
}

/** A file that cannot be read has no name of its own, and goes by that of the file. */
function isAskedFor(name: string | undefined, found: string, path: WorkspacePath): boolean {
	return name === undefined || found === name || path.endsWith(`/${name}.yaml`);
}

function overridesIn(registry: Registry | undefined): readonly Override[] {
	return (registry?.transitions ?? []).flatMap(({ override, version, to, by, reason }, position) =>
		override === true ? [{ name: registry?.name ?? '', transition: position, version, to, by, reason }] : [],
	);
}

function noText(path: WorkspacePath): RegistryProblem {
	const message = 'This is not a text file of readable size, so its claims cannot be verified. Restore it from Git.';
	return { name: path, transition: undefined, kind: 'unreadable', message };
}
