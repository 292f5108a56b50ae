import { randomUUID } from 'node:crypto';
import { existsSync, statSync } from 'node:fs';
import { delimiter, dirname, join, resolve } from 'node:path';
import type { WorkspacePath } from '../../core/ports/file-store.ts';
import { gitWords } from './git-damage.ts';
import { GitUnavailable } from './run-git.ts';
import type { RunGit } from './run-git.ts';

/** Where a workspace lies in its repository. */
export interface RepositoryLayout {
	/** From the top of the repository to the workspace: '' or `packages/bot/`. */
	readonly prefix: string;
	/** Absolute path of the top of this worktree. */
	readonly top: string;
	/** Absolute path of the Git directory that belongs to this worktree alone. */
	readonly gitFolder: string;
	readonly isShallow: boolean;
}

/** Why there is no layout; the two cases of `GitState`. */
export type LayoutFailure = { readonly kind: 'no-git'; readonly reason: string } | { readonly kind: 'no-repository' };

/** Asks Git for the layout around the folder that `run` runs in, which must be `root`. */
export async function findLayout(root: string, run: RunGit): Promise<RepositoryLayout | LayoutFailure> {
	// A path may hold any line, so that a line nobody can foresee tells the answers apart. Git repeats an option it does not know.
	const mark = `--${randomUUID()}`;
	const questions = ['--is-inside-work-tree', '--is-shallow-repository', '--show-prefix', '--absolute-git-dir', '--show-toplevel'];
	try {
		const { exitCode, stdout, stderr } = await run(['rev-parse', ...questions.flatMap(question => [question, mark])]);
		const [isInside, isShallow = '', prefix = '', gitFolder = '', top = ''] = stdout.split(`\n${mark}\n`);
		if (isInside === 'false') return unreadable('it has no working files here, as a bare repository has none');
		if (exitCode !== 0) return failureOf(stderr, root);
		return { prefix, top, gitFolder, isShallow: isShallow === 'true' };
	} catch (error) {
		if (!(error instanceof GitUnavailable)) throw error;
		// Where there is no repository either, nothing is missing but Git, and nobody needs it.
		return hasRepository(root) ? { kind: 'no-git', reason: 'Git is not installed or could not be started' } : { kind: 'no-repository' };
	}
}

/**
 * Absolute path of the folder with the hooks in force.
 *
 * @param run - Sees the user's own hook settings and runs in the workspace.
 */
export async function findHooksFolder(run: RunGit, { top, prefix }: RepositoryLayout): Promise<string> {
	const { stdout } = await run(['rev-parse', '--git-path', 'hooks']);
	return resolve(join(top, prefix), withoutLineEnd(stdout));
}

/** Why nothing of the repository can be known, with what Git says of it. */
export function unreadable(words: string): Extract<LayoutFailure, { kind: 'no-git' }> {
	return { kind: 'no-git', reason: `Git cannot read this repository (${words})` };
}

/** A workspace path as a path from the top of the repository. */
export function toRepositoryPath(layout: RepositoryLayout, path: WorkspacePath): string {
	return layout.prefix + path;
}

/** A path from the top of the repository as a workspace path; undefined when it lies outside the workspace. */
export function toWorkspacePath(layout: RepositoryLayout, path: string): WorkspacePath | undefined {
	return path.startsWith(layout.prefix) ? path.slice(layout.prefix.length) : undefined;
}

function failureOf(stderr: string, root: string): LayoutFailure {
	// Git says the same of a folder without a repository and of one whose repository is damaged beyond recognition.
	return stderr.includes('not a git repository') && !hasRepository(root) ? { kind: 'no-repository' } : unreadable(gitWords(stderr));
}

/** True for a file, which names the folder of a worktree, and for a folder in which something of Git is left; one that is empty means nothing. */
function isRepository(path: string): boolean {
	const found = statSync(path, { throwIfNoEntry: false });
	return found?.isFile() === true || ['HEAD', 'objects'].some(name => existsSync(join(path, name)));
}

/** True when a folder or file called `.git` is in the folder or above it, as far up as Git may look. */
function hasRepository(root: string): boolean {
	const ceilings = (process.env['GIT_CEILING_DIRECTORIES'] ?? '').split(delimiter).map(ceiling => resolve(ceiling));
	for (let folder = resolve(root); ; folder = dirname(folder)) {
		if (isRepository(join(folder, '.git'))) return true;
		if (dirname(folder) === folder || ceilings.includes(dirname(folder))) return false;
	}
}

/** Git ends each answer with one line end; any other is part of the path. */
function withoutLineEnd(text: string): string {
	return text.endsWith('\n') ? text.slice(0, -1) : text;
}
