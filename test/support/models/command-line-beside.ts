import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { CommandLineRun } from '../command-line.ts';

/** Runs the built command line beside this process, which goes on: for a command that asks a server of the test. */
export async function runCommandLineBeside(
	cwd: string,
	args: readonly string[],
	variables: Readonly<Record<string, string>> = {},
): Promise<CommandLineRun> {
	const kept = Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_') && name !== 'CI');
	const child = spawn(process.execPath, [join(process.cwd(), 'dist/cli.js'), ...args], {
		cwd,
		env: {
			...Object.fromEntries(kept),
			GIT_CONFIG_NOSYSTEM: '1',
			GIT_CONFIG_GLOBAL: '/dev/null',
			NO_COLOR: '1',
			...variables,
		},
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	let [stdout, stderr] = ['', ''];
	child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
	child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
	const exitCode = await new Promise<number | null>((resolve, reject) => child.on('error', reject).on('close', resolve));
	return { exitCode, stdout, stderr };
}
