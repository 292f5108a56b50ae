// Python, for the sample's evaluation and as the oracle of the template tests. The project itself has no Python.
import { spawnSync } from 'node:child_process';
import { cachedFolder } from './cache-folder.mjs';
import { canInstallDebianPackages, installDebianPackages } from './debian-packages.mjs';
import { findProgram } from './find-program.mjs';
import { runOrThrow } from './run-command.mjs';

const JINJA_VERSION = '3.1.6';
const ATTESTATIONS = ['securesystemslib==1.6.0', 'cyclonedx-python-lib[json-validation]==11.12.0'];
const STATISTICS = ['scipy==1.17.1', 'statsmodels==0.15.0'];

/** Absolute path of a Python 3.9 or later. */
export async function pythonPath() {
	const found = firstThatRuns('import sys; sys.exit(sys.version_info < (3, 9))');
	if (found !== undefined) return found;
	if (canInstallDebianPackages()) {
		await installDebianPackages(['python3']);
		return '/usr/bin/python3';
	}
	throw new Error(
		'Python 3.9 or later was not found, and the sample is evaluated with it. Install it or set STAGEMARK_PYTHON to its path.',
	);
}

/**
 * A Python that can `import jinja2`, and the environment it needs for that.
 * @returns {Promise<{ path: string, env: Record<string, string> }>}
 */
export async function pythonWithJinja() {
	const found = firstThatRuns('import jinja2');
	if (found !== undefined) return { path: found, env: {} };
	if (canInstallDebianPackages()) {
		await installDebianPackages(['python3-jinja2']);
		return { path: '/usr/bin/python3', env: {} };
	}
	const path = await pythonPath();
	const folder = await cachedFolder(`jinja2-${JINJA_VERSION}`, async target => {
		await runOrThrow(path, ['-m', 'pip', 'install', '--quiet', '--target', target, `jinja2==${JINJA_VERSION}`]);
	}).catch((/** @type {unknown} */ error) => {
		throw new Error(
			'The template tests compare with Python’s Jinja2, which was not found. Install it (on Debian or Ubuntu: ' +
				'sudo apt-get install python3-jinja2; elsewhere: python3 -m pip install jinja2).',
			{ cause: error },
		);
	});
	return { path, env: { PYTHONPATH: folder } };
}

/**
 * A Python that can `import scipy, statsmodels`, and the environment it needs for that.
 * @returns {Promise<{ path: string, env: Record<string, string> }>}
 */
export async function pythonWithStatistics() {
	const found = firstThatRuns('import scipy, statsmodels');
	if (found !== undefined) return { path: found, env: {} };
	const path = await pythonPath();
	const folder = await cachedFolder(`statistics-${STATISTICS.join('-')}`, async target => {
		await runOrThrow(path, ['-m', 'pip', 'install', '--quiet', '--target', target, ...STATISTICS]);
	}).catch((/** @type {unknown} */ error) => {
		throw new Error(
			'Comparisons are recomputed with scipy and statsmodels, which were not found. Install them: python3 -m pip install scipy statsmodels.',
			{ cause: error },
		);
	});
	return { path, env: { PYTHONPATH: folder } };
}

/**
 * A Python with the DSSE library of in-toto and the schemas of CycloneDX, and the environment it needs for that.
 * @returns {Promise<{ path: string, env: Record<string, string> }>}
 */
export async function pythonWithAttestations() {
	const path = await pythonPath();
	const folder = await cachedFolder(`attestations-${ATTESTATIONS.join('-').replaceAll(/[[\]]/g, '.')}`, async target => {
		await runOrThrow(path, ['-m', 'pip', 'install', '--quiet', '--target', target, ...ATTESTATIONS]);
	}).catch((/** @type {unknown} */ error) => {
		throw new Error('Attestations are read by securesystemslib and cyclonedx-python-lib, which could not be installed with pip.', {
			cause: error,
		});
	});
	return { path, env: { PYTHONPATH: folder } };
}

/**
 * The first Python on this machine that runs `statement` without an error. A version manager may hide Debian's, so both are asked.
 * @param {string} statement
 */
function firstThatRuns(statement) {
	const candidates = [process.env['STAGEMARK_PYTHON'], 'python3', 'python', '/usr/bin/python3'];
	return candidates
		.map(candidate => findProgram([candidate]))
		.find(path => path !== undefined && spawnSync(path, ['-c', statement], { stdio: 'ignore' }).status === 0);
}
