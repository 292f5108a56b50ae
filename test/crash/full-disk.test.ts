import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeSampleWorkspace } from '../support/sample-workspace.ts';
import { TemporaryRepository } from '../support/temporary-repository.ts';

/** Kilobytes that are left on the disk: a run needs some for its files, more for Git's objects and more for Git's index. */
const levels = [0, 4, 8, 12, 16, 24, 32, 48, 64, 96];

suite('a disk that fills up while a run is recorded', function () {
	this.timeout(300_000);
	let template: TemporaryRepository;
	let disk: string;

	suiteSetup(() => {
		template = TemporaryRepository.create();
		writeSampleWorkspace(template);
		disk = mkdtempSync(join(tmpdir(), 'stagemark-disk-'));
	});

	suiteTeardown(() => {
		template.dispose();
		rmSync(disk, { recursive: true, force: true });
	});

	test('leaves the old state or the new one at each of 10 levels, says why, and the next command goes through', () => {
		const outcomes = levels.map(level => {
			const shell = ['unshare', '--map-root-user', '--mount', 'sh', '-eu', '-c', recordOnFullDisk, 'sh'];
			const [program = '', ...rest] = shell;
			const args = [...rest, disk, template.root, String(level), process.execPath, join(process.cwd(), 'dist/cli.js')];
			const run = spawnSync(program, args, { encoding: 'utf8' });
			assert.equal(run.status, 0, `This test needs Linux with user namespaces. ${run.stdout}${run.stderr}`);
			const [first = '', words = '', next, status, locks, records, folders] = run.stdout.split('\n--\n').map(part => part.trim());
			const place = `with ${level} KB left: ${run.stdout}`;
			assert.equal(next, '0', `Nothing can be recorded any more ${place}`);
			assert.equal(status, '', `Something is left uncommitted ${place}`);
			assert.equal(locks, '', `Something is left locked ${place}`);
			assert.equal(records, folders, `Files and history disagree ${place}`);
			if (first !== '0') assert.match(words, /disk is full|no space left|out of diskspace/i, place);
			return { isRecorded: first === '0', runCount: Number(folders) };
		});
		assert.ok(outcomes.some(({ isRecorded }) => !isRecorded));
		assert.ok(outcomes.some(({ isRecorded }) => isRecorded));
		// What could not be recorded may have been finished by the next command, but nothing is there by half.
		for (const { isRecorded, runCount } of outcomes) assert.ok(runCount === 2 || (runCount === 1 && !isRecorded));
	});
});

/** The mount is seen by this shell alone and goes with it. */
const recordOnFullDisk = String.raw`
mount -t tmpfs -o size=16m tmpfs "$1"
cp -a "$2" "$1/work"
cd "$1/work"
free=$(df --output=avail -k . | tail -1)
head -c $(( (free - $3) * 1024 )) /dev/zero > "$1/filler" || true
words=$("$4" "$5" record --experiment exp-001 --variant v1 --samples in/samples.jsonl 2>&1) && code=0 || code=$?
printf '%s\n--\n%s\n--\n' "$code" "$words"
rm "$1/filler"
"$4" "$5" record --experiment exp-001 --variant v2 --samples in/samples.jsonl > "$1/second" 2>&1 && code=0 || code=$?
[ "$code" = 0 ] || cat "$1/second"
printf '%s\n--\n' "$code"
git status --porcelain --untracked-files=all
printf '\n--\n'
find .git -name '*.lock' -o -name 'change.json*'
printf '\n--\n'
git log --format=%s | grep -c '^record('
printf -- '--\n'
ls experiments/2025-01/exp-001-care/runs | wc -l
`;
