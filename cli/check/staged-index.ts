import type { WorkspacePath } from '../../core/ports/file-store.ts';
import { gitAction } from '../../core/words/git-action.ts';
import { createStagedFiles, IndexUnreadable } from '../../io/staged-files.ts';
import type { StagedFileReader } from '../../io/staged-files.ts';
import type { CommandContext } from '../command.ts';
import { UsageError } from '../text/output.ts';

/**
 * What is staged for the next commit.
 *
 * @throws UsageError when that cannot be told: an empty index would pass for a clean one.
 */
export async function openIndex({ root, ports }: CommandContext): Promise<StagedFileReader> {
	const state = await ports.git.state();
	if (state.kind === 'no-git') throw new UsageError(`--staged: ${state.reason}, so nothing was checked. ${gitAction(state.reason)}`);
	const staged = createStagedFiles(root);
	try {
		const conflicts = await staged.conflicts();
		if (conflicts.length === 0) return staged;
		throw new UsageError(
			`--staged: ${conflicts.slice(0, 5).join(', ')} in conflict, so nobody knows what will be committed, and nothing was checked. Resolve the conflict and stage the result.`,
		);
	} catch (error) {
		if (!(error instanceof IndexUnreadable)) throw error;
		throw new UsageError(
			`--staged: Git cannot read what is staged (${error.message}), so nothing was checked. Run it inside a repository whose “git status” works.`,
			{ cause: error },
		);
	}
}

/** Says once which files have changes that are not part of the commit: those were not looked at. */
export async function sayUnstaged(
	paths: readonly WorkspacePath[],
	staged: StagedFileReader,
	{ ports, output }: CommandContext,
): Promise<void> {
	const { present } = await staged.changes();
	const partial: WorkspacePath[] = [];
	for (const path of paths.filter(candidate => present.has(candidate))) {
		const [inIndex, onDisk] = [await staged.read(path), await ports.files.read(path)];
		if (inIndex.kind === 'text' && !(onDisk.kind === 'text' && sameText(inIndex.text, onDisk.text))) partial.push(path);
	}
	if (partial.length > 0) output.note(`Checked as staged, without the changes that are not: ${partial.join(', ')}.`);
}

function sameText(left: string, right: string): boolean {
	return left.replaceAll('\r\n', '\n') === right.replaceAll('\r\n', '\n');
}
