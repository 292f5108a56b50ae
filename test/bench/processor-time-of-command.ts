import { spawnSync } from 'node:child_process';

/** Processor seconds of a program and of everything it started and waited for, as the shell of the system counts them. Ends with what it wrote on a failure. */
export function processorTimeOfCommand(command: readonly string[], cwd: string): number {
	// `times` of the shell itself counts its children; the program's own output would stand in the way.
	const run = spawnSync('bash', ['-c', '"$@" >/dev/null 2>&1; code=$?; times; exit $code', 'bash', ...command], {
		cwd,
		encoding: 'utf8',
	});
	if (run.status !== 0 && run.status !== 1) throw new Error(`${command.join(' ')} ended with ${run.status ?? 'a signal'}.`);
	const children = run.stdout.trim().split('\n').at(-1) ?? '';
	return [...children.matchAll(/(\d+)m([\d.]+)s/g)].reduce(
		(sum, [, minutes, seconds]) => sum + Number(minutes) * 60 + Number(seconds),
		0,
	);
}
