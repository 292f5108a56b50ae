import { GitError, simpleGit } from 'simple-git';
import { allowedGitVariables, gitEnvironment, gitProgram, readingSettings } from './git-environment.ts';

/** What one Git command printed, and how it ended. */
export interface GitOutput {
	/** 0 is success. */
	readonly exitCode: number;
	readonly stdout: string;
	readonly stderr: string;
}

/** Runs Git commands in one folder. */
export type RunGit = (commandArguments: readonly string[], input?: string) => Promise<GitOutput>;

/** Git could not be started, or was killed. */
export class GitUnavailable extends Error {}

/**
 * Runs Git so that it starts nothing from the repository's settings and changes nothing.
 *
 * @param variables - Variables of Git beside the usual ones, for example the index to read.
 */
export function gitForReading(folder: string, variables: NodeJS.ProcessEnv = {}): RunGit {
	return runner(folder, true, variables);
}

/**
 * Runs Git as the user would, hooks and signing included. Only for what the user asked to be committed.
 *
 * @param variables - As for reading.
 */
export function gitForWriting(folder: string, variables: NodeJS.ProcessEnv = {}): RunGit {
	return runner(folder, false, variables);
}

function runner(folder: string, isReading: boolean, variables: NodeJS.ProcessEnv): RunGit {
	return async (commandArguments, input) => {
		try {
			const git = simpleGit({
				baseDir: folder,
				binary: gitProgram(),
				config: isReading ? [...readingSettings] : [],
				allowEnvironment: [...allowedGitVariables, 'GIT_INDEX_FILE'],
				// The library guards against settings that start programs. Ours switch such settings off, and the variables that
				// name configuration files come from the user's own environment, as does the path of Git.
				unsafe: {
					allowUnsafeFsMonitor: true,
					allowUnsafeHooksPath: true,
					allowUnsafeConfigPaths: true,
					allowUnsafeCustomBinary: true,
				},
				errors: (_, result) => (result.exitCode === 0 ? undefined : new GitExit(result)),
				// By default the library waits 50 ms after the exit for the rest of the output and then takes what it has, which
				// on a busy machine cuts it short. A hook, though, may leave a process behind that keeps the output open.
				completion: isReading ? { onClose: true, onExit: false } : { onClose: true, onExit: 500 },
				...(input === undefined ? {} : { input: () => input }),
			})
				.env({ ...gitEnvironment(isReading), ...variables })
				.outputHandler(endsAtOnce);
			return { exitCode: 0, stdout: await git.raw([...commandArguments]), stderr: '' };
		} catch (error) {
			if (error instanceof GitExit && error.exitCode > 0) return error;
			throw new GitUnavailable('Git could not be started', { cause: error });
		}
	};
}

/**
 * The library waits 50 ms more for a command that printed nothing, in case something still comes. Each pipe says itself when
 * it has ended, and an empty piece then counts as something.
 */
function endsAtOnce(_command: string, stdout: NodeJS.ReadableStream): void {
	stdout.once('end', () => stdout.emit('data', Buffer.alloc(0)));
}

/** Carries the exit code, which the library's own error does not. */
class GitExit extends GitError implements GitOutput {
	readonly exitCode: number;
	readonly stdout: string;
	readonly stderr: string;

	constructor(result: { readonly exitCode: number; readonly stdOut: Buffer[]; readonly stdErr: Buffer[] }) {
		const stderr = Buffer.concat(result.stdErr).toString('utf8');
		super(undefined, stderr);
		this.exitCode = result.exitCode;
		this.stdout = Buffer.concat(result.stdOut).toString('utf8');
		this.stderr = stderr;
	}
}
