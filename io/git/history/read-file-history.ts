import type { WorkspacePath } from '../../../core/ports/file-store.ts';
import type { FileRevision } from '../../../core/ports/git.ts';
import { canonicalPeople } from '../canonical-people.ts';
import type { RunGit } from '../run-git.ts';

/** Control characters that Git allows in no name of a person. */
const start = '\u0001';
const between = '\u0002';
const betweenTrailers = '\u0003';

const trailers = '%(trailers:key=Co-authored-by,valueonly,separator=%x03)';

/**
 * A `git log` that `revisionsOf` reads. Without simplified merges Git leaves out a branch whose change a merge threw away, which is what an
 * audit looks for.
 */
export const logOfRevisions: readonly string[] = [
	'log',
	'--simplify-merges',
	'--no-show-signature',
	`--format=${start}%H${between}%P${between}%aI${between}%aN <%aE>${between}${trailers}${between}`,
];

/** The commits that changed one of the files, on all merged branches, each before its parents. */
export async function readFileHistory(run: RunGit, paths: readonly WorkspacePath[], limit: number): Promise<FileRevision[]> {
	const log = await run([...logOfRevisions, `--max-count=${limit}`, '--', ...paths]);
	if (log.exitCode !== 0) return [];
	return (await revisionsOf(run, log.stdout)).map(({ revision }) => revision);
}

/** The commits of a log in its order, people as `.mailmap` names them, and what the log says of each behind the format. */
export async function revisionsOf(
	run: RunGit,
	log: string,
): Promise<readonly { readonly revision: FileRevision; readonly rest: string }[]> {
	const found = log.split(start).slice(1).map(revisionOf);
	const known = await canonicalPeople(
		run,
		found.flatMap(({ revision }) => revision.authors.slice(1)),
	);
	return found.map(({ revision, rest }) => {
		const authors = revision.authors.map(author => known.get(author) ?? author);
		return { revision: { ...revision, authors }, rest };
	});
}

function revisionOf(text: string): { readonly revision: FileRevision; readonly rest: string } {
	const [commit = '', parents = '', at = '', author = '', coAuthors = '', rest = ''] = text.split(between);
	const others = coAuthors.split(betweenTrailers).map(person => person.trim());
	return {
		revision: {
			commit,
			parents: parents.split(' ').filter(parent => parent !== ''),
			at,
			authors: [author.trim(), ...others].filter(person => person !== ''),
		},
		rest,
	};
}
