import type { CancelSignal } from '../../ports/cancel-signal.ts';
import type { GitState } from '../../ports/git.ts';
import type { Ports } from '../../ports/ports.ts';
import { applyChange, refusalOfCommit } from '../unit-of-work/apply-change.ts';
import type { AppliedChange, Change } from '../unit-of-work/change.ts';
import { fail, succeed } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { loadWorkspace } from '../../workspace/load-workspace.ts';
import type { WorkspaceIndex } from '../../workspace/workspace-index.ts';
import type { PlanFailure, PromoteFailure, PromotionFacts } from './promotion.ts';
import { refusalOfName } from './refuse-registry.ts';
import { readNameFacts } from './version-facts.ts';
import type { NameFacts } from './version-facts.ts';

/** The registry file of one name, and what an entry in it needs to know, at one moment. */
export interface OpenRegistry extends NameFacts, Pick<PromotionFacts, 'by' | 'at'> {
	readonly name: string;
	readonly index: WorkspaceIndex;
	readonly state: GitState;
}

/**
 * Reads the workspace and the registry file of a name, which need not exist yet. A version that the working tree does not
 * have is looked up in Git history.
 *
 * @param version - The one that is asked about; undefined when the request names none.
 * @throws The signal's reason when cancelled.
 */
export async function openRegistry(
	{ name, version }: { readonly name: string; readonly version: string | undefined },
	ports: Ports,
	signal: CancelSignal,
): Promise<Result<OpenRegistry, PromoteFailure>> {
	const refusal = refusalOfName(name);
	if (refusal !== undefined) return fail(refusal);
	const index = await loadWorkspace(ports.files, ports.git, signal);
	const known = await readNameFacts({ name, version }, index, ports, signal);
	if (!known.ok) return known;
	const by = await ports.git.identity();
	if (by === undefined) return fail({ kind: 'no-identity' });
	return succeed({ ...known.value, name, index, state: await ports.git.state(), by, at: ports.clock.now() });
}

/** Why an entry cannot be committed now. The commit takes the whole file, so nothing of the user's own may be in it. */
export async function refusalOfRepository(
	{ config, path, registry, state }: Pick<OpenRegistry, 'config' | 'path' | 'registry' | 'state'>,
	ports: Ports,
): Promise<PromoteFailure | undefined> {
	if (!config.git.commit || state.kind !== 'repository') return undefined;
	const refusal = await refusalOfCommit(ports, state);
	if (refusal !== undefined) return refusal;
	const status = (await ports.git.status([path])).get(path);
	const isOwnWork = status === 'changed' || (status === 'untracked' && registry !== undefined);
	if (!isOwnWork) return undefined;
	// Another process may have written the file and not committed it yet; then nobody must discard what is there.
	const holder = await ports.journal.holder();
	return holder === undefined ? ({ kind: 'uncommitted-registry', path } satisfies PlanFailure) : { kind: 'busy', holder };
}

/** Writes the file and commits it. Nothing is written when the answer is a failure. */
export async function writeRegistry(
	open: OpenRegistry,
	{ text, message }: Pick<Change, 'message'> & { readonly text: string },
	ports: Ports,
): Promise<Result<AppliedChange, PromoteFailure>> {
	const refusal = await refusalOfRepository(open, ports);
	if (refusal !== undefined) return fail(refusal);
	const write = { kind: 'file', path: open.path, text, before: open.registry?.text } as const;
	return await applyChange({ write, message, tag: undefined, settings: open.config.git }, ports);
}
