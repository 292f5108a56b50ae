import type { WorkspacePath } from '../../core/ports/file-store.ts';
import type { GitLogEntry } from '../../core/ports/git.ts';
import { toWorkspacePath } from './repository-layout.ts';
import type { RepositoryLayout } from './repository-layout.ts';
import type { RunGit } from './run-git.ts';

/** The newest `limit` commits that changed any of the paths, one entry for each of those files a commit touched. */
export async function readLog(
	run: RunGit,
	layout: RepositoryLayout,
	paths: readonly WorkspacePath[],
	limit: number,
): Promise<GitLogEntry[]> {
	const format = `--format=${start}%H${between}%aI${between}%an <%ae>${between}%s${between}`;
	const fixed = ['--name-only', '-z', '--no-renames', '--no-relative', '--no-ext-diff', '--no-textconv', '--no-show-signature'];
	const log = await run(['log', `--max-count=${limit}`, format, ...fixed, '--', ...paths.map(path => (path === '' ? '.' : path))]);
	if (log.exitCode !== 0) return [];
	return log.stdout
		.split(start)
		.slice(1)
		.flatMap(text => entriesOf(layout, text));
}

/** Control characters that Git allows in no name of a person, and that no file of a repository has in its name. */
const start = '\u0001';
const between = '\u0002';

function entriesOf(layout: RepositoryLayout, text: string): GitLogEntry[] {
	const [commit = '', at = '', author = '', subject = '', names = ''] = text.split(between);
	return names.split('\0').flatMap(name => {
		const path = toWorkspacePath(layout, name.replace(/^\n/, ''));
		return path === undefined || path === '' ? [] : [{ commit, at, author, subject, path }];
	});
}
