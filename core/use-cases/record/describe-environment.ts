import type { CancelSignal } from '../../ports/cancel-signal.ts';
import type { FileReader } from '../../ports/file-store.ts';
import type { Machine } from '../../ports/ports.ts';
import type { RunRecord } from '../../formats/run/run-record.ts';

/** The machine and the lock files at the workspace's root. Nothing of the process's environment variables. */
export async function describeEnvironment(machine: Machine, files: FileReader, signal: CancelSignal): Promise<RunRecord['environment']> {
	const lockfiles: Record<string, string> = {};
	for (const name of lockFileNames) {
		const sha256 = await files.sha256(name, signal);
		if (sha256 !== undefined) lockfiles[name] = sha256;
	}
	return { os: machine.os, runtime: { ...machine.runtime }, lockfiles };
}

/** Files in which package managers pin what is installed. */
const lockFileNames: readonly string[] = [
	'Cargo.lock',
	'Gemfile.lock',
	'Pipfile.lock',
	'bun.lock',
	'composer.lock',
	'conda-lock.yml',
	'go.sum',
	'package-lock.json',
	'pdm.lock',
	'pixi.lock',
	'pnpm-lock.yaml',
	'poetry.lock',
	'requirements.lock',
	'requirements.txt',
	'uv.lock',
	'yarn.lock',
];
