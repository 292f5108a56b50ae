import type { CancelSignal } from '../../ports/cancel-signal.ts';
import type { WorkspacePath } from '../../ports/file-store.ts';
import type { Ports } from '../../ports/ports.ts';
import { normaliseVersion } from '../../formats/prompt/version/version.ts';
import { fail, succeed } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { loadPromptHistory } from '../../workspace/load-prompt-history.ts';
import { subjectKindOf, subjectVersions } from '../../workspace/subject.ts';
import type { WorkspaceIndex } from '../../workspace/workspace-index.ts';
import { findEvidence } from './find-evidence.ts';
import { parseRegistry } from '../../formats/registry/parse-registry.ts';
import type { EvidenceFailure, KnownVersion, PlanFailure, PromotionFacts, PromotionRequest } from './promotion.ts';

/** What is known of a name: its registry file, which need not exist yet, and its versions. */
export type NameFacts = Pick<PromotionFacts, 'config' | 'configProblems' | 'kind' | 'path' | 'registry' | 'versions'>;

/** What is known of one version and of the name it belongs to. */
export type VersionFacts = NameFacts & Pick<PromotionFacts, 'evidence'>;

/**
 * Reads what is known of a name. Git history is looked into when the working tree does not have the version.
 *
 * @param version - The one that is asked about; undefined when the question names none.
 * @throws The signal's reason when cancelled.
 */
export async function readNameFacts(
	{ name, version }: { readonly name: string; readonly version: string | undefined },
	index: WorkspaceIndex,
	{ files, git }: Pick<Ports, 'files' | 'git'>,
	signal: CancelSignal,
): Promise<Result<NameFacts, PlanFailure>> {
	const wanted = version === undefined ? undefined : normaliseVersion(version);
	if (version !== undefined && !subjectVersions(name, index).some(subject => subject.version === wanted)) {
		await loadPromptHistory(index, new Set([name]), git, signal);
	}
	const path = registryPath(name, index);
	const content = await files.read(path);
	if (content.kind !== 'text' && content.kind !== 'missing') {
		return fail({ kind: 'registry-unreadable', path, message: 'It is not a text file of readable size.' });
	}
	const { config, configProblems } = index;
	const registry = content.kind === 'text' ? parseRegistry(path, content.text) : undefined;
	const kind = registry?.value?.kind ?? subjectKindOf(name, index) ?? 'prompt';
	const versions = subjectVersions(name, index, kind).flatMap((subject): KnownVersion[] =>
		subject.version === undefined
			? []
			: [{ version: subject.version, path: subject.path, contentHash: subject.contentHash, members: subject.members }],
	);
	return succeed({ config, configProblems, kind, path, registry, versions });
}

/**
 * Reads what is known of a version: its name, and the runs that speak for it.
 *
 * @throws The signal's reason when cancelled.
 */
export async function gatherVersionFacts(
	request: Pick<PromotionRequest, 'name' | 'version' | 'evidence'>,
	index: WorkspaceIndex,
	ports: Pick<Ports, 'files' | 'git'>,
	signal: CancelSignal,
): Promise<Result<VersionFacts, PlanFailure | EvidenceFailure>> {
	const known = await readNameFacts(request, index, ports, signal);
	return known.ok ? await withEvidence(request, known.value, { facts: index, files: ports.files }, signal) : known;
}

/** Adds the runs that the request names, or that are found by the content of its version. */
export async function withEvidence<Known extends NameFacts>(
	request: Pick<PromotionRequest, 'name' | 'version' | 'evidence'>,
	known: Known,
	access: { readonly facts: WorkspaceIndex; readonly files: Ports['files'] },
	signal: CancelSignal,
): Promise<Result<Known & Pick<PromotionFacts, 'evidence'>, EvidenceFailure>> {
	const wanted = normaliseVersion(request.version);
	const contentHash = known.versions.find(({ version }) => version === wanted)?.contentHash;
	const evidence = await findEvidence(request, contentHash, access, signal);
	return evidence.ok ? succeed({ ...known, evidence: evidence.value }) : evidence;
}

/** The file that already holds the name, wherever it lies, else the conventional place. */
function registryPath(name: string, index: WorkspaceIndex): WorkspacePath {
	return index.registries.find(({ registry }) => registry.name === name)?.path ?? `${index.config.registry}/${name}.yaml`;
}
