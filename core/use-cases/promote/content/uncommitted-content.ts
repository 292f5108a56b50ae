import { fail, succeed } from '../../../base/result.ts';
import type { Result } from '../../../base/result.ts';
import { parsePromptReference } from '../../../formats/prompt/prompt-reference.ts';
import { normaliseVersion } from '../../../formats/prompt/version/version.ts';
import { composeFrom } from '../../../formats/prompt/card/compose-sheet.ts';
import { hostOf } from '../../../formats/prompt/place/place-path.ts';
import type { WorkspacePath } from '../../../ports/file-store.ts';
import type { Ports } from '../../../ports/ports.ts';
import { withCard } from '../../../workspace/cards/git-with-cards.ts';
import { isInCommit } from '../../../workspace/registry/committed-hashes.ts';
import { readContent } from '../../../workspace/registry/read-content.ts';
import { resolveMember, subjectVersions } from '../../../workspace/subject.ts';
import type { Subject } from '../../../workspace/subject.ts';
import type { CommittedAsItIs } from '../../unit-of-work/change.ts';
import type { FoundVersion, RegisteredName } from '../move.ts';
import type { PromoteFailure } from '../promote-failure.ts';

type Named = Pick<FoundVersion, 'version'> & Pick<RegisteredName, 'config' | 'index' | 'kind' | 'name' | 'state'>;

/**
 * What is recorded must exist: the files that hold a version and that no commit has like this, to be committed along with the entry that
 * names it. A failure unless that was asked for. None where nothing is committed anyway, and for content of which only history tells.
 *
 * @param withContent - Undefined where they may not be committed along.
 */
export async function uncommittedContent(
	move: Named,
	withContent: boolean | undefined,
	{ files, git }: Pick<Ports, 'files' | 'git'>,
): Promise<Result<readonly CommittedAsItIs[], PromoteFailure>> {
	const { name, version, config, state } = move;
	if (!config.git.commit || state.kind !== 'repository') return succeed([]);
	const subjects: Subject[] = [];
	for (const subject of subjectsOf(move)) if (!(await isCommitted(subject, move, git))) subjects.push(subject);
	const paths = [...new Set(subjects.map(({ path }) => path))];
	if (paths.length === 0) return succeed([]);
	const damage = await git.damage();
	if (damage !== undefined) return fail({ kind: 'git-unreadable', reason: damage });
	const isIgnored = (await git.ignored(paths.map(hostOf))).size > 0;
	if (withContent !== true || isIgnored) {
		return fail({ kind: 'uncommitted-content', name, version, paths, isIgnored, canCommit: withContent !== undefined && !isIgnored });
	}
	return await contentsOf(subjects, move, files);
}

/** The files of the subjects as they are committed along. */
async function contentsOf(
	subjects: readonly Subject[],
	move: Named,
	files: Ports['files'],
): Promise<Result<readonly CommittedAsItIs[], PromoteFailure>> {
	const contents: CommittedAsItIs[] = [];
	for (const subject of subjects) {
		const found = await filesOf(subject.path, files);
		const text = composeFrom(subject.path, source => found.get(source)) ?? '';
		if (hashIn(text, subject, move) !== subject.contentHash) return fail({ kind: 'changed-meanwhile', path: subject.path });
		for (const [path, written] of found) contents.push({ path, text: written });
	}
	return succeed(contents);
}

/** The version in the working tree, and what it is made of there. */
function subjectsOf({ name, kind, version, index }: Named): readonly Subject[] {
	const wanted = normaliseVersion(version) ?? version;
	const current = subjectVersions(name, index, kind).find(subject => subject.version === wanted);
	if (current === undefined) return [];
	const members = current.members.flatMap(member => {
		const reference = parsePromptReference(member.reference);
		const resolution = reference === undefined ? undefined : resolveMember(member.kind, reference, index);
		return resolution?.kind === 'found' ? [resolution.subject] : [];
	});
	return [current, ...members].filter(({ revision }) => revision === undefined);
}

/** A file and its card, as far as they are there. */
async function filesOf(path: WorkspacePath, files: Ports['files']): Promise<ReadonlyMap<WorkspacePath, string>> {
	const contents = await Promise.all(withCard(path).map(async each => ({ path: each, content: await files.read(each) })));
	return new Map(contents.flatMap(({ path: each, content }) => (content.kind === 'text' ? [[each, content.text] as const] : [])));
}

function isCommitted({ kind, members, path, contentHash }: Subject, { config }: Named, git: Ports['git']): Promise<boolean> {
	return isInCommit({ kind, members, dialects: config.dialects, path }, hash => hash === contentHash, git);
}

function hashIn(text: string, { kind, members, path }: Subject, { config }: Named): string {
	return readContent({ kind, members, dialects: config.dialects }, path, text).contentHash;
}
