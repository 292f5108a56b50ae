import type { WorkspacePath } from '../../ports/file-store.ts';
import { fileKindOf } from '../../workspace/file-kind.ts';
import type { WorkspaceFacts } from '../../workspace/workspace-facts.ts';
import { parseRegistry } from '../../formats/registry/parse-registry.ts';
import type { Registry, RegistryProblem } from '../../formats/registry/registry-file.ts';
import type { VerifyAccess } from '../../workspace/registry/verify-access.ts';
import { continues } from './verify-history.ts';

/** As many changes of the registry folder as are looked through. */
const changeLimit = 1000;

/**
 * A problem for each registry file that Git knows with entries, that is gone, and whose entries no other file of that name
 * has. A file that was moved or renamed is none.
 *
 * @param present - The registry files that are there, by their paths.
 */
export async function verifyDeleted(
	present: ReadonlyMap<WorkspacePath, Registry | undefined>,
	{ config }: WorkspaceFacts,
	{ git, signal }: VerifyAccess,
): Promise<readonly RegistryProblem[]> {
	const known = new Set((await git.log([config.registry], changeLimit)).map(({ path }) => path));
	const problems: RegistryProblem[] = [];
	for (const path of known) {
		if (present.has(path) || fileKindOf(path, config) !== 'registry') continue;
		signal.throwIfAborted();
		const last = await lastState(path, git);
		if (last === undefined || last.transitions.length === 0) continue;
		const isElsewhere = [...present.values()].some(registry => registry?.name === last.name && continues(last, registry));
		if (isElsewhere) continue;
		const count = `${last.transitions.length} ${last.transitions.length === 1 ? 'entry' : 'entries'}`;
		const message = `${path} was deleted with ${count} of the audit trail. Restore it from Git, and archive what is no longer used.`;
		problems.push({ name: last.name, transition: undefined, kind: 'history-rewritten', message });
	}
	return problems;
}

/** The file as Git had it last. */
async function lastState(path: WorkspacePath, git: VerifyAccess['git']): Promise<Registry | undefined> {
	const [newest] = await git.fileHistory(path, 1);
	for (const commit of newest === undefined ? [] : [newest.commit, ...newest.parents]) {
		const text = (await git.readAt(commit, [path])).get(path);
		if (text !== undefined) return parseRegistry(path, text).value;
	}
	return undefined;
}
