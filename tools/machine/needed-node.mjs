// The first import of every script that is started by hand: `node tools/….mjs` under a Node that is too old goes on with the
// one that npm installed for the project. Scripts of npm find that one by themselves, because it is first on their PATH.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import packageJson from '../../package.json' with { type: 'json' };
import { nodePackage, nodeProgram } from './node-packages.mjs';

const project = fileURLToPath(new URL('../..', import.meta.url));
const needed = packageJson.engines.node.replace('>=', '');
if (process.versions.node.localeCompare(needed, 'en', { numeric: true }) < 0) process.exit(runWithOwnNode());

function runWithOwnNode() {
	const name = nodePackage();
	const program = name === undefined ? undefined : nodeProgram(project, name);
	if (program === undefined || !existsSync(program)) {
		const remedy = name === undefined ? 'install a newer Node' : 'run npm ci, which installs a newer one for this project';
		console.error(`This script needs Node ${needed} or later, and this is Node ${process.versions.node}: ${remedy}.`);
		return 2;
	}
	// Ctrl+C goes to both; this process waits until the script has cleaned up.
	process.on('SIGINT', () => undefined);
	const path = [dirname(program), process.env['PATH'] ?? ''].join(delimiter);
	const run = spawnSync(program, [...process.execArgv, ...process.argv.slice(1)], {
		stdio: 'inherit',
		env: { ...process.env, PATH: path },
	});
	if (run.error !== undefined) console.error(`${program} could not be started: ${run.error.message}`);
	return run.status ?? 1;
}
