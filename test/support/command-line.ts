import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** What one call of the command line did. */
export interface CommandLineRun {
	readonly exitCode: number | null;
	readonly stdout: string;
	readonly stderr: string;
}

const program = join(process.cwd(), 'dist/cli.js');

/**
 * Runs the built command line in a folder, as a user would. Settings of the person who runs the tests are kept out.
 *
 * @param variables - Beside those of this process, or in their place.
 */
export function runCommandLine(cwd: string, args: readonly string[], variables: NodeJS.ProcessEnv = {}): CommandLineRun {
	if (!existsSync(program)) throw new Error('dist/cli.js is missing. Run “npm run build” first.');
	const kept = Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_'));
	const run = spawnSync(process.execPath, [program, ...args], {
		cwd,
		encoding: 'utf8',
		env: { ...Object.fromEntries(kept), GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: '/dev/null', NO_COLOR: '1', ...variables },
		maxBuffer: 64 * 1024 * 1024,
	});
	if (run.error !== undefined) throw run.error;
	return { exitCode: run.status, stdout: run.stdout, stderr: run.stderr };
}
