import type { WorkspacePath } from '../../ports/file-store.ts';
import type { Ports } from '../../ports/ports.ts';
import { fail, succeed } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { CancelSignal } from '../../ports/cancel-signal.ts';
import { commitMessage } from '../unit-of-work/commit-message.ts';
import { beginWork, refusalOfWork } from '../unit-of-work/begin-work.ts';
import type { AdoptFailure } from './adopt-failure.ts';
import { adoptionSubject } from './adoption-subject.ts';

/** What was taken back. */
export interface UndoneAdoption {
	/** Files that were deleted, and `.gitattributes` where it lost the added lines. */
	readonly paths: readonly WorkspacePath[];
	readonly commit: string;
}

interface AdoptedFile {
	readonly path: WorkspacePath;
	/** As the adoption wrote it. */
	readonly written: string;
	/** As it was before; undefined for a file that the adoption made. */
	readonly before: string | undefined;
	/** As it is now; undefined for one that is gone. */
	readonly now: string | undefined;
}

/**
 * Takes the newest adoption back, as one commit: the files that it made, and the lines that it added. Refuses when one of them changed since.
 *
 * @throws The signal's reason when cancelled.
 */
export async function undoAdoption(ports: Ports, signal: CancelSignal): Promise<Result<UndoneAdoption, AdoptFailure>> {
	const work = await beginWork(ports, signal);
	const refusal = await refusalOfWork(work, ports);
	if (refusal !== undefined) return fail(refusal);
	const adopted = (await newestAdoption(ports)).filter(({ now }) => now !== undefined);
	if (adopted.length === 0) return fail({ kind: 'nothing-adopted' });
	const changed = adopted.filter(({ now, written }) => !isSame(now, written));
	if (changed.length > 0) return fail({ kind: 'changed-since-adoption', paths: changed.map(({ path }) => path) });
	signal.throwIfAborted();
	return await takeBack(adopted, ports, work.index.config.git.sign);
}

async function takeBack(
	adopted: readonly AdoptedFile[],
	{ files, git }: Ports,
	signing: 'inherit' | 'always' | 'never',
): Promise<Result<UndoneAdoption, AdoptFailure>> {
	const paths = adopted.map(({ path }) => path);
	const done: AdoptedFile[] = [];
	for (const file of adopted) {
		const { path, before } = file;
		const outcome = before === undefined ? await files.remove(path) : await files.write(path, before);
		if (!outcome.ok) {
			await restore(done, files);
			return outcome;
		}
		done.push(file);
	}
	const commit = await git.commit(paths, commitMessage(`undo adopt: ${paths.length} files`, '', []), signing);
	if (!commit.ok) {
		if (commit.failure.kind !== 'index-not-written') await restore(done, files);
		return commit;
	}
	return succeed({ paths, commit: commit.value.commit });
}

async function restore(done: readonly AdoptedFile[], files: Ports['files']): Promise<void> {
	for (const { path, now } of done) if (now !== undefined) await files.write(path, now);
}

/** The files of the newest adoption of which one is still there. */
async function newestAdoption({ files, git }: Ports): Promise<readonly AdoptedFile[]> {
	const log = await git.log([''], historyLimit);
	const commits = new Set(log.filter(({ subject }) => subject.startsWith(adoptionSubject)).map(({ commit }) => commit));
	for (const commit of commits) {
		const paths = log.filter(entry => entry.commit === commit).map(({ path }) => path);
		const [written, before] = [await git.readAt(commit, paths), await git.readAt(`${commit}^`, paths)];
		const adopted = await Promise.all(
			paths.map(async (path): Promise<AdoptedFile> => {
				const content = await files.read(path);
				const now = content.kind === 'text' ? content.text : undefined;
				return { path, written: written.get(path) ?? '', before: before.get(path), now };
			}),
		);
		if (adopted.some(({ now, before: earlier }) => now !== undefined && !isSame(now, earlier))) return adopted;
	}
	return [];
}

/** Commits that are looked through. */
const historyLimit = 2000;

/** Git may write other line ends into the working tree than it keeps. */
function isSame(left: string | undefined, right: string | undefined): boolean {
	return left?.replaceAll('\r\n', '\n') === right?.replaceAll('\r\n', '\n');
}
