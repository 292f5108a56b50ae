import type { CancelSignal } from '../../ports/cancel-signal.ts';
import type { WorkspacePath } from '../../ports/file-store.ts';
import type { Ports } from '../../ports/ports.ts';
import { normaliseVersion } from '../../formats/prompt/version/version.ts';
import { fail, succeed } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { parseRegistry } from '../../formats/registry/parse-registry.ts';
import { loadPromptHistory } from '../../workspace/load-prompt-history.ts';
import { subjectKindOf, subjectVersions } from '../../workspace/subject.ts';
import type { WorkspaceIndex } from '../../workspace/workspace-index.ts';
import type { Work } from '../unit-of-work/begin-work.ts';
import type { RegisteredName } from './move.ts';
import type { PlanFailure } from './promote-failure.ts';
import { refusalOfPlace } from './refuse-registry.ts';

/**
 * Reads what is known of a name: its registry file, which need not exist yet, its versions, and who asks. Git history is looked into
 * when the working tree does not have the version.
 *
 * @param version - The one that is asked about; undefined when the question names none.
 * @throws The signal's reason when cancelled.
 */
export async function readName(
	{ name, version }: { readonly name: string; readonly version: string | undefined },
	{ index, state }: Pick<Work, 'index' | 'state'>,
	{ files, git, clock }: Pick<Ports, 'files' | 'git' | 'clock'>,
	signal: CancelSignal,
): Promise<Result<RegisteredName<string | undefined>, PlanFailure>> {
	const refusal = refusalOfPlace(name, index.registries);
	if (refusal !== undefined) return fail(refusal);
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
	const versions = subjectVersions(name, index, kind).flatMap(subject =>
		subject.version === undefined ? [] : [{ ...subject, version: subject.version }],
	);
	const by = await git.identity();
	return succeed({ index, state, name, config, configProblems, path, registry, kind, versions, by, at: clock.now() });
}

/** The file that already holds the name, wherever it lies, else the conventional place. */
function registryPath(name: string, index: WorkspaceIndex): WorkspacePath {
	return index.registries.find(({ registry }) => registry.name === name)?.path ?? `${index.config.registry}/${name}.yaml`;
}
