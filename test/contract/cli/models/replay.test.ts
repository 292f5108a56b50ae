import assert from 'node:assert/strict';
import type { CommandLineRun } from '../../../support/command-line.ts';
import { runCommandLineBeside } from '../../../support/models/command-line-beside.ts';
import { ModelServer } from '../../../support/models/model-server.ts';
import { TemporaryRepository } from '../../../support/temporary-repository.ts';
import { runRecordSchema } from '../../../../core/formats/run/run-record.ts';
import type { RunRecord } from '../../../../core/formats/run/run-record.ts';

const prompt = `---
name: classify
version: 1.0.0
model: tiny
inputs: {ticket: {type: string}}
---
user:
{{ ticket }}
`;

const methodology = `id: exp-001
dataset: {path: datasets/tickets.jsonl}
seeds: [1]
variants:
  cold: {prompt: classify@1.0.0, baseline: true, parameters: {temperature: 0}}
  warm: {prompt: classify@1.0.0, parameters: {temperature: 1}}
metrics:
  correct: {primary: true, min_effect: 0.05, scorer: {equals: "{{ label }}"}}
evaluate: {retries: 0}
`;

const ticketLine = (number: number): string => `${JSON.stringify({ case: `t${number}`, ticket: `Ticket ${number}`, label: 'Login' })}\n`;

