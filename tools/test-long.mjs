// Runs the simulations of core/statistics in full, keeps what they measured and writes it into docs/statistics-simulations.md and docs/statistics.md.
// Usage: npm run test:long [-- WORDS …]   with words, only the cells that have one of them in their title; the others keep their rates.
import { spawnSync } from 'node:child_process';

const simulated = mocha('core/statistics/promises.simulation.test.ts', {
	STAGEMARK_LONG: '1',
	STAGEMARK_SIMULATIONS: process.argv.slice(2).join('\n'),
});
const written = mocha('core/statistics/measured-rates.test.ts', { STAGEMARK_WRITE_RATES: '1' });
process.exit(simulated || written);

/**
 * @param {string} file
 * @param {Readonly<Record<string, string>>} env
 */
function mocha(file, env) {
	const { status } = spawnSync(process.execPath, ['tools/run-mocha.mjs', file], { stdio: 'inherit', env: { ...process.env, ...env } });
	return status ?? 1;
}
