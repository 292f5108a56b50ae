import assert from 'node:assert/strict';
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPorts } from '../../../io/node-ports.ts';
import { eventually } from '../../../test/support/eventually.ts';
import { promptText, samplesText, writeSampleWorkspace } from '../../../test/support/sample-workspace.ts';
import { TemporaryRepository } from '../../../test/support/temporary-repository.ts';
import { assertTranslated } from '../../../test/support/translation/assert-translated.ts';
import { describeFailure } from '../../words/describe-failure.ts';
import type { Result } from '../../base/result.ts';
import type { ChangeFailure } from '../unit-of-work/change.ts';
import type { Ports } from '../../ports/ports.ts';
import type { ExperimentRunPlan, ExperimentRunRequest, ExperimentRunResult, RunProgress } from './experiment-run.ts';
import { loadRuns } from '../../workspace/runs/load-runs.ts';
import { planExperimentRun } from './plan-experiment-run.ts';
import { runExperiment } from './run-experiment.ts';
import type { RunOptions } from './run-experiment.ts';
import type { RunRecord } from '../../formats/run/run-record.ts';

const never = new AbortController().signal;
const folder = 'experiments/2025-01/exp-001-care';
const methodology = `${folder}/methodology.yaml`;
const success = `printf '${samplesText(1).replaceAll('\n', '\\n')}' > "$STAGEMARK_RUN_DIR/samples.jsonl"`;

