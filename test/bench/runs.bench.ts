import { join } from 'node:path';
import { runWorkspace } from './data/run-workspace.ts';
import { median } from './median.ts';
import { processorTimeOfCommand } from './processor-time-of-command.ts';

/** What listing runs costs among ten times as many, and against reading their records. Needs dist/cli.js. */
const rounds = 3;
const program = join(process.cwd(), 'dist/cli.js');
const [few, many] = [runWorkspace(1000), runWorkspace(10_000)];
const list = (root: string): number =>
	processorTimeOfCommand(
		[process.execPath, program, 'runs', '--filter', 'metrics.score > 0.9', '--sort', '-metrics.score', '--limit', '20'],
		root,
	);
const read = (root: string): number =>
	processorTimeOfCommand(['bash', '-c', 'cat experiments/exp-1/runs/*0Z-*/run.json experiments/exp-1/runs/*[1-9]Z-*/run.json'], root);
const measured = Array.from({ length: rounds }, () => ({ few: list(few.root), many: list(many.root), read: read(many.root) }));
const small = median(measured.map(each => each.few));
const large = median(measured.map(each => each.many));
const plain = median(measured.map(each => each.read));
const row = (ratio: number, other: number, title: string): string =>
	`${ratio.toFixed(1).padStart(7)}  (${large.toFixed(2)} s of work against ${other.toFixed(2)})  runs --filter --sort, 10,000 runs, ${title}\n`;
process.stdout.write(row(large / small, small, 'against 1,000'));
process.stdout.write(row(large / plain, plain, 'against cat of their records'));
for (const repository of [few, many]) repository.dispose();
