import { joinedHash } from '../formats/component/component-hash.ts';
import type { MemberContent } from '../formats/component/component-hash.ts';
import type { ComponentKind, MemberKind } from '../formats/component/component.ts';
import type { WorkspacePath } from '../ports/file-store.ts';
import { parsePromptReference } from '../formats/prompt/prompt-reference.ts';
import type { PromptReference } from '../formats/prompt/prompt-reference.ts';
import type { DialectId } from '../formats/prompt/prompt.ts';
import type { RegistryKind } from '../formats/registry/registry-file.ts';
import type { ComponentSummary, PromptSummary } from './summaries/file-summary.ts';
import { meantName } from './meant-name.ts';
import { selectVersion } from './select-version.ts';
import type { WorkspaceFacts } from './workspace-facts.ts';

/** What a reference may lead to: one version of a prompt, a pipeline, a model card or an embedding reference. */
export interface Subject {
	readonly kind: RegistryKind | 'embedding';
	readonly name: string;
	/** Normalised; undefined for one without. */
	readonly version: string | undefined;
	readonly path: WorkspacePath;
	/** Commit it was read at; undefined for the working tree. */
	readonly revision: string | undefined;
	/** Canonical content hash, of a pipeline together with its members. */
	readonly contentHash: string;
	/** Canonical hash of the file alone; the content hash of what has no members. */
	readonly fileHash: string;
	readonly description: string | undefined;
	/** Words of the file by which gates can be set. */
	readonly tags: readonly string[];
	/** Of a prompt file; undefined for other kinds. */
	readonly dialect: DialectId | undefined;
	/** What a pipeline is made of at this moment; none for other kinds. */
	readonly members: readonly MemberContent[];
}

/** What a reference leads to, or why to nothing. */
export type SubjectResolution =
	| { readonly kind: 'found'; readonly subject: Subject; readonly via: 'version' | 'stage' | 'newest' }
	| { readonly kind: 'unknown-name'; readonly suggestion: string | undefined }
	| { readonly kind: 'unknown-selector'; readonly suggestion: string | undefined; readonly known: readonly string[] };

/** The facts that subjects are found in. */
export type SubjectFacts = Pick<WorkspaceFacts, 'components' | 'componentVersionsOf' | 'prompts' | 'registries' | 'resolve' | 'versionsOf'>;

/**
 * What a name is: what its registry file says, else the first kind that has it. Since a name is one registry file, a name that is
 * both a prompt and something else means the prompt. Undefined for a name that nothing has.
 */
export function subjectKindOf(name: string, facts: SubjectFacts): RegistryKind | undefined {
	const registered = facts.registries.find(({ registry }) => registry.name === name)?.registry.kind;
	if (registered !== undefined) return registered;
	if (facts.versionsOf(name).length > 0) return 'prompt';
	return (['pipeline', 'model'] as const).find(kind => facts.componentVersionsOf(kind, name).length > 0);
}

/** Every version of a name, newest first, Git history included once loaded. */
export function subjectVersions(name: string, facts: SubjectFacts, kind = subjectKindOf(name, facts)): readonly Subject[] {
	if (kind === undefined) return [];
	if (kind === 'prompt') return facts.versionsOf(name).map(promptSubject);
	return facts.componentVersionsOf(kind, name).map(summary => componentSubject(summary, facts));
}

/** What a reference to something that can be promoted leads to: a prompt, else a pipeline, else a model. */
export function resolveSubject(reference: PromptReference, facts: SubjectFacts): SubjectResolution {
	const kind = subjectKindOf(reference.name, facts);
	if (kind !== undefined) return resolveMember(kind, reference, facts);
	const files = [...facts.prompts, ...facts.components.filter(summary => summary.kind !== 'embedding')];
	return { kind: 'unknown-name', suggestion: meantName(reference.name, files) };
}

/** What a reference leads to among the files of one kind. */
export function resolveMember(kind: ComponentKind | MemberKind, reference: PromptReference, facts: SubjectFacts): SubjectResolution {
	if (kind === 'prompt') {
		const resolution = facts.resolve(reference);
		return resolution.kind === 'found' ? { kind: 'found', subject: promptSubject(resolution.prompt), via: resolution.via } : resolution;
	}
	const { name, selector } = reference;
	const versions = facts.componentVersionsOf(kind, name);
	const newest = versions.find(({ revision }) => revision === undefined) ?? versions[0];
	if (newest === undefined) {
		const files = facts.components.filter(summary => summary.kind === kind);
		return { kind: 'unknown-name', suggestion: meantName(name, files) };
	}
	if (selector === undefined) return { kind: 'found', subject: componentSubject(newest, facts), via: 'newest' };
	const selection = selectVersion(selector, versions, pointersOf(kind, name, facts));
	return selection.kind === 'found'
		? { kind: 'found', subject: componentSubject(selection.value, facts), via: selection.via }
		: selection;
}

function promptSubject({ kind, name, version, path, revision, contentHash, description, tags, dialect }: PromptSummary): Subject {
	return { kind, name, version, path, revision, contentHash, fileHash: contentHash, description, tags, dialect, members: [] };
}

function componentSubject(summary: ComponentSummary, facts: SubjectFacts): Subject {
	const { kind, name, version, path, revision, fileHash, description, tags } = summary;
	const members = summary.members.map(({ kind: memberKind, reference }) => memberContent(memberKind, reference, facts));
	return {
		kind,
		name,
		version,
		path,
		revision,
		contentHash: joinedHash(fileHash, members),
		fileHash,
		description,
		tags,
		dialect: undefined,
		members,
	};
}

/** The content hash a version would have with the members that were noted; its own where none were. */
export function withMembers({ contentHash, fileHash }: Subject, members: readonly MemberContent[]): string {
	return members.length === 0 ? contentHash : joinedHash(fileHash, members);
}

/** A member of a pipeline that is not what it was. */
export interface MemberChange {
	readonly member: MemberContent;
	/** What it leads to now; undefined when it leads to nothing. */
	readonly now: Subject | undefined;
}

/** The members that have other content now than was noted. */
export function memberChanges(members: readonly MemberContent[], facts: SubjectFacts): readonly MemberChange[] {
	return members.flatMap(member => {
		const reference = parsePromptReference(member.reference);
		const resolution = reference && resolveMember(member.kind, reference, facts);
		const now = resolution?.kind === 'found' ? resolution.subject : undefined;
		return now?.contentHash === member.sha256 ? [] : [{ member, now }];
	});
}

/** Members are no pipelines, so that this ends. */
function memberContent(kind: MemberKind, written: string, facts: SubjectFacts): MemberContent {
	const reference = parsePromptReference(written);
	const resolution = reference && resolveMember(kind, reference, facts);
	const found = resolution?.kind === 'found' ? resolution.subject : undefined;
	return { kind, reference: written, version: found?.version, sha256: found?.contentHash };
}

function pointersOf(kind: ComponentKind, name: string, { registries }: SubjectFacts): ReadonlyMap<string, string> {
	const registry = registries.find(candidate => candidate.registry.name === name)?.registry;
	if (registry === undefined || registry.kind !== kind) return new Map();
	return new Map([...Object.entries(registry.aliases ?? {}), ...Object.entries(registry.stages)]);
}
