// System packages that tests and demo need, installed where that needs no question: as root on Debian and its kin.
import { existsSync } from 'node:fs';
import pLimit from 'p-limit';
import { withProgress } from './progress.mjs';
import { runOrThrow } from './run-command.mjs';

/** Two apt-get at once refuse each other. */
const oneAtATime = pLimit(1);

export function canInstallDebianPackages() {
	return existsSync('/etc/debian_version') && existsSync('/usr/bin/apt-get') && process.getuid?.() === 0;
}

/** @param {readonly string[]} names */
export async function installDebianPackages(names) {
	const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
	const install = async () => {
		await runOrThrow('apt-get', ['update', '--quiet'], { env });
		await runOrThrow('apt-get', ['install', '--yes', '--quiet', '--no-install-recommends', ...names], { env });
	};
	await oneAtATime(() => withProgress(`Installing ${names.join(', ')} with apt-get`, install));
}
