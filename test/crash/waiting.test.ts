import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeSampleWorkspace } from '../support/sample-workspace.ts';
import { TemporaryRepository } from '../support/temporary-repository.ts';

/** Processes that write at the same moment: as many as a busy pipeline starts, or more in the long suite. */
const writerCount = process.env['STAGEMARK_LONG'] === '1' ? 50 : 12;

suite('commands that write at the same moment', function () {
	this.timeout(600_000);

	test(`wait for each other, so that ${writerCount} of ${writerCount} records are committed, the first of which starts the experiment`, async () => {
		const repository = TemporaryRepository.create();
		writeSampleWorkspace(repository);
		const methodology = 'experiments/2025-01/exp-001-care/methodology.yaml';
		repository.write(methodology, repository.read(methodology).replace('id: exp-001\n', 'id: exp-001\nstatus: planned\n'));
		repository.commitAll('Planned');
		const ends = await Promise.all(Array.from({ length: writerCount }, (_, seed) => record(repository.root, seed)));
		assert.deepEqual(
			ends.filter(({ exitCode }) => exitCode !== 0),
			[],
		);
		const subjects = repository.git('log', '--format=%s').trim().split('\n');
		assert.equal(subjects.filter(subject => subject.startsWith('record(exp-001)')).length, writerCount);
		assert.equal(subjects.filter(subject => subject.startsWith('start(exp-001)')).length, 1);
		const runs = readdirSync(join(repository.root, 'experiments/2025-01/exp-001-care/runs'));
		const seeds = runs.map(run => seedOf(join(repository.root, 'experiments/2025-01/exp-001-care/runs', run, 'run.json')));
		assert.deepEqual(
			seeds.sort((a, b) => a - b),
			Array.from({ length: writerCount }, (_, seed) => seed),
		);
		assert.equal(repository.git('status', '--porcelain', '--untracked-files=all'), '');
		assert.deepEqual(readdirSync(join(repository.root, '.git/stagemark')), []);
		repository.dispose();
	});
});

function record(cwd: string, seed: number): Promise<{ readonly exitCode: number | null; readonly words: string }> {
	const options = ['--experiment', 'exp-001', '--variant', 'v1', '--seed', String(seed), '--samples', 'in/samples.jsonl'];
	const child = spawn(process.execPath, [join(process.cwd(), 'dist/cli.js'), 'record', ...options], { cwd, stdio: 'pipe' });
	let words = '';
	child.stderr.on('data', chunk => (words += String(chunk)));
	child.stdout.resume();
	return new Promise(resolve => child.on('close', exitCode => resolve({ exitCode, words })));
}

function seedOf(file: string): number {
	const record: unknown = JSON.parse(readFileSync(file, 'utf8'));
	return typeof record === 'object' && record !== null && 'seed' in record ? Number(record.seed) : Number.NaN;
}
