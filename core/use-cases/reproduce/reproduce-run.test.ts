import assert from 'node:assert/strict';
import { chmodSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPorts } from '../../../io/node-ports.ts';
import { eventually } from '../../../test/support/eventually.ts';
import { promptText, samplesText, writeSampleWorkspace } from '../../../test/support/sample-workspace.ts';
import { TemporaryRepository } from '../../../test/support/temporary-repository.ts';
import { describeFailure } from '../../words/describe-failure.ts';
import type { Ports } from '../../ports/ports.ts';
import { reproductionReport } from '../../words/describe-reproduction.ts';
import { loadRuns } from '../../workspace/runs/load-runs.ts';
import { planExperimentRun } from '../run/plan-experiment-run.ts';
import { reproduceRun } from './reproduce-run.ts';
import type { ReproduceRequest, Reproduction } from './reproduction.ts';
import { runExperiment } from '../run/run-experiment.ts';
import { runRecordSchema } from '../../formats/run/run-record.ts';
import type { RunRecord } from '../../formats/run/run-record.ts';

const never = new AbortController().signal;
const folder = 'experiments/2025-01/exp-001-care';
const methodology = `${folder}/methodology.yaml`;
const success = `printf '${samplesText(1).replaceAll('\n', '\\n')}' > "$STAGEMARK_RUN_DIR/samples.jsonl"`;

