import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, rmSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { createPorts } from '../../../io/node-ports.ts';
import { samplesText, writeSampleWorkspace } from '../../../test/support/sample-workspace.ts';
import { TemporaryRepository } from '../../../test/support/temporary-repository.ts';
import type { Ports } from '../../ports/ports.ts';
import { describeFailure } from '../../words/describe-failure.ts';
import { prepareExperimentRun } from './prepare-experiment-run.ts';
import { runExperiment } from './run-experiment.ts';

const methodology = 'experiments/2025-01/exp-001-care/methodology.yaml';

suite('prepareExperimentRun', function () {
	this.timeout(30_000);
	const never = new AbortController().signal;
	let repository: TemporaryRepository;
	let ports: Ports;

	setup(() => {
		repository = TemporaryRepository.create();
		writeSampleWorkspace(repository);
		repository.write('evaluate.sh', `printf '${samplesText(1).replaceAll('\n', '\\n')}' > "$STAGEMARK_RUN_DIR/samples.jsonl"\n`);
		edit(text => text.replace(/^run: .*/m, 'run: {command: sh evaluate.sh}'));
		repository.commitAll('The command');
		ports = createPorts(repository.root, { patienceMs: 200 });
	});

	teardown(() => {
		ports.git.dispose();
		repository.dispose();
	});

	function edit(change: (text: string) => string): void {
		repository.write(methodology, change(repository.read(methodology)));
	}

	function writeHook(name: string, script: string): void {
		repository.write(`.git/hooks/${name}`, `#!/bin/sh\n${script}\n`);
		chmodSync(join(repository.root, '.git/hooks', name), 0o755);
	}

	/** In three sentences, as the user reads it. */
	async function refusal(): Promise<string> {
		const prepared = await prepareExperimentRun({ experiment: 'exp-001' }, ports, never);
		return prepared.ok ? 'nothing is refused' : Object.values(describeFailure(prepared.failure)).join(' ');
	}

	const kinds: readonly (readonly [what: string, spoil: () => void, words: RegExp])[] = [
		[
			'a merge that is under way',
			(): void => repository.write('.git/MERGE_HEAD', repository.git('rev-parse', 'HEAD')),
			/^A merge is in progress .* Finish or abort the merge, then try again\.$/,
		],
		[
			'a rebase that is under way',
			(): void => {
				mkdirSync(join(repository.root, '.git/rebase-merge'));
			},
			/^A rebase is in progress .* Finish or abort the rebase, then try again\.$/,
		],
		[
			'an author whom Git does not know',
			(): void => {
				repository.git('config', 'user.name', '');
			},
			/^Git does not know who you are\. .* git config user\.email "…"\.$/,
		],
		[
			'an index that a killed Git has left locked',
			(): void => {
				repository.write('.git/index.lock', '');
				utimesSync(join(repository.root, '.git/index.lock'), 0, 0);
			},
			/^Another Git process has locked the index\. The lock file is \S+index\.lock\..* delete the lock file\.$/,
		],
		[
			'a hook that refuses commits on this branch',
			(): void => writeHook('pre-commit', '[ "$(git branch --show-current)" != main ] || { echo "main is protected" >&2; exit 1; }'),
			/^A Git hook would refuse the commit .* so nothing was run\. The hook reported: main is protected .* try again\.$/,
		],
		[
			'a hook that refuses the message of the record',
			(): void => writeHook('commit-msg', 'grep -q "^[A-Z]*-[0-9]" "$1" || { echo "no ticket in: $(head -1 "$1")"; exit 1; }'),
			/The hook reported: no ticket in: record\(exp-001\): v1 Fix what the hook reports/,
		],
		[
			'a program of a hook that is not there',
			(): void => writeHook('pre-commit', 'no-such-linter --staged'),
			/^A Git hook would refuse .* no-such-linter: (?:command )?not found/,
		],
		[
			'a key that signs nothing',
			(): void => {
				repository.git('config', 'commit.gpgSign', 'true');
				repository.git('config', 'gpg.program', '/bin/false');
			},
			/^Git would refuse the commit that records the run, so nothing was run\. Git reported: .*gpg/,
		],
		[
			'a plan with a mistake in it',
			(): void => edit(text => text.replace('goal: maximize', 'goal: sideways')),
			/^“experiments\/\S+methodology\.yaml” has an error, so nothing was run\. .*Fix the file and try again\.$/,
		],
		[
			'a plan that is no YAML to its end',
			(): void => edit(text => `${text}notes: "never closed\n`),
			/methodology\.yaml” has an error, so nothing was run\./,
		],
		[
			'a dataset that is not there',
			(): void => rmSync(join(repository.root, 'datasets/cases.jsonl')),
			/^The dataset “datasets\/cases\.jsonl” is not a file on disk, so nothing was run\. .* fix dataset\.path in the methodology\.$/,
		],
		[
			'a folder in the place of the dataset',
			(): void => {
				rmSync(join(repository.root, 'datasets/cases.jsonl'));
				repository.write('datasets/cases.jsonl/part-1.jsonl', '{"case": "a"}\n');
			},
			/^The dataset “datasets\/cases\.jsonl” is not a file on disk/,
		],
		[
			'a dataset without a case',
			(): void => repository.write('datasets/cases.jsonl', ''),
			/^The dataset “datasets\/cases\.jsonl” is empty, so nothing was run\. .* Add its cases, then run the experiment\.$/,
		],
		[
			'a step of a pipeline that leads to nothing',
			(): void => {
				repository.write(
					'pipelines/answer.pipeline.yaml',
					'kind: pipeline\nname: answer\nversion: 1.0.0\nsteps:\n  - {name: write, prompt: nobody@1.0.0}\n',
				);
				edit(text => text.replace('code-generator@2.0.0', 'answer@1.0.0'));
			},
			/nobody@1\.0\.0/,
		],
		[
			'a file where the runs belong',
			(): void => repository.write('experiments/2025-01/exp-001-care/runs', 'not a folder\n'),
			/runs\/new” could not be written\. .* a file is where its folder must be/,
		],
	];

	for (const [what, spoil, words] of kinds) {
		test(`refuses ${what} before the command is started`, async () => {
			spoil();
			assert.match(await refusal(), words);
			assert.equal(repository.git('rev-list', '--count', 'HEAD').trim(), '2');
		});
	}

	test('refuses while another process writes, and names it', async () => {
		const other = createPorts(repository.root);
		assert.ok((await other.journal.begin({ path: 'elsewhere', contents: {}, commit: undefined })).ok);
		assert.match(await refusal(), /^Another process is changing the records .* now it is process \d+/);
		await other.journal.finish();
		other.git.dispose();
		assert.equal(await refusal(), 'nothing is refused');
	});

	test('finishes first what a killed process left, and starts nothing while that has to wait', async () => {
		const note = { path: 'registry/a.yaml', contents: { 'registry/a.yaml': sha256OfA }, commit: noteOfCommit };
		assert.ok((await ports.journal.begin(note)).ok);
		const { pid } = spawnSync(process.execPath, ['-e', '0']);
		const left = repository.read('.git/stagemark/change.json').replace(/"process":\s*\d+/, `"process":${pid}`);
		await ports.journal.finish();
		repository.write('registry/a.yaml', 'a\n');
		repository.write('.git/stagemark/change.json', left);
		repository.write('.git/index.lock', '');
		utimesSync(join(repository.root, '.git/index.lock'), 0, 0);
		assert.match(await refusal(), /^Another Git process has locked the index\./);

		rmSync(join(repository.root, '.git/index.lock'));
		const prepared = await prepareExperimentRun({ experiment: 'exp-001' }, ports, never);
		if (!prepared.ok) assert.fail(JSON.stringify(prepared.failure));
		assert.deepEqual(prepared.value.work.interrupted, { kind: 'completed', path: 'registry/a.yaml' });
		assert.equal(repository.git('log', '-1', '--format=%s').trim(), 'promote(a): to Staging');
	});

	test('leaves no trace of what it tried: no commit, nothing staged or unstaged, no file of its own', async () => {
		writeHook('pre-commit', 'git diff --cached --name-only');
		repository.write('prompts/mine.j2', 'mine\n');
		repository.git('add', 'prompts/mine.j2');
		const before = [repository.git('status', '--porcelain'), repository.git('rev-parse', 'HEAD')];
		assert.equal(await refusal(), 'nothing is refused');
		assert.deepEqual([repository.git('status', '--porcelain'), repository.git('rev-parse', 'HEAD')], before);
		assert.deepEqual(
			readdirSync(join(repository.root, '..')).filter(name => name.startsWith('stagemark-rehearsal-')),
			[],
		);
	});

	test('does not ask Git where the configuration leaves commits to the user', async () => {
		repository.write('stagemark.yaml', 'git: {commit: false}\n');
		writeHook('pre-commit', 'exit 1');
		assert.equal(await refusal(), 'nothing is refused');
	});

	test('starts no command when the status of the experiment cannot be committed', async () => {
		edit(text => `${text}status: planned\n`);
		repository.write('evaluate.sh', 'touch started\n');
		repository.commitAll('Planned');
		const prepared = await prepareExperimentRun({ experiment: 'exp-001' }, ports, never);
		if (!prepared.ok) assert.fail(JSON.stringify(prepared.failure));
		writeHook('commit-msg', 'exit 1');
		const ended = await runExperiment(prepared.value, { inWords: describeFailure }, ports, never);
		assert.equal(!ended.ok && ended.failure.kind, 'hook-failed');
		assert.equal(existsSync(join(repository.root, 'started')), false);
		assert.equal(repository.git('status', '--porcelain'), '');
	});
});

/** Of `a` and a line end. */
const sha256OfA = '87428fc522803d31065e7bce3cf03fe475096631e5e07bbd7a0fde60c4cf25c7';

const noteOfCommit = { message: 'promote(a): to Staging', signing: 'inherit', branch: 'main', tag: null } as const;
