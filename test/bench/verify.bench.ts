import { join } from 'node:path';
import { registryRepository } from './data/registry-repository.ts';
import { median } from './median.ts';
import { processorTimeOfCommand } from './processor-time-of-command.ts';

/** What `verify` costs among ten times as many names, against reading the same history with Git. Needs dist/cli.js. */
const rounds = 3;
const program = join(process.cwd(), 'dist/cli.js');

for (const commitEach of [false, true]) {
	const few = registryRepository({ names: 10, transitions: 100, commitEach });
	const many = registryRepository({ names: 100, transitions: 100, commitEach });
	const verify = (root: string): number => processorTimeOfCommand([process.execPath, program, 'verify'], root);
	const log = (root: string): number => processorTimeOfCommand(['git', 'log', '--patch', '--format=%H', '--', 'registry'], root);
	const measured = Array.from({ length: rounds }, () => ({ few: verify(few.root), many: verify(many.root), log: log(many.root) }));
	const small = median(measured.map(each => each.few));
	const large = median(measured.map(each => each.many));
	const git = median(measured.map(each => each.log));
	const how = commitEach ? 'each transition a commit' : 'each name a commit';
	process.stdout.write(
		`${(large / small).toFixed(1).padStart(7)}  (${large.toFixed(2)} s of work against ${small.toFixed(2)})  verify, ${how}: 100 names x 100 transitions, against 10 x 100\n`,
	);
	process.stdout.write(
		`${(large / git).toFixed(1).padStart(7)}  (${large.toFixed(2)} s of work against ${git.toFixed(2)})  the same, against git log --patch of the registry\n`,
	);
	few.dispose();
	many.dispose();
}
