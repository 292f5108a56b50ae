// husky, lefthook and pre-commit from their registries, for the tests that hooks live beside them.
import { spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cachedFolder } from '../machine/cache-folder.mjs';
import { canInstallDebianPackages, installDebianPackages } from '../machine/debian-packages.mjs';
import { withProgress } from '../machine/progress.mjs';
import { pythonPath } from '../machine/python.mjs';
import { runOrThrow } from '../machine/run-command.mjs';

const HUSKY_VERSION = '9.1.7';
const LEFTHOOK_VERSION = '1.13.6';
/** Holds the public JSON schema of GitHub's workflows. */
const ACTION_VALIDATOR_VERSION = '0.6.0';
const PRE_COMMIT_VERSION = '4.3.0';
const ONE_MINUTE_MS = 60_000;

/**
 * Installs the three when they are not in the cache yet: a few seconds and 70 MB, once per version.
 * @returns {Promise<Record<string, string>>} environment for the tests: where each is
 */
export async function hookManagers() {
	const npm = await cachedFolder(`hook-managers-${HUSKY_VERSION}-${LEFTHOOK_VERSION}-${ACTION_VALIDATOR_VERSION}`, folder =>
		withProgress('Installing husky and lefthook for the tests of hooks (once)', () => installFromNpm(folder)),
	);
	const python = await pythonPath();
	const preCommit = await cachedFolder(`pre-commit-${PRE_COMMIT_VERSION}`, folder =>
		withProgress('Installing pre-commit for the tests of hooks (once)', () => installFromPypi(python, folder)),
	);
	console.log(`Exercising husky ${HUSKY_VERSION}, lefthook ${LEFTHOOK_VERSION} and pre-commit ${PRE_COMMIT_VERSION}.`);
	return { STAGEMARK_NODE_HOOK_MANAGERS: join(npm, 'node_modules'), STAGEMARK_PRE_COMMIT: preCommit, STAGEMARK_PYTHON: python };
}

/** @param {string} folder */
async function installFromNpm(folder) {
	await writeFile(join(folder, 'package.json'), '{ "private": true }\n');
	// Without scripts: the one of lefthook would install hooks in the repository around the folder.
	const options = ['--ignore-scripts', '--no-audit', '--no-fund', '--no-update-notifier'];
	const validator = ['core', 'cli'].map(name => `@action-validator/${name}@${ACTION_VALIDATOR_VERSION}`);
	const packages = [`husky@${HUSKY_VERSION}`, `lefthook@${LEFTHOOK_VERSION}`, ...validator];
	await runOrThrow('npm', ['install', ...options, ...packages], { cwd: folder, timeoutMs: 2 * ONE_MINUTE_MS });
}

/**
 * @param {string} python path of the program
 * @param {string} folder
 */
async function installFromPypi(python, folder) {
	const hasPip = () => spawnSync(python, ['-m', 'pip', '--version'], { stdio: 'ignore' }).status === 0;
	if (!hasPip() && canInstallDebianPackages()) await installDebianPackages(['python3-pip']);
	const options = ['--quiet', '--disable-pip-version-check', '--target', folder];
	await runOrThrow(python, ['-m', 'pip', 'install', ...options, `pre-commit==${PRE_COMMIT_VERSION}`], { timeoutMs: 2 * ONE_MINUTE_MS });
}
