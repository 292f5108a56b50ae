import { describeFailure } from '../../words/describe-failure.ts';
import assert from 'node:assert/strict';
import { createPorts } from '../../../io/node-ports.ts';
import { samplesText, writeSampleWorkspace } from '../../../test/support/sample-workspace.ts';
import { TemporaryRepository } from '../../../test/support/temporary-repository.ts';
import type { Ports } from '../../ports/ports.ts';
import { planExperimentRun } from '../run/plan-experiment-run.ts';
import { recordRun } from '../record/record-run.ts';
import { runExperiment } from '../run/run-experiment.ts';
import { completeExperiment } from './complete-experiment.ts';
import { withoutUndefined } from '../../base/without-undefined.ts';

const signal = new AbortController().signal;
const methodology = 'experiments/2025-01/exp-001-care/methodology.yaml';
const success = `printf '${samplesText(1).replaceAll('\n', '\\n')}' > "$STAGEMARK_RUN_DIR/samples.jsonl"`;

suite('the status of an experiment', function () {
	this.timeout(60_000);
	let repository: TemporaryRepository;
	let ports: Ports;

	setup(() => {
		repository = TemporaryRepository.create();
		writeSampleWorkspace(repository);
		useCommand(success);
		repository.write(methodology, `${repository.read(methodology)}status: planned # for Monday\nstart_date:\nend_date:\n`);
		repository.commitAll('The plan');
		ports = createPorts(repository.root);
	});

	teardown(() => {
		ports.git.dispose();
		repository.dispose();
	});

	function useCommand(script: string): void {
		repository.write('evaluate.sh', `${script}\n`);
		repository.write(methodology, repository.read(methodology).replace(/^run: .*/m, 'run: {command: sh evaluate.sh}'));
		repository.commitAll('The command');
	}

	async function run(variant?: string): Promise<boolean> {
		const plan = await planExperimentRun({ experiment: 'exp-001', ...withoutUndefined({ variant }) }, ports, signal);
		if (!plan.ok) assert.fail(JSON.stringify(plan.failure));
		const ended = await runExperiment(plan.value, { inWords: describeFailure }, ports, signal);
		if (!ended.ok) assert.fail(JSON.stringify(ended.failure));
		return ended.value.hasFailed;
	}

	const status = (): readonly string[] => repository.read(methodology).match(/^(?:status|start_date|end_date):.*$/gm) ?? [];
	const subjects = (): readonly string[] => repository.git('log', '--format=%s', '--reverse').trim().split('\n').slice(3);
	const today = new Date().toISOString().slice(0, 10);

	test('is running from the first run on, in a commit of its own before the record, and completed with the end', async () => {
		assert.equal(await run(), false);
		assert.deepEqual(status(), ['status: running # for Monday', `start_date: ${today}`, 'end_date:']);
		assert.deepEqual(subjects(), ['start(exp-001): planned -> running', 'record(exp-001): v1', 'record(exp-001): v2']);
		assert.ok((await completeExperiment('exp-001', ports, signal)).ok);
		assert.deepEqual(status(), ['status: completed # for Monday', `start_date: ${today}`, `end_date: ${today}`]);
	});

	test('is running as well when the first run is recorded from files, and keeps a start date that was written', async () => {
		repository.write(methodology, repository.read(methodology).replace('start_date:', 'start_date: 2025-01-31'));
		repository.commitAll('Since January');
		assert.ok((await recordRun({ experiment: 'exp-001', variant: 'v1', samplesFile: 'in/samples.jsonl' }, ports, signal)).ok);
		assert.deepEqual(status(), ['status: running # for Monday', 'start_date: 2025-01-31', 'end_date:']);
	});

	test('is failed when each variant was run and none completed, and running again with the next attempt', async () => {
		useCommand('exit 3');
		assert.equal(await run('v1'), false);
		assert.deepEqual(status()[0], 'status: running # for Monday');
		assert.equal(await run('v2'), true);
		assert.deepEqual(status(), ['status: failed # for Monday', `start_date: ${today}`, `end_date: ${today}`]);
		assert.equal(repository.git('log', '-1', '--format=%s').trim(), 'fail(exp-001): none of 2 runs was completed');

		useCommand(success);
		assert.equal(await run(), false);
		assert.deepEqual(status(), ['status: running # for Monday', `start_date: ${today}`, 'end_date:']);
		assert.equal(repository.git('status', '--porcelain'), '');
	});

	test('is not written where none is kept, or where the methodology has a mistake', async () => {
		for (const text of [repository.read(methodology).replace(/^status.*\n/m, ''), `${repository.read(methodology)}colour: red\n`]) {
			repository.write(methodology, text);
			repository.commitAll('Another plan');
			assert.ok((await recordRun({ experiment: 'exp-001', variant: 'v1', samplesFile: 'in/samples.jsonl' }, ports, signal)).ok);
			assert.equal(repository.read(methodology), text);
		}
	});

	test('stays as it is when nothing could be recorded', async () => {
		repository.write('in/empty.jsonl', '');
		const refused = await recordRun({ experiment: 'exp-001', variant: 'v1', samplesFile: 'in/empty.jsonl' }, ports, signal);
		assert.equal(refused.ok, false);
		assert.deepEqual(status(), ['status: planned # for Monday', 'start_date:', 'end_date:']);
	});
});