suite('runExperiment', function () {
	this.timeout(60_000);
	let repository: TemporaryRepository;
	let ports: Ports;

	setup(() => {
		repository = TemporaryRepository.create();
		writeSampleWorkspace(repository);
		ports = createPorts(repository.root);
	});

	teardown(() => {
		ports.git.dispose();
		repository.dispose();
	});

	/** Puts a shell script in the place of the experiment's command. */
	function useCommand(script: string, more: { readonly timeout?: string; readonly seeds?: string } = {}): void {
		repository.write('evaluate.sh', `set -e\n${script}\n`);
		const run = `run: {command: sh evaluate.sh${more.timeout === undefined ? '' : `, timeout: ${more.timeout}`}}\nseeds: ${more.seeds ?? '[1]'}\n`;
		repository.write(methodology, repository.read(methodology).replace(/^run: .*\n/m, run));
		repository.commitAll('The command');
	}

	async function plan(request: Partial<ExperimentRunRequest> = {}): Promise<ExperimentRunPlan> {
		const planned = await planExperimentRun({ experiment: 'exp-001', ...request }, ports, never);
		if (!planned.ok) assert.fail(JSON.stringify(planned.failure));
		return planned.value;
	}

	async function run(request: Partial<ExperimentRunRequest> = {}, options: Partial<RunOptions> = {}): Promise<ExperimentRunResult> {
		return resultOf(await runExperiment(await plan(request), { inWords: describeFailure, ...options }, ports, never));
	}

	function resultOf(ended: Result<ExperimentRunResult, ChangeFailure>): ExperimentRunResult {
		if (!ended.ok) assert.fail(JSON.stringify(ended.failure));
		return ended.value;
	}

	async function runOnce(): Promise<{ readonly record: RunRecord; readonly warnings: readonly string[]; readonly folder: string }> {
		const [outcome] = (await run({ variant: 'v2' })).outcomes;
		if (outcome?.kind !== 'recorded') assert.fail(JSON.stringify(outcome));
		for (const words of [...outcome.run.warnings, outcome.run.record.notes]) if (words !== '') assertTranslated(words);
		return outcome.run;
	}

	async function recorded(): Promise<readonly RunRecord[]> {
		const { runs, problems } = await loadRuns(ports.files, folder, never);
		assert.deepEqual(problems, []);
		return runs.map(({ record }) => record);
	}

	test('names the run records that it cannot read beside what is missing', async () => {
		useCommand(success);
		const { folder: runFolder } = await runOnce();
		assert.deepEqual((await plan({ variant: 'v2' })).missing, []);
		// As a merge, another program and a disk leave it.
		for (const damage of ['<<<<<<< HEAD\n{}\n', '{"schema": "stagemark/run/v1"}\n', '\0\0\0\0']) {
			repository.write(`${runFolder}/run.json`, damage);
			const { missing, unread } = await plan({ variant: 'v2' });
			assert.equal(missing.length, 1);
			assert.equal(unread.length, 1);
			assert.ok(unread[0]?.startsWith(`${runFolder}/run.json: This run record `), unread[0]);
		}
	});

	test('tells the command what it runs, and records what it wrote as one commit each', async () => {
		useCommand(`${success}
			mkdir -p "$STAGEMARK_RUN_DIR/artifacts/code"
			echo "$STAGEMARK_EXPERIMENT $STAGEMARK_VARIANT $STAGEMARK_SEED" > "$STAGEMARK_RUN_DIR/artifacts/code/facts.txt"
			cat "$STAGEMARK_PROMPT" "$STAGEMARK_DATASET" >> "$STAGEMARK_RUN_DIR/artifacts/code/facts.txt"
			echo '{"bleu": 31.4}' > "$STAGEMARK_RUN_DIR/metrics.json"
			echo '{"top_k": 40}' > "$STAGEMARK_RUN_DIR/params.json"
			echo scored`);
		const { record, folder: runFolder } = await runOnce();
		assert.deepEqual(record.metrics, { pass_rate: 0.5, bleu: 31.4 });
		assert.deepEqual([record.status, record.variant, record.seed, record.source], ['completed', 'v2', 1, { kind: 'command' }]);
		assert.equal(record.parameters['top_k'], 40);
		assert.deepEqual(
			record.artifacts.map(({ path }) => path),
			['artifacts/code/facts.txt', 'artifacts/output.log'],
		);
		assert.equal(
			repository.read(`${runFolder}/artifacts/code/facts.txt`),
			`exp-001 v2 1\n${promptText('2.0.0', 'Write with care')}${repository.read('datasets/cases.jsonl')}`,
		);
		assert.equal(repository.read(`${runFolder}/artifacts/output.log`), 'scored\n');
		assert.equal(repository.git('log', '-1', '--format=%s').trim(), 'record(exp-001): v2 seed 1');
		assert.equal(repository.git('status', '--porcelain'), '');
	});

	test('gives a version that only history has as a file', async () => {
		useCommand(`${success}\ncp "$STAGEMARK_PROMPT" "$STAGEMARK_RUN_DIR/artifact" && cat "$STAGEMARK_PROMPT"`);
		const text = promptText('2.0.0', 'Write with care');
		repository.write('prompts/code-generator-v2.0.0.j2', promptText('2.1.0', 'Write with more care'));
		repository.commitAll('The next version');
		const { folder: runFolder, record } = await runOnce();
		assert.equal(record.prompt?.version, '2.0.0');
		assert.equal(repository.read(`${runFolder}/artifacts/output.log`), text);
	});

	test('runs only what is missing, and a failed run again', async () => {
		useCommand(`[ "$STAGEMARK_VARIANT" = v1 ] || [ -f "$HOME/never" ] || [ -f ../allowed ] || exit 4\n${success}`);
		const first = await run();
		assert.deepEqual(
			first.outcomes.map(outcome => outcome.kind === 'recorded' && [outcome.combination.variant, outcome.run.record.status]),
			[
				['v1', 'completed'],
				['v2', 'failed'],
			],
		);
		const next = await plan();
		assert.deepEqual([next.missing.map(({ variant }) => variant), next.finished], [['v2'], [{ variant: 'v1', seed: 1 }]]);
		assert.equal((await plan({ again: true })).missing.length, 2);
		repository.write('prompts/code-generator-v1.0.0.j2', promptText('1.0.0', 'Write anew'));
		assert.deepEqual(
			(await plan()).missing.map(({ variant }) => variant),
			['v1', 'v2'],
		);
	});

	for (const [what, script, notes] of [
		['fails', 'echo no luck; exit 4', 'The command ended with exit code 4.'],
		['kills itself', 'echo no luck; kill -9 $$', 'The command ended with exit code 137.'],
		['takes too long', 'echo no luck; sleep 60', 'The command took longer than 1s and was ended.'],
		['writes nothing', 'echo no luck', 'There is nothing to record. A completed run needs metrics or samples.'],
		[
			'writes no usable line',
			'echo no luck; echo "{" > "$STAGEMARK_RUN_DIR/samples.jsonl"',
			'“samples.jsonl” contains no samples. The file ends in the middle of this line: whatever wrote it was stopped.',
		],
		[
			'writes a metric that is no number',
			`echo no luck; echo '{"pass_rate": "high"}' > "$STAGEMARK_RUN_DIR/metrics.json"`,
			'“metrics.json” cannot be used. “pass_rate” is not a number, and it must be one. Leave out what is not known.',
		],
	] as const) {
		test(`records a command that ${what} as failed, with its log and the reason`, async () => {
			useCommand(script, { timeout: '1s' });
			const { record, folder: runFolder } = await runOnce();
			assert.equal(record.status, 'failed');
			assert.ok(record.notes.startsWith(notes.slice(0, 60)), record.notes);
			assert.doesNotMatch(record.notes, /stagemark-run-/);
			assert.match(repository.read(`${runFolder}/artifacts/output.log`), /^no luck\n/);
			assert.equal(repository.git('status', '--porcelain'), '');
		});
	}

	test('keeps results that could not be recorded beside the record, as they were written, and none with a credential', async () => {
		useCommand(`${success}
			echo '{"pass_rate": "high"}' > "$STAGEMARK_RUN_DIR/metrics.json"
			echo '{"token": "ghp_aB3dE5fG7hJ9kL1mN3pQ5rS7tU9vW1xY3zA5"}' > "$STAGEMARK_RUN_DIR/params.json"`);
		repository.git('rm', '--quiet', '--cached', 'evaluate.sh');
		repository.write('.gitignore', 'evaluate.sh\n');
		repository.commitAll('Keep the script to myself');
		const { record, folder: runFolder } = await runOnce();
		assert.equal(record.status, 'failed');
		assert.deepEqual(
			record.artifacts.map(({ path }) => path),
			['artifacts/rejected/metrics.json', 'artifacts/rejected/samples.jsonl'],
		);
		assert.equal(repository.read(`${runFolder}/artifacts/rejected/samples.jsonl`), samplesText(1));
		assert.equal(repository.read(`${runFolder}/artifacts/rejected/metrics.json`), '{"pass_rate": "high"}\n');
	});

	for (const [what, write, words] of [
		[
			'a pointer of Git LFS',
			(): void =>
				repository.write(
					'datasets/cases.jsonl',
					`version https://git-lfs.github.com/spec/v1\noid sha256:${'a'.repeat(64)}\nsize 12\n`,
				),
			/^The dataset “datasets\/cases\.jsonl” is not on disk, so nothing was run\. Only its Git LFS pointer is there.* “git lfs pull --include datasets\/cases\.jsonl”\.$/,
		],
		[
			'a file that was not pulled from DVC',
			(): void => {
				rmSync(join(repository.root, 'datasets/cases.jsonl'));
				repository.write('datasets/cases.jsonl.dvc', `outs:\n- md5: ${'a'.repeat(32)}\n  size: 12\n  path: cases.jsonl\n`);
			},
			/DVC tracks it in datasets\/cases\.jsonl\.dvc, and it was not pulled\. Fetch it with “dvc pull datasets\/cases\.jsonl\.dvc”\.$/,
		],
	] as const) {
		test(`runs nothing on ${what}, and says how to fetch it`, async () => {
			useCommand(success);
			write();
			const planned = await planExperimentRun({ experiment: 'exp-001' }, ports, never);
			if (planned.ok) assert.fail('It was planned.');
			assert.match(Object.values(describeFailure(planned.failure)).join(' '), words);
		});
	}

	test('a clock that is set back during a run makes no run that ends before it starts', async () => {
		useCommand(success);
		const times = ['2025-01-31T10:30:00Z', '2025-01-31T09:30:00Z'];
		const back: Ports = { ...ports, clock: { ...ports.clock, now: () => times.shift() ?? '2025-01-31T09:30:01Z' } };
		const planned = await planExperimentRun({ experiment: 'exp-001', variant: 'v2' }, back, never);
		assert.ok(planned.ok);
		const [outcome] = resultOf(await runExperiment(planned.value, { inWords: describeFailure }, back, never)).outcomes;
		if (outcome?.kind !== 'recorded') assert.fail(JSON.stringify(outcome));
		const { started_at: start, ended_at: end } = outcome.run.record;
		assert.ok(start !== null && end !== null && end >= start, `${start ?? ''} to ${end ?? ''}`);
	});

	test('keeps what a failed command had measured', async () => {
		useCommand(`${success}\nexit 1`);
		const { record } = await runOnce();
		assert.deepEqual([record.status, record.metrics], ['failed', { pass_rate: 0.5 }]);
	});

	test('says on which line a sample is no sample, and keeps the file as it was written', async () => {
		useCommand(`${success}\necho 'not json' >> "$STAGEMARK_RUN_DIR/samples.jsonl"\ntouch "$STAGEMARK_RUN_DIR/cache.bin"`);
		const { record, warnings, folder: runFolder } = await runOnce();
		assert.equal(record.status, 'completed');
		assert.match(warnings[0] ?? '', /^samples\.jsonl, line 3: This line is not JSON/);
		assert.match(warnings[1] ?? '', /^The command also wrote cache\.bin, which is not kept\./);
		assert.equal(repository.read(`${runFolder}/samples.jsonl`), `${samplesText(1)}not json\n`);
	});

	test('never records a credential, neither from results nor from the log', async () => {
		const token = `ghp_aB3dE5fG7hJ9kL1mN3pQ5rS7tU9vW1xY3zA5`;
		useCommand(`${success}\necho "using ${token}"\necho '{"token": "${token}"}' > "$STAGEMARK_RUN_DIR/params.json"`);
		repository.git('rm', '--quiet', '--cached', 'evaluate.sh');
		repository.write('.gitignore', 'evaluate.sh\n');
		repository.commitAll('Keep the script to myself');
		const { record, folder: runFolder } = await runOnce();
		assert.equal(record.status, 'failed');
		assert.match(record.notes, /credential \(GitHub token\)/);
		assert.equal(repository.read(`${runFolder}/artifacts/output.log`), 'using [GitHub token removed]\n');
		assert.equal(repository.git('show').includes(token), false);
	});

	test('records nothing of a prompt that was edited while the command ran, and keeps the results', async () => {
		useCommand(`${success}\nprintf 'More.\\n' >> "$STAGEMARK_PROMPT"`);
		const { outcomes, notStarted } = await run();
		const [outcome] = outcomes;
		if (outcome?.kind !== 'not-recorded') assert.fail(JSON.stringify(outcome));
		assert.deepEqual(outcome.failure, { kind: 'changed-while-running', path: 'prompts/code-generator-v1.0.0.j2' });
		assert.ok(existsSync(join(outcome.resultsFolder, 'samples.jsonl')));
		assert.deepEqual(notStarted, [{ variant: 'v2', seed: 1 }]);
		assert.deepEqual(await recorded(), []);
		rmSync(outcome.resultsFolder, { recursive: true });
	});

	test('stops after a record that Git refuses, and keeps its results', async () => {
		useCommand(success, { seeds: '[1, 2]' });
		repository.write('.git/hooks/pre-commit', '#!/bin/sh\necho no ticket >&2; exit 1\n');
		chmodSync(join(repository.root, '.git/hooks/pre-commit'), 0o755);
		const { outcomes, notStarted } = await run();
		assert.deepEqual(
			outcomes.map(outcome => outcome.kind === 'not-recorded' && outcome.failure),
			[{ kind: 'hook-failed', output: 'no ticket' }],
		);
		assert.equal(notStarted.length, 3);
		assert.equal(repository.git('status', '--porcelain'), '');
		for (const outcome of outcomes) if (outcome.kind === 'not-recorded') rmSync(outcome.resultsFolder, { recursive: true });
	});

	test('runs commands side by side, no more than asked for, and loses none', async () => {
		// Each waits until as many as may run at a time have been there, so one at a time would never end.
		useCommand(
			`touch "../$STAGEMARK_VARIANT.there"; while [ ! -f ../v1.there ] || [ ! -f ../v2.there ]; do sleep 0.02; done\n${success}`,
			{
				timeout: '20s',
				seeds: '[1, 2, 3]',
			},
		);
		let running = 0;
		let most = 0;
		const onProgress = ({ event }: RunProgress): void => {
			running += event.kind === 'started' ? 1 : -1;
			most = Math.max(most, running);
		};
		const { outcomes } = await run({}, { jobs: 2, onProgress });
		for (const variant of ['v1', 'v2']) rmSync(join(repository.root, `../${variant}.there`), { force: true });
		assert.equal(most, 2);
		assert.equal(outcomes.length, 6);
		assert.ok((await recorded()).every(({ status }) => status === 'completed'));
		assert.equal(repository.git('rev-list', '--count', 'HEAD').trim(), '8');
		assert.deepEqual((await plan()).missing, []);
	});

	test('two that run at once wait for each other and record both', async () => {
		useCommand(success, { seeds: '[1, 2, 3]' });
		const other = createPorts(repository.root);
		const planned = await plan();
		const results = await Promise.all([
			runExperiment(planned, { inWords: describeFailure }, ports, never),
			runExperiment(planned, { jobs: 2, inWords: describeFailure }, other, never),
		]);
		other.git.dispose();
		for (const { outcomes } of results.map(resultOf))
			assert.ok(
				outcomes.every(({ kind }) => kind === 'recorded'),
				JSON.stringify(outcomes),
			);
		assert.equal((await recorded()).length, 12);
		assert.equal(repository.git('status', '--porcelain'), '');
	});

	test('cancelled, keeps what is recorded, records nothing of what was running, and leaves nothing behind', async () => {
		const flag = join(mkdtempSync(join(tmpdir(), 'stagemark-test-')), 'v2-runs');
		useCommand(`[ "$STAGEMARK_VARIANT" = v1 ] || { touch ${flag}; sleep 60; }\n${success}`);
		const before = scratchFolders();
		const controller = new AbortController();
		const running = runExperiment(await plan(), { inWords: describeFailure }, ports, controller.signal);
		const refused = assert.rejects(running, { name: 'AbortError' });
		await eventually('the command of v2', () => Promise.resolve(existsSync(flag) ? true : undefined));
		controller.abort();
		await refused;
		assert.deepEqual(
			(await recorded()).map(({ variant, status }) => [variant, status]),
			[['v1', 'completed']],
		);
		assert.deepEqual(scratchFolders(), before);
		assert.equal(repository.git('status', '--porcelain'), '');
		assert.deepEqual(
			(await plan()).missing.map(({ variant }) => variant),
			['v2'],
		);
	});

	for (const [what, change, kind] of [
		['has no command', (text: string) => text.replace(/^run: .*\n/m, ''), 'no-command'],
		['has a timeout in no unit', (text: string) => text.replace(/^run: .*/m, 'run: {command: x, timeout: "30"}'), 'invalid-timeout'],
		['has no variants', (text: string) => text.replace(/^variants:\n(?: {2}.*\n)+/m, ''), 'no-variants'],
		['names a prompt that is not there', (text: string) => text.replace('@2.0.0', '@9.0.0'), 'unresolved-prompt'],
	] as const) {
		test(`starts nothing for an experiment that ${what}`, async () => {
			repository.write(methodology, change(repository.read(methodology)));
			const planned = await planExperimentRun({ experiment: 'exp-001' }, ports, never);
			assert.equal(!planned.ok && planned.failure.kind, kind);
		});
	}

	test('starts nothing that Git would refuse to record', async () => {
		repository.write('.git/MERGE_HEAD', repository.git('rev-parse', 'HEAD'));
		const planned = await planExperimentRun({ experiment: 'exp-001' }, ports, never);
		assert.equal(!planned.ok && planned.failure.kind, 'operation-in-progress');
	});

	function scratchFolders(): readonly string[] {
		return readdirSync(join(repository.root, '..')).filter(name => name.startsWith(`stagemark-run-${process.pid}-`));
	}
});
