import type { WorkspacePath } from '../../ports/file-store.ts';
import type { Ports } from '../../ports/ports.ts';
import { fail, succeed } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { CancelSignal } from '../../ports/cancel-signal.ts';
import { configPath } from '../../formats/config-path.ts';
import { commitMessage } from '../unit-of-work/commit-message.ts';
import type { Change } from '../unit-of-work/change.ts';
import { unitOfWork } from '../unit-of-work/unit-of-work.ts';
import type { Written } from '../unit-of-work/unit-of-work.ts';
import type { AdoptFailure, UndoRefusal } from './adopt-failure.ts';
import { adoptionSubject } from './adoption-subject.ts';

/** What is taken back. */
interface UndonePlan extends Change {
	/** Files that are deleted, and `.gitattributes` where it loses the added lines. */
	readonly paths: readonly WorkspacePath[];
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
 * @throws The signal's reason when cancelled; once writing has begun it is finished.
 */
export async function undoAdoption(ports: Ports, signal: CancelSignal): Promise<Result<Written<UndonePlan>, AdoptFailure>> {
	return await unitOfWork<UndonePlan, UndoRefusal>(async ({ index }) => await planUndo(ports, index.config.git), ports, signal);
}

async function planUndo(ports: Ports, settings: Change['settings']): Promise<Result<UndonePlan, UndoRefusal>> {
	const adopted = (await newestAdoption(ports)).filter(({ now }) => now !== undefined);
	if (adopted.length === 0) return fail({ kind: 'nothing-adopted' });
	const changed = adopted.filter(({ now, written }) => !isSame(now, written));
	if (changed.length > 0) return fail({ kind: 'changed-since-adoption', paths: changed.map(({ path }) => path) });
	const files = adopted.map(({ path, now, before }) => ({ path, text: before, before: now }));
	return succeed({
		paths: adopted.map(({ path }) => path),
		write: { kind: 'files', path: configPath, files },
		message: commitMessage(`undo adopt: ${files.length} files`, '', []),
		tag: undefined,
		settings,
	});
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
