import type { CancelSignal } from '../../ports/cancel-signal.ts';
import type { FileContent, UnreadPath, WorkspacePath } from '../../ports/file-store.ts';
import { fileKindOf } from '../../workspace/file-kind.ts';
import { reasonNotText } from '../../workspace/summaries/summarize-file.ts';
import type { WorkspaceFacts } from '../../workspace/workspace-facts.ts';
import { parseRegistry } from '../../formats/registry/parse-registry.ts';
import type { Registry, RegistryProblem } from '../../formats/registry/registry-file.ts';
import { gitSight } from '../../workspace/registry/git-sight.ts';
import { RegistryPast } from '../../workspace/registry/registry-past.ts';
import type { GitSight } from '../../workspace/registry/git-sight.ts';
import { claimNames, judgeClaims } from './claim.ts';
import type { Checked, Claim, SignedEntry } from './claim.ts';
import type { VerifyAccess } from '../../workspace/registry/verify-access.ts';
import { verifySigners } from './verify-signers.ts';
import type { SignersStanding } from './verify-signers.ts';
import { verifyDeleted } from './verify-deleted.ts';
import { verifyRegistry } from './verify-registry.ts';

/** What was verified, and everything that does not hold. */
export interface VerifiedWorkspace {
	/** Names in order of their files. A file that cannot be read goes by its path. */
	readonly names: readonly string[];
	readonly problems: readonly RegistryProblem[];
	/** Every claim of every name: whether it holds, is broken, or was not checked and why. */
	readonly claims: readonly Claim[];
	/** What Git let be seen of the past. */
	readonly git: GitSight;
	/** Moves that went ahead without what they needed, with the reason they give. No problem, but never to be overlooked. */
	readonly overrides: readonly Override[];
	/** Every approval and override, and whether it is signed. */
	readonly signatures: readonly SignedEntry[];
	/** Who may sign, and since which first version. */
	readonly signers: SignersStanding;
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

/**
 * Verifies every registry file of the workspace, or that of one name. No name is no problem: there is nothing to verify.
 *
 * @param pin - The root that the list of signers must have; any by default.
 */
export async function verifyWorkspace(
	access: { readonly facts: WorkspaceFacts } & Omit<VerifyAccess, 'past' | 'signal'>,
	name: string | undefined,
	signal: CancelSignal,
	pin?: string,
): Promise<VerifiedWorkspace> {
	const { facts, files, git, signer } = access;
	const past = new RegistryPast(git, facts.config.registry);
	const seen = { files, git, past, signer, signal };
	const signers = await verifySigners(facts.config, seen, pin);
	const names: string[] = [];
	const problems: RegistryProblem[] = [...signers.problems];
	const signatures: SignedEntry[] = [];
	const claims: Claim[] = [];
	const overrides: Override[] = [];
	const present = new Map<WorkspacePath, Registry | undefined>();
	const listing = await files.list(facts.config.registry, signal);
	for (const { path, reason } of listing.unread.filter(unread => mayBeAskedFor(name, unread, facts))) {
		take(path, notRead(path, reason));
	}
	for (const { path } of listing.files) {
		if (fileKindOf(path, facts.config) !== 'registry') continue;
		signal.throwIfAborted();
		const content = await files.read(path);
		const parsed = content.kind === 'text' ? parseRegistry(path, content.text) : undefined;
		const found = parsed?.value?.name ?? path;
		present.set(path, parsed?.value);
		if (!isAskedFor(name, found, path)) continue;
		overrides.push(...overridesIn(parsed?.value));
		const unreadable = notRead(path, reasonOf(content));
		take(found, parsed === undefined ? unreadable : await verifyRegistry(parsed, facts, seen));
	}

	function take(found: string, checked: Checked): void {
		names.push(found);
		problems.push(...checked.problems);
		signatures.push(...(checked.signatures ?? []));
		claims.push(...judgeClaims(found, checked));
	}

	const deleted = (await verifyDeleted(present, facts, { past, signal })).filter(problem => (name ?? problem.name) === problem.name);
	return {
		names: [...names, ...deleted.map(problem => problem.name)],
		problems: [...problems, ...deleted],
		claims: [...claims, ...deleted.flatMap(problem => judgeClaims(problem.name, { problems: [problem], unchecked: gone }))],
		git: gitSight(await git.state(), await git.damage()),
		overrides,
		signatures,
		signers: signers.standing,
	};
}

/** Of a file that is gone nothing but its history was looked at. */
const gone: Checked['unchecked'] = claimNames.map(claim => [claim, 'the registry file is gone'] as const);

/** A file that cannot be read has no name of its own, and goes by that of the file. */
function isAskedFor(name: string | undefined, found: string, path: WorkspacePath): boolean {
	return name === undefined || found === name || path.endsWith(`/${name}.yaml`);
}

/** What is in a folder that cannot be opened may be of any name. */
function mayBeAskedFor(name: string | undefined, { path, isFolder }: UnreadPath, { config }: WorkspaceFacts): boolean {
	return isFolder || (fileKindOf(path, config) === 'registry' && isAskedFor(name, path, path));
}

function overridesIn(registry: Registry | undefined): readonly Override[] {
	return (registry?.transitions ?? []).flatMap(({ override, version, to, by, reason }, position) =>
		override === true ? [{ name: registry?.name ?? '', transition: position, version, to, by, reason }] : [],
	);
}

function reasonOf(content: FileContent): string {
	return content.kind === 'text' ? '' : reasonNotText(content);
}

function notRead(path: WorkspacePath, reason: string): Checked {
	const message = `It cannot be read (${reason}), so its claims cannot be verified. Remove the cause, or restore it from Git.`;
	const problem = { name: path, transition: undefined, kind: 'unreadable', message } as const;
	return { problems: [problem], unchecked: claimNames.map(claim => [claim, 'the registry file cannot be read'] as const) };
}
