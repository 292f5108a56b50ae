import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { DiskFileStore } from '../../../io/files/file-store.ts';
import { exampleRun } from '../../../test/golden/example-run.ts';
import { loadRuns } from './load-runs.ts';
import { loadSamples } from './load-samples.ts';
import type { RunRecord } from '../../formats/run/run-record.ts';

const signal = new AbortController().signal;
const folder = 'experiments/2025-01/exp-001-test';

suite('recorded runs', () => {
	let root: string;

	setup(() => {
		root = mkdtempSync(join(tmpdir(), 'stagemark-runs-'));
	});

	teardown(() => rmSync(root, { recursive: true, force: true }));

	function write(path: string, content: string | Uint8Array): void {
		const file = join(root, folder, path);
		mkdirSync(dirname(file), { recursive: true });
		writeFileSync(file, content);
	}

	function writeRun(record: RunRecord, runFolder = record.id): void {
		write(`runs/${runFolder}/run.json`, JSON.stringify(record));
	}

	test('come oldest first, with their folder and whether they have samples', async () => {
		const [first, second, third] = [exampleRun(1), exampleRun(2), { ...exampleRun(3), started_at: '2024-01-01T00:00:00Z' }];
		for (const record of [second, first, third]) writeRun(record);
		write(`runs/${second.id}/samples.jsonl`, '{"case": "a", "scores": {"rate": 1}}\nbroken\n');
		const files = new DiskFileStore(root);
		const { runs, problems } = await loadRuns(files, folder, signal);
		assert.deepEqual(problems, []);
		assert.deepEqual(
			runs.map(run => [run.record.id, run.folder, run.hasSamples]),
			[third, first, second].map(({ id }) => [id, `${folder}/runs/${id}`, id === second.id]),
		);

		const samples = await Promise.all(runs.map(run => loadSamples(files, run, signal)));
		assert.deepEqual(
			samples.map(loaded => [loaded.samples.length, loaded.problems.length]),
			[
				[0, 0],
				[0, 0],
				[1, 1],
			],
		);
	});

	test('an experiment without runs has none', async () =>
		assert.deepEqual(await loadRuns(new DiskFileStore(root), folder, signal), { runs: [], problems: [] }));

	test('a run.json elsewhere is an artifact, not a run', async () => {
		writeRun(exampleRun(1));
		write(`runs/${exampleRun(1).id}/artifacts/run.json`, '{}');
		write('runs/run.json', '{}');
		const { runs, problems } = await loadRuns(new DiskFileStore(root), folder, signal);
		assert.deepEqual([runs.length, problems.length], [1, 0]);
	});

	test('a run whose folder is deleted while runs are read is left out and named, and the others count', async () => {
		writeRun(exampleRun(1));
		writeRun(exampleRun(2));
		// Deleted between the look at the folder and the reading of its file.
		class Vanishing extends DiskFileStore {
			override async list(...args: Parameters<DiskFileStore['list']>): ReturnType<DiskFileStore['list']> {
				const entries = await super.list(...args);
				rmSync(join(root, folder, 'runs', exampleRun(2).id), { recursive: true });
				return entries;
			}
		}
		const { runs, problems } = await loadRuns(new Vanishing(root), folder, signal);
		assert.deepEqual(
			runs.map(run => run.record.id),
			[exampleRun(1).id],
		);
		assert.match(problems[0]?.message ?? '', /is outside the workspace\. The run is left out\./);
	});

	const broken: readonly (readonly [title: string, content: string | Uint8Array, message: RegExp])[] = [
		['conflict markers', '<<<<<<< HEAD\n{}', /This run record is not JSON, .* Restore the file from Git\./],
		['an empty file', '', /This run record is not JSON/],
		['a missing key', '{"schema": "stagemark/run/v1"}', /does not fit its format \(id: /],
		['a newer format', '{"schema": "stagemark/run/v2"}', /recorded by a newer version of the tool/],
		['bytes', new Uint8Array([0, 1, 2]), /is not text/],
		[
			'another run',
			JSON.stringify(exampleRun(9)),
			/The folder is called "20250131T100200Z-000002" but contains the run 20250131T100900Z-000009/,
		],
	];
	for (const [title, content, message] of broken) {
		test(`${title} in run.json leaves that run out and says so`, async () => {
			writeRun(exampleRun(1));
			write('runs/20250131T100200Z-000002/run.json', content);
			const { runs, problems } = await loadRuns(new DiskFileStore(root), folder, signal);
			assert.deepEqual(
				runs.map(run => run.record.id),
				[exampleRun(1).id],
			);
			assert.equal(problems.length, 1);
			assert.equal(problems[0]?.path, `${folder}/runs/20250131T100200Z-000002/run.json`);
			assert.match(problems[0].message, message);
			assert.ok(problems[0].message.startsWith(`${folder}/runs/20250131T100200Z-000002/run.json: `));
		});
	}
});
