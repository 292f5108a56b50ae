import type { WorkspacePath } from '../../ports/file-store.ts';
import { parsePromptReference } from '../../formats/prompt/prompt-reference.ts';
import { normaliseVersion } from '../../formats/prompt/version/version.ts';
import { readWithCard } from '../../workspace/cards/read-with-card.ts';
import { memberChanges, subjectVersions, withMembers } from '../../workspace/subject.ts';
import type { Subject } from '../../workspace/subject.ts';
import type { WorkspaceFacts } from '../../workspace/workspace-facts.ts';
import { committedHashes, isInCommit } from '../../workspace/registry/committed-hashes.ts';
import type { ContentOfFile } from '../../workspace/registry/committed-hashes.ts';
import { readContent, registeredMembers } from '../../workspace/registry/read-content.ts';
import type { Registry, RegistryProblem } from '../../formats/registry/registry-file.ts';
import type { ClaimEvidence } from '../../workspace/registry/asked-of-transition.ts';
import type { Checked, ClaimName } from './claim.ts';
import type { VerifyAccess } from '../../workspace/registry/verify-access.ts';

/**
 * A problem for each version whose registered content can be found nowhere: neither in its source, nor in another file
 * that has this version, nor in Git history. A pipeline is read with the members it was registered with; a member that it names by
 * its version must still have that content, while one that it names by a stage may have moved on, which makes its evidence stale
 * and its record no worse.
 */
export async function verifySources(
	registry: Registry,
	facts: WorkspaceFacts,
	{ history, access }: Pick<ClaimEvidence, 'history' | 'access'>,
): Promise<Checked> {
	const problems: RegistryProblem[] = [...disagreements(registry)];
	const unchecked: [ClaimName, string][] = [];
	for (const [version, { source, sha256 }] of Object.entries(registry.versions)) {
		access.signal.throwIfAborted();
		const found = await findContent({ registry, version, source, sha256 }, facts, access);
		const gap = history.gap ?? (await access.git.damage());
		// What is not here may be in the part of history that cannot be seen.
		if (found === 'missing' && gap !== undefined) unchecked.push(['contents', gap]);
		else if (found === 'uncommitted' && (gap !== undefined || !facts.config.git.commit)) {
			unchecked.push(['contents', gap ?? `version ${version} is in no commit, and git.commit is off`]);
		} else if (found !== 'as-registered') problems.push(problemWith({ name: registry.name, version, source }, found));
		problems.push(...changedMembers(registry, version, facts));
	}
	return { problems, unchecked };
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

/** `uncommitted`: the content is in the working tree only, from where it can be lost. */
type Finding = 'as-registered' | 'changed' | 'missing' | 'uncommitted';

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
	const read = { kind: registry.kind, members, dialects: facts.config.dialects };
	if (current.length > 0) {
		if (!current.every(subject => isAsRegistered(hashOf(subject)))) return 'changed';
		if (known.some(subject => subject.revision !== undefined && isAsRegistered(hashOf(subject)))) return 'as-registered';
		for (const { path } of current) if (await isInCommit({ ...read, path }, isAsRegistered, access.git)) return 'as-registered';
		return 'uncommitted';
	}
	if (known.some(subject => isAsRegistered(hashOf(subject)))) return 'as-registered';
	const hashes = await historyOf({ ...read, path: source }, access);
	if ([...hashes].some(isAsRegistered)) return 'as-registered';
	return known.length > 0 ? 'changed' : 'missing';
}

/** The content hashes a file has ever had in Git, and has now. */
async function historyOf(file: ContentOfFile, { files, git }: Pick<VerifyAccess, 'files' | 'git'>): Promise<ReadonlySet<string>> {
	const current = await readWithCard(files, file.path);
	const hashes = await committedHashes(file, git);
	return current.kind === 'text' ? new Set([...hashes, readContent(file, file.path, current.text).contentHash]) : hashes;
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
	if (found === 'uncommitted') {
		const message = `The content of version ${version} is in no commit, so it is lost when ${source} changes. Commit ${source}.`;
		return { name, transition: undefined, kind: 'missing-source', message, place: ['versions', version, 'source'] };
	}
	if (found === 'changed') {
		const message = `The content of version ${version} changed after registration. Restore it from Git and give the new content a new version.`;
		return { name, transition: undefined, kind: 'content-mismatch', message, place: ['versions', version, 'sha256'] };
	}
	const message = `The content of version ${version} is neither in ${source} nor in Git history. Restore the file; in a shallow clone fetch the whole history.`;
	return { name, transition: undefined, kind: 'missing-source', message, place: ['versions', version, 'source'] };
}
