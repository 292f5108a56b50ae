import { dirname, join } from 'node:path';
import { absolutePath, findOnPath } from '../find-on-path.ts';

/**
 * The environment Git runs in. Inside a Git hook the environment says which repository and which index Git is working
 * on, and a foreign one may say which programs to start; only what describes the person and their settings is kept, so
 * that the repository is always the one around the workspace.
 *
 * @param isReading - Git may then take no lock, not even to refresh the index, and may fetch nothing from anywhere.
 */
export function gitEnvironment(isReading: boolean): NodeJS.ProcessEnv {
	const kept = Object.entries(process.env).filter(([name]) => !isGitVariable(name) || keptVariables.includes(name.toUpperCase()));
	const absolute = kept.map(([name, value]) => [name, /^path$/i.test(name) ? absolutePath(value ?? '') : value] as const);
	return { ...Object.fromEntries(absolute), ...fixedVariables, ...(isReading ? readingVariables : {}) };
}

/**
 * The program to start as Git. Given its name alone, Windows and a PATH with `.` in it would take a `git` of the folder one works
 * in. Where there is none, a path at which there is nothing, so that starting it fails as for any missing program.
 */
export function gitProgram(): string {
	return findOnPath('git') ?? join(dirname(process.execPath), 'git-is-not-installed');
}

/** Variables of Git that are passed on when they are set. */
const keptVariables: readonly string[] = [
	'GIT_AUTHOR_EMAIL',
	'GIT_AUTHOR_NAME',
	'GIT_CEILING_DIRECTORIES',
	'GIT_COMMITTER_EMAIL',
	'GIT_COMMITTER_NAME',
	'GIT_CONFIG_GLOBAL',
	'GIT_CONFIG_NOSYSTEM',
	'GIT_CONFIG_SYSTEM',
];

const fixedVariables: NodeJS.ProcessEnv = {
	/** A file name is never a pattern, whatever characters are in it. */
	GIT_LITERAL_PATHSPECS: '1',
	/** Nobody sits at this terminal. */
	GIT_TERMINAL_PROMPT: '0',
	/** Failures are told apart by Git's words. */
	LC_ALL: 'C',
};

const readingVariables: NodeJS.ProcessEnv = {
	/** A partial clone would otherwise fetch missing objects from its remote. */
	GIT_ALLOW_PROTOCOL: 'none',
	GIT_LFS_SKIP_SMUDGE: '1',
	GIT_NO_LAZY_FETCH: '1',
	GIT_OPTIONAL_LOCKS: '0',
};

/** Every variable of Git that may be set, for the library that starts Git and refuses those it was not told of. */
export const allowedGitVariables: readonly string[] = [
	...keptVariables,
	...Object.keys(fixedVariables),
	...Object.keys(readingVariables),
].filter(name => name.startsWith('GIT_'));

/** Variables that steer Git; those without its prefix make it start an editor, a pager or a password prompt. */
function isGitVariable(name: string): boolean {
	return /^(?:GIT_.*|GIT|EDITOR|VISUAL|PAGER|PREFIX|SSH_ASKPASS)$/i.test(name);
}

/**
 * Settings of the repository that make Git start programs, switched off for reading: looking at a repository that
 * somebody else wrote must run nothing of it.
 */
export const readingSettings: readonly string[] = ['core.fsmonitor=false', 'core.hooksPath=/dev/null', 'log.showSignature=false'];

/** The arguments of a Git command for reading, the settings above included. */
export function readingArguments(commandArguments: readonly string[]): readonly string[] {
	return [...readingSettings.flatMap(setting => ['-c', setting]), ...commandArguments];
}
