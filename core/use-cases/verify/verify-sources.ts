import type { WorkspacePath } from '../../ports/file-store.ts';
import { parsePromptReference } from '../../formats/prompt/prompt-reference.ts';
import { normaliseVersion } from '../../formats/prompt/version/version.ts';
import { memberChanges, subjectVersions, withMembers } from '../../workspace/subject.ts';
import type { Subject } from '../../workspace/subject.ts';
import type { WorkspaceFacts } from '../../workspace/workspace-facts.ts';
import { readContent, registeredMembers } from '../../workspace/registry/read-content.ts';
import type { Registry, RegistryProblem } from '../../formats/registry/registry-file.ts';
import type { VerifyAccess } from '../../workspace/registry/verify-access.ts';

/**
 * A problem for each version whose registered content can be found nowhere: neither in its source, nor in another file
 * that has this version, nor in Git history. A pipeline is read with the members it was registered with; a member that it names by
 * its version must still have that content, while one that it names by a stage may have moved on, which makes its evidence stale
 * and its record no worse.
 */
export async function verifySources(registry: Registry, facts: WorkspaceFacts, access: VerifyAccess): Promise<RegistryProblem[]> {
	const problems: RegistryProblem[] = [...disagreements(registry)];
	for (const [version, { source, sha256 }] of Object.entries(registry.versions)) {
		access.signal.throwIfAborted();
		const found = await findContent({ registry, version, source, sha256 }, facts, access);
		if (found !== 'as-registered') problems.push(problemWith({ name: registry.name, version, source }, found));
		problems.push(...changedMembers(registry, version, facts));
	}
	return problems;
}

/** Transitions of a version that vouch for other content than the one it is registered with. */
function disagreements({ name, transitions, versions }: Registry): RegistryProblem[] {
	return transitions.flatMap(({ version, prompt_sha256: promoted }, position) => {
		const registered = Object.hasOwn(versions, version) ? versions[version]?.sha256 : undefined;
		if (registered === undefined || promoted === undefined || registered === promoted) return [];
		const message = `Transition ${position + 1} promoted version ${version} with other content than registered. A version never changes; restore the file from Git.`;
		const place = ['transitions', position, 'prompt_sha256'];
		return { name, transition: position, kind: 'content-mismatch' as const, message, place };
	});
}

type Finding = 'as-registered' | 'changed' | 'missing';

interface RegisteredVersion {
	readonly registry: Registry;
	readonly version: string;
	readonly source: WorkspacePath;
	readonly sha256: string | undefined;
}

async function findContent(registered: RegisteredVersion, facts: WorkspaceFacts, access: VerifyAccess): Promise<Finding> {
	const { registry, version, source, sha256 } = registered;
	const wanted = normaliseVersion(version) ?? version;
	const known = subjectVersions(registry.name, facts, registry.kind).filter(subject => subject.version === wanted);
	const isAsRegistered = (hash: string): boolean => sha256 === undefined || hash === sha256;
	const members = registeredMembers(registry, version);
	const hashOf = (subject: Subject): string => withMembers(subject, members);
	// Where the version stands in the working tree, that is what people get, whatever history holds.
	const current = known.filter(subject => subject.revision === undefined);
	if (current.length > 0) return current.every(subject => isAsRegistered(hashOf(subject))) ? 'as-registered' : 'changed';
	if (known.some(subject => isAsRegistered(hashOf(subject)))) return 'as-registered';
	const hashes = await historyOf({ kind: registry.kind, members, dialects: facts.config.dialects, source }, access);
	if ([...hashes].some(isAsRegistered)) return 'as-registered';
	return known.length > 0 ? 'changed' : 'missing';
}

/** Most changes of one file that are searched for a content. */
const changeLimit = 500;

/** The content hashes a file has ever had in Git, and has now. */
async function historyOf(
	{ source, ...read }: Parameters<typeof readContent>[0] & { readonly source: WorkspacePath },
	{ files, git }: VerifyAccess,
): Promise<ReadonlySet<string>> {
	const hashes = new Set<string>();
	const current = await files.read(source);
	if (current.kind === 'text') hashes.add(readContent(read, source, current.text).contentHash);
	for (const { commit } of await git.log([source], changeLimit)) {
		const text = (await git.readAt(commit, [source])).get(source);
		if (text !== undefined) hashes.add(readContent(read, source, text).contentHash);
	}
	return hashes;
}

/** A problem for each member that a pipeline names by its version and that has other content than when it was registered. */
function changedMembers(registry: Registry, version: string, facts: WorkspaceFacts): RegistryProblem[] {
	return memberChanges(registeredMembers(registry, version), facts).flatMap(({ member, now }) => {
		if (now === undefined || normaliseVersion(parsePromptReference(member.reference)?.selector ?? '') === undefined) return [];
		const message = `Version ${version} contains the ${member.kind} ${member.reference}, whose content changed after registration. Restore it from Git and give the new content a new version.`;
		const place = ['versions', version, 'members'];
		return [{ name: registry.name, transition: undefined, kind: 'content-mismatch' as const, message, place }];
	});
}

function problemWith(
	{ name, version, source }: { readonly name: string; readonly version: string; readonly source: WorkspacePath },
	found: Exclude<Finding, 'as-registered'>,
): RegistryProblem {
	if (found === 'changed') {
		const message = `The content of version ${version} changed after registration. Restore it from Git and give the new content a new version.`;
		return { name, transition: undefined, kind: 'content-mismatch', message, place: ['versions', version, 'sha256'] };
	}
	const message = `The content of version ${version} is neither in ${source} nor in Git history. Restore the file; in a shallow clone fetch the whole history.`;
	return { name, transition: undefined, kind: 'missing-source', message, place: ['versions', version, 'source'] };
}
