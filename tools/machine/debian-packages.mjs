// System packages that tests and demo need, installed where that needs no question: as root on Debian and its kin.
import { existsSync } from 'node:fs';
import { withProgress } from './progress.mjs';
import { runOrThrow } from './run-command.mjs';

/**
 * The installation before: two apt-get at once refuse each other.
 * @type {Promise<unknown>}
 */
let before = Promise.resolve();

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
	const installed = before.then(() => withProgress(`Installing ${names.join(', ')} with apt-get`, install));
	before = installed.catch(() => undefined);
	await installed;
}
