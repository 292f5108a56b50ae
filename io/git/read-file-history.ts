import type { WorkspacePath } from '../../core/ports/file-store.ts';
import type { FileRevision } from '../../core/ports/git.ts';
import { canonicalPeople } from './canonical-people.ts';
import type { RunGit } from './run-git.ts';

/** The commits that changed one of the files, on all merged branches, each before its parents. */
export async function readFileHistory(run: RunGit, paths: readonly WorkspacePath[], limit: number): Promise<FileRevision[]> {
	const trailers = '%(trailers:key=Co-authored-by,valueonly,separator=%x03)';
	const format = `--format=${start}%H${between}%P${between}%aI${between}%aN <%aE>${between}${trailers}`;
	// Without simplified merges Git leaves out a branch whose change a merge threw away, which is what an audit looks for.
	const log = await run(['log', `--max-count=${limit}`, '--simplify-merges', '--no-show-signature', format, '--', ...paths]);
	if (log.exitCode !== 0) return [];
	const revisions = log.stdout.split(start).slice(1).map(revisionOf);
	const known = await canonicalPeople(
		run,
		revisions.flatMap(({ authors }) => authors.slice(1)),
	);
	return revisions.map(revision => ({ ...revision, authors: revision.authors.map(author => known.get(author) ?? author) }));
}

/** Control characters that Git allows in no name of a person. */
const start = '\u0001';
const between = '\u0002';
const betweenTrailers = '\u0003';

function revisionOf(text: string): FileRevision {
	const [commit = '', parents = '', at = '', author = '', coAuthors = ''] = text.split(between).map(part => part.trim());
	const others = coAuthors.split(betweenTrailers).map(person => person.trim());
	return {
		commit,
		parents: parents.split(' ').filter(parent => parent !== ''),
		at,
		authors: [author, ...others].filter(person => person !== ''),
	};
}