suite('reproduceRun', function () {
	this.timeout(60_000);
	let repository: TemporaryRepository;
	let ports: Ports;

	setup(() => {
		repository = TemporaryRepository.create();
		writeSampleWorkspace(repository);
		ports = createPorts(repository.root);
	});

	teardown(() => {
		assert.deepEqual(worktrees(), [], 'no worktree is left behind');
		ports.git.dispose();
		repository.dispose();
	});

	function worktrees(): readonly string[] {
		const listed = repository.git('worktree', 'list', '--porcelain').match(/^worktree .*stagemark-worktree-.*$/gm) ?? [];
		const folders = readdirSync(tmpdir()).filter(name => name.startsWith(`stagemark-worktree-${process.pid}-`));
		return [...listed, ...folders];
	}

	/** Puts a shell script in the place of the experiment's command, commits it, and runs v2 once. */
	async function recordRun(script: string, change: () => void = () => undefined): Promise<RunRecord> {
		repository.write('evaluate.sh', `${script}\n`);
		const text = repository.read(methodology).replace(/^run: .*\n(?:seeds: .*\n)?/m, 'run: {command: sh evaluate.sh}\nseeds: [1]\n');
		repository.write(methodology, text);
		repository.commitAll('The command');
		change();
		return await runAgain();
	}

	async function runAgain(): Promise<RunRecord> {
		const plan = await planExperimentRun({ experiment: 'exp-001', variant: 'v2', again: true }, ports, never);
		if (!plan.ok) assert.fail(JSON.stringify(plan.failure));
		const ended = await runExperiment(plan.value, { inWords: describeFailure }, ports, never);
		if (!ended.ok) assert.fail(JSON.stringify(ended.failure));
		const [outcome] = ended.value.outcomes;
		if (outcome?.kind !== 'recorded') assert.fail(JSON.stringify(outcome));
		return outcome.run.record;
	}

	async function reproduce(run: string, more: Partial<ReproduceRequest> = {}): Promise<Reproduction> {
		const reproduced = await reproduceRun({ run, ...more }, ports, never);
		if (!reproduced.ok) assert.fail(JSON.stringify(reproduced.failure));
		return reproduced.value;
	}

	/** Takes what earlier versions did not record out of a run: the inputs that no commit has. */
	function asEarlierVersionsRecorded(run: string): void {
		const path = `${folder}/runs/${run}/run.json`;
		const record = runRecordSchema.parse(JSON.parse(repository.read(path)));
		const { files, ...git } = record.git ?? { commit: null, branch: null, dirty: null };
		assert.notEqual(files, undefined);
		repository.write(path, JSON.stringify({ ...record, git: { ...git, dirty: false } }));
	}

	async function refusal(run: string): Promise<string> {
		const reproduced = await reproduceRun({ run }, ports, never);
		return reproduced.ok ? 'It was reproduced.' : Object.values(describeFailure(reproduced.failure)).join(' ');
	}

	const state = (): string =>
		repository.git('rev-parse', 'HEAD') + repository.git('status', '--porcelain') + repository.git('diff', 'HEAD');

	test('makes the run again at its commit, whatever the workspace has become, and touches nothing of it', async () => {
		const { id } = await recordRun(success);
		repository.write('evaluate.sh', 'exit 9\n');
		repository.write('prompts/code-generator-v2.0.0.j2', promptText('2.0.0', 'Write anew'));
		repository.git('add', 'evaluate.sh');
		repository.write('mine.txt', 'mine\n');
		const before = state();
		const reproduction = await reproduce(id);
		assert.equal(state(), before);
		assert.deepEqual(reproductionReport(reproduction), {
			verdict: `Reproduced: ${id} (exp-001/v2 seed 1)`,
			headings: ['Metric', 'On record', 'Again', 'Difference', 'Tolerance', ''],
			rows: [['pass_rate', '50.0 %', '50.0 %', '0.0 pts', '0.0 pts', 'within']],
			remarks: [
				'2 of 2 common cases scored the same.',
				'No two recorded runs are equal, so the difference between repeats is unknown.',
			],
		});
		assert.equal(reproduction.recorded, undefined);
		assert.equal((await loadRuns(ports.files, folder, never)).runs.length, 1);
	});

	test('applies the uncommitted changes that the run was made with', async () => {
		const { id, git } = await recordRun('exit 9', () => repository.write('evaluate.sh', `${success}\n`));
		assert.equal(git?.dirty, true);
		repository.git('checkout', '--', 'evaluate.sh');
		const { isReproduced, repeated } = await reproduce(id);
		assert.equal(isReproduced, true);
		assert.equal(repeated.git?.patch_sha256, git.patch_sha256);
	});

	const untracked = ['prompts/code-generator-v2.0.0.j2', 'datasets/cases.jsonl', 'evaluate.sh'];
	test('restores inputs that were in no commit, whatever has become of them, and tells when a copy was edited', async () => {
		const { id, git } = await recordRun(success, () => {
			repository.git('rm', '--quiet', '--cached', '--', ...untracked);
			repository.git('commit', '--quiet', '--message', 'Not in Git any more');
		});
		assert.deepEqual(git?.files?.map(({ path }) => path).sort(), untracked.toSorted());
		for (const path of untracked) repository.write(path, 'gone\n');
		repository.write('prompts/code-generator-v2.0.0.j2', promptText('2.0.0', 'Another text'));
		assert.equal((await reproduce(id)).isReproduced, true);
		const kept = git.files.find(({ path }) => path === 'evaluate.sh')?.kept ?? '';
		repository.write(`${folder}/runs/${id}/${kept}`, 'exit 9\n');
		assert.match(
			await refusal(id),
			/^evaluate\.sh is not what the run was made with\. Its SHA-256 is .* Restore the folder of the run from Git/,
		);
	});

	test('says which metric differs by how much, and case by case, and takes what is within the tolerance', async () => {
		repository.write('../count-v2', '');
		// The first call passes one case of two, each later one both.
		const counter = join(repository.root, '..', `count-${process.pid}`);
		rmSync(counter, { force: true });
		const both = success.replace('{"case":"b","scores":{"pass_rate":0}}', '{"case":"b","scores":{"pass_rate":1}}');
		const { id } = await recordRun(`if [ -f ${counter} ]; then ${both}; else ${success}; fi; touch ${counter}`);
		const apart = await reproduce(id);
		assert.deepEqual(reproductionReport(apart).rows, [['pass_rate', '50.0 %', '100.0 %', '+50.0 pts', '0.0 pts', 'outside']]);
		assert.match(reproductionReport(apart).verdict, /^Not reproduced: .*; pass_rate differs by more than the tolerance$/);
		assert.deepEqual(apart.cases, { commonCount: 2, changedCount: 1, loneCount: 0 });
		assert.equal((await reproduce(id, { tolerance: 0.5 })).isReproduced, true);

		// Two equal runs on record that lie as far apart are the measure when none is given.
		await runAgain();
		const measured = await reproduce(id);
		assert.equal(measured.isReproduced, true);
		assert.equal(
			reproductionReport(measured).remarks[1],
			'A/A noise: 2 equal runs of 1 combination of variant and seed differ by at most: pass_rate 50.0 pts.',
		);
		rmSync(counter);
		rmSync(join(repository.root, '../count-v2'));
	});

	test('records the new run only when asked to, tagged with the old one, at the commit it was made on', async () => {
		const original = await recordRun(success);
		const { recorded, repeated } = await reproduce(original.id, { record: true });
		assert.deepEqual(recorded?.warnings, []);
		assert.deepEqual([repeated.tags, repeated.git?.commit], [{ reproduces: original.id }, original.git?.commit]);
		assert.equal(repository.git('log', '-1', '--format=%s').trim(), 'record(exp-001): v2 seed 1');
		assert.equal(repository.git('symbolic-ref', 'HEAD').trim(), 'refs/heads/main');
		const { runs, problems } = await loadRuns(ports.files, folder, never);
		assert.deepEqual([runs.length, problems], [2, []]);
		assert.equal(repository.git('status', '--porcelain'), '');
	});

	test('starts no command when the new run could not be recorded, and needs no hook where it records nothing', async () => {
		const original = await recordRun(`${success}\ntouch ${join(repository.root, '.git/ran')}`);
		rmSync(join(repository.root, '.git/ran'));
		repository.write('.git/hooks/commit-msg', '#!/bin/sh\necho no ticket; exit 1\n');
		chmodSync(join(repository.root, '.git/hooks/commit-msg'), 0o755);
		const refused = await reproduceRun({ run: original.id, record: true }, ports, never);
		assert.deepEqual(refused.ok ? undefined : refused.failure, { kind: 'commit-would-fail', by: 'hook', output: 'no ticket' });
		assert.equal(existsSync(join(repository.root, '.git/ran')), false);
		assert.equal((await reproduce(original.id)).isReproduced, true);
	});

	test('takes a dataset that is not in Git from the workspace, when it has the recorded hash', async () => {
		repository.git('rm', '--quiet', '--cached', 'datasets/cases.jsonl');
		repository.write('.gitignore', 'datasets/\n');
		const { id } = await recordRun(`test -s "$STAGEMARK_DATASET" || exit 5\n${success}`);
		assert.equal((await reproduce(id)).isReproduced, true);
		repository.write('datasets/cases.jsonl', '{"case": "z"}\n');
		assert.match(
			await refusal(id),
			/The dataset “datasets\/cases\.jsonl” is not the one that the run used\. Its SHA-256 is [0-9a-f]{12}…/,
		);
		rmSync(join(repository.root, 'datasets'), { recursive: true });
		assert.match(await refusal(id), /Neither the commit nor the workspace has its content\./);
	});

	test('says that a shallow clone has not the commit, and what to do', async () => {
		const { id } = await recordRun(success);
		repository.commitAll('Later');
		const clone = join(repository.root, '..', `clone-${process.pid}`);
		repository.git('clone', '--quiet', '--depth', '1', `file://${repository.root}`, clone);
		const cloned = createPorts(clone);
		const reproduced = await reproduceRun({ run: id }, cloned, never);
		cloned.git.dispose();
		rmSync(clone, { recursive: true });
		if (reproduced.ok) assert.fail('It was reproduced.');
		const { why, action } = describeFailure(reproduced.failure);
		assert.equal(
			`${why} ${action}`,
			'The clone is shallow, so older commits were not fetched. Fetch the rest with “git fetch --unshallow”.',
		);
	});

	test('says that a patch was too large to be kept, or is no longer what was recorded', async () => {
		const large = await recordRun(success, () => repository.write('evaluate.py', 'x\n'.repeat(1_000_000)));
		assert.match(
			await refusal(large.id),
			/uncommitted changes that the run \S+ was made with are not on record\. They were larger than 1 MB/,
		);
		repository.git('checkout', '--', 'evaluate.py');
		const damaged = await recordRun(success, () => repository.write('evaluate.py', 'print("changed")\n'));
		repository.write(`${folder}/runs/${damaged.id}/artifacts/uncommitted.patch`, 'changed since\n');
		assert.match(await refusal(damaged.id), /are damaged\. .* no longer has the SHA-256 that the record says/);
	});

	test('says that the script of the command was never committed, for a run of an earlier version, which kept no copy', async () => {
		const { id } = await recordRun(success, () => {
			repository.git('rm', '--quiet', '--cached', 'evaluate.sh');
			repository.git('commit', '--quiet', '--message', 'Keep the script to myself');
		});
		asEarlierVersionsRecorded(id);
		assert.match(
			await refusal(id),
			/The command “sh evaluate\.sh” cannot be run at the commit of the run\. “evaluate\.sh” is not in that commit/,
		);
	});

	test('gives the last words of a command that fails now', async () => {
		const flag = join(repository.root, '..', `flag-${process.pid}`);
		rmSync(flag, { force: true });
		const { id } = await recordRun(`if [ -f ${flag} ]; then echo no module named torch; exit 3; fi; ${success}`);
		repository.write(`../flag-${process.pid}`, '');
		assert.match(
			await refusal(id),
			/“sh evaluate\.sh” failed, although the recorded run was completed\. The command ended with exit code 3\. Its last output was “no module named torch”\./,
		);
		rmSync(flag);
	});

	test('says that a plan was not committed when the run was made, and of a prompt that it was another', async () => {
		const other = 'experiments/2025-02/exp-002-new/methodology.yaml';
		const { id } = await recordRun(success, () => {
			repository.write('prompts/code-generator-v2.0.0.j2', promptText('2.0.0', 'Write anew'));
			repository.git('rm', '--quiet', '--cached', 'prompts/code-generator-v2.0.0.j2');
			repository.git('commit', '--quiet', '--message', 'Forget the prompt');
		});
		asEarlierVersionsRecorded(id);
		assert.match(
			await refusal(id),
			/The (?:prompt “prompts\/code-generator-v2\.0\.0\.j2” at the commit of the run is not the one|commit [0-9a-f]{10} has no plan)/,
		);
		assert.equal(existsSync(join(repository.root, other)), false);
	});

	test('does not make again what failed, or what nobody knows', async () => {
		const failed = await recordRun('exit 1');
		assert.match(await refusal(failed.id), /The run \S+ is failed, so there is nothing to reproduce\./);
		assert.match(await refusal('20250131T103000Z-3f9a1c'), /3f9a1c/);
	});

	test('cancelled, ends the command and takes its worktree away', async () => {
		const flag = join(repository.root, '..', `slow-${process.pid}`);
		rmSync(flag, { force: true });
		const { id } = await recordRun(`if [ -f ${flag} ]; then touch ${flag}-runs; sleep 60; fi; ${success}`);
		repository.write(`../slow-${process.pid}`, '');
		const before = state();
		const controller = new AbortController();
		const refused = assert.rejects(reproduceRun({ run: id }, ports, controller.signal), { name: 'AbortError' });
		await eventually('the command', () => Promise.resolve(existsSync(`${flag}-runs`) ? true : undefined));
		controller.abort();
		await refused;
		assert.equal(state(), before);
		rmSync(flag);
		rmSync(`${flag}-runs`);
	});

	test('takes away the worktree of a process that was killed, and no worktree of the user', async () => {
		const { id } = await recordRun(success);
		// No process has this number: Linux gives none above 4,194,304.
		const left = join(tmpdir(), 'stagemark-worktree-4999999-abcdef');
		mkdirSync(left, { recursive: true });
		repository.git('worktree', 'add', '--quiet', '--detach', join(left, 'tree'));
		const mine = join(repository.root, '..', `mine-${process.pid}`);
		repository.git('worktree', 'add', '--quiet', '--detach', mine);
		assert.equal((await reproduce(id)).isReproduced, true);
		assert.equal(existsSync(left), false);
		assert.match(repository.git('worktree', 'list', '--porcelain'), new RegExp(`worktree .*mine-${process.pid}$`, 'm'));
		repository.git('worktree', 'remove', '--force', mine);
	});
});
