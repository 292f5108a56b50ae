// Runs the simulations of core/statistics in full, and writes what they measured to docs/statistics-simulations.md.
// Usage: npm run test:long
import { spawnSync } from 'node:child_process';

const { status } = spawnSync(process.execPath, ['tools/run-mocha.mjs', 'core/statistics/promises.simulation.test.ts'], {
	stdio: 'inherit',
	env: { ...process.env, STAGEMARK_LONG: '1', STAGEMARK_SIMULATION_PAGE: 'docs/statistics-simulations.md' },
});
process.exit(status ?? 1);