suite('recorded answers', () => {
	let repository: TemporaryRepository;
	let server: ModelServer;

	setup(async () => {
		server = await ModelServer.start();
		server.answer = ({ messages }) => (/[02468]$/.test(String(messages[0]?.content)) ? 'Login' : 'login');
		repository = TemporaryRepository.create();
		repository.write('prompts/classify.j2', prompt);
		repository.write('experiments/exp-001/methodology.yaml', methodology);
		repository.write('datasets/tickets.jsonl', Array.from({ length: 10 }, (_, index) => ticketLine(index)).join(''));
		repository.write('stagemark.yaml', `endpoints: {local: {api: openai-chat, url: "${server.url}", key: env:TINY_KEY}}\n`);
		repository.commitAll('Begin');
		const { exitCode, stderr } = await run();
		assert.equal(exitCode, 0, stderr);
		server.questions.length = 0;
	});
	teardown(() => {
		server.stop();
		repository.dispose();
	});

	const run = (...args: string[]): Promise<CommandLineRun> =>
		runCommandLineBeside(repository.root, ['run', 'exp-001', ...args], { TINY_KEY: 'a-key' });
	const runWithoutKey = (args: readonly string[], variables: Readonly<Record<string, string>> = {}): Promise<CommandLineRun> =>
		runCommandLineBeside(repository.root, ['run', 'exp-001', ...args], variables);
	const edit = (path: string, from: string | RegExp, to: string): void => {
		repository.write(path, repository.read(path).replace(from, to));
		repository.commitAll('Change');
	};
	const records = (): readonly RunRecord[] =>
		repository
			.git('ls-files', 'experiments/exp-001/runs')
			.split('\n')
			.filter(path => path.endsWith('run.json'))
			.map(path => runRecordSchema.parse(JSON.parse(repository.read(path))));

	test('are enough for a replay without server, key and leave, which records nothing', async () => {
		server.stop();
		const head = repository.git('rev-parse', 'HEAD');
		for (const [args, variables] of [
			[['--replay'], {}],
			[[], { CI: 'true' }],
		] as const) {
			const { exitCode, stdout, stderr } = await runWithoutKey(args, variables);
			assert.equal(exitCode, 0, stderr);
			assert.equal(stdout, 'exp-001: 20 of 20 answers are recorded; nobody was asked\n');
		}
		assert.equal(repository.git('rev-parse', 'HEAD'), head);
		assert.equal(repository.git('status', '--porcelain'), '');
	});

	test('that are missing fail a replay with their number, and only they are asked for', async () => {
		edit('datasets/tickets.jsonl', /$/, ticketLine(10));
		const { exitCode, stdout, stderr } = await runWithoutKey(['--replay']);
		assert.equal(exitCode, 1);
		assert.equal(stdout, 'exp-001: 20 of 22 answers are recorded; nobody was asked\n');
		assert.match(stderr, /^warm seed 1: 1 answer is missing\. “stagemark run exp-001 --live” asks for what is missing\.$/m);
		assert.match((await run('--dry-run')).stdout, /^questions {2}2$/m);
		assert.equal(
			(await runCommandLineBeside(repository.root, ['run', 'exp-001', '--live'], { TINY_KEY: 'a-key', CI: '1' })).exitCode,
			0,
		);
		assert.deepEqual(
			server.questions.map(({ messages }) => messages[0]?.content),
			['Ticket 10', 'Ticket 10'],
		);
		assert.equal((await runWithoutKey(['--replay'])).exitCode, 0);
	});

	for (const [what, path, from, to] of [
		['another temperature', 'experiments/exp-001/methodology.yaml', 'temperature: 1', 'temperature: 0.5'],
		['another model', 'experiments/exp-001/methodology.yaml', 'seeds:', 'model: other\nseeds:'],
		['other words', 'prompts/classify.j2', '{{ ticket }}', 'Say “Login”. {{ ticket }}'],
	] as const) {
		test(`are not taken for ${what}`, async () => {
			edit(path, from, to);
			assert.equal((await runWithoutKey(['--replay'])).exitCode, 1);
			assert.equal((await run()).exitCode, 0);
			assert.ok(server.questions.length >= 10, String(server.questions.length));
			assert.equal((await runWithoutKey(['--replay'])).exitCode, 0);
		});
	}

	test('are scored again under other scorers, without a question', async () => {
		edit('experiments/exp-001/methodology.yaml', 'equals: "{{ label }}"', 'equals: "{{ label }}", normalize: [case]');
		const replayed = await runWithoutKey(['--replay']);
		assert.equal(replayed.exitCode, 1);
		assert.match(replayed.stderr, /scored by other scorers than the plan names\. Run “stagemark run exp-001 --rescore”\./);
		const before = records();
		const { exitCode, stdout, stderr } = await runWithoutKey(['--rescore']);
		assert.equal(exitCode, 0, stderr);
		assert.equal(stdout, 'exp-001: 2 completed\n');
		assert.equal(server.questions.length, 0);
		const again = records().slice(-2);
		assert.deepEqual(again.map(record => record.rescored_from).sort(), before.map(({ id }) => id).sort());
		assert.deepEqual(
			again.map(({ metrics, usage, endpoint }) => [metrics, usage?.input_tokens, endpoint?.api]),
			[
				[{ correct: 1 }, 120, 'openai-chat'],
				[{ correct: 1 }, 120, 'openai-chat'],
			],
		);
		assert.equal((await runWithoutKey(['--replay'])).exitCode, 0);
		assert.equal((await runWithoutKey(['--rescore'])).stdout, 'exp-001: 0 completed, 2 finished before\n');
	});

	test('whose scores were edited are noticed', async () => {
		const [samples = ''] = repository
			.git('ls-files', 'experiments/exp-001/runs')
			.split('\n')
			.filter(path => path.endsWith('samples.jsonl'));
		edit(samples, '"correct":0', '"correct":1');
		const { exitCode, stderr } = await runWithoutKey(['--replay']);
		assert.equal(exitCode, 1);
		assert.match(stderr, /1 answer is scored otherwise than recorded\./);
	});

	test('keep the tokens of the run, and say of a price that nobody knows that it is not known', () => {
		assert.deepEqual(
			records().map(({ usage }) => [usage?.input_tokens, usage?.output_tokens, usage?.cost_usd]),
			[
				[120, 30, null],
				[120, 30, null],
			],
		);
	});

	test('are scored by another scorer when the file that it names changes', async () => {
		repository.write('schemas/answer.json', '{"type": "string"}');
		edit('experiments/exp-001/methodology.yaml', /\{equals: [^}]*\}\}"[^}]*\}/, '{json-schema: schemas/answer.json}');
		assert.equal((await runWithoutKey(['--rescore'])).exitCode, 0);
		edit('schemas/answer.json', 'string', 'number');
		const { exitCode, stderr } = await runWithoutKey(['--replay']);
		assert.equal(exitCode, 1);
		assert.match(stderr, /scored by other scorers than the plan names/);
	});

	for (const args of [
		['--replay', '--rescore'],
		['--rescore', '--again'],
		['--replay', '--live'],
	]) {
		test(`cannot be used with ${args.join(' and ')} at once`, async () => {
			const { exitCode, stderr } = await run(...args);
			assert.equal(exitCode, 2);
			assert.match(stderr, /Use one of --replay, --rescore, and --live or --again\./);
		});
	}

	test('are those of models; a command has none', async () => {
		edit('experiments/exp-001/methodology.yaml', 'evaluate: {retries: 0}', 'run: {command: "true"}');
		const { exitCode, stderr } = await run('--replay');
		assert.equal(exitCode, 1);
		assert.match(stderr, /“exp-001” asks no model, so there are no answers to replay/);
	});
});
