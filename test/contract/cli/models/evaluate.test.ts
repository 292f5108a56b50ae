import assert from 'node:assert/strict';
import { z } from 'zod';
import type { CommandLineRun } from '../../../support/command-line.ts';
import { runCommandLineBeside } from '../../../support/models/command-line-beside.ts';
import { ModelServer } from '../../../support/models/model-server.ts';
import type { Question } from '../../../support/models/model-server.ts';
import { TemporaryRepository } from '../../../support/temporary-repository.ts';

const prompt = (version: string, words: string): string => `---
name: classify
version: ${version}
model: tiny
parameters: {temperature: 0}
inputs:
  ticket: {type: string}
---
system:
${words}

user:
{{ ticket }}
`;

const methodology = `id: exp-001
name: Shorter instructions
status: planned
hypothesis: The second version is right more often.
dataset: {path: datasets/tickets.jsonl, columns: {ticket: text, expected: label}}
variants:
  v1: {prompt: classify@1.0.0, baseline: true}
  v2: {prompt: classify@2.0.0}
metrics:
  correct: {goal: maximize, primary: true, min_effect: 0.05, scorer: {equals: "{{ expected }}", normalize: [case]}}
  tokens: {goal: minimize, min_effect: 1, scorer: {tokens: true}}
evaluate: {endpoint: local, concurrency: 4, retries: 1}
`;

const tickets = Array.from({ length: 24 }, (_, index) => ({
	case: `t${index}`,
	text: `Ticket ${index}`,
	label: index % 2 ? 'Billing' : 'Login',
}));
const sampleSchema = z.looseObject({
	case: z.string(),
	output: z.string().optional(),
	scores: z.record(z.string(), z.number()).optional(),
	error: z.looseObject({ kind: z.string(), detail: z.string().optional() }).optional(),
	response_model: z.string().optional(),
});

/** Right with the second version always, with the first for every other case. */
function answerOf({ messages }: Question): string {
	const number = Number(/\d+/.exec(String(messages.at(-1)?.content))?.[0]);
	const right = number % 2 ? 'billing' : 'login';
	return String(messages[0]?.content).includes('one word') || number % 4 < 2 ? right : 'No idea';
}

suite('stagemark run with a model', () => {
	let repository: TemporaryRepository;
	let server: ModelServer;

	setup(async () => {
		server = await ModelServer.start();
		server.answer = answerOf;
		repository = TemporaryRepository.create();
		repository.write('prompts/classify-v1.0.0.j2', prompt('1.0.0', 'Classify the ticket.'));
		repository.write('prompts/classify-v2.0.0.j2', prompt('2.0.0', 'Classify the ticket with one word.'));
		repository.write('experiments/exp-001/methodology.yaml', methodology);
		repository.write('datasets/tickets.jsonl', tickets.map(ticket => `${JSON.stringify(ticket)}\n`).join(''));
		repository.write('stagemark.yaml', `endpoints: {local: {api: openai-chat, url: "${server.url}", key: env:TINY_KEY}}\n`);
		repository.commitAll('Begin');
	});
	teardown(() => {
		server.stop();
		repository.dispose();
	});

	const run = (...args: string[]): Promise<CommandLineRun> =>
		runCommandLineBeside(repository.root, ['run', 'exp-001', ...args], { TINY_KEY: 'sk-very-secret-key-1234567890' });
	const edit = (path: string, from: string | RegExp, to: string): void => repository.write(path, repository.read(path).replace(from, to));
	const runFiles = (): readonly string[] =>
		repository
			.git('ls-files', 'experiments/exp-001/runs')
			.split('\n')
			.filter(path => path.endsWith('samples.jsonl'));
	const samplesAt = (path: string): readonly z.output<typeof sampleSchema>[] =>
		repository
			.read(path)
			.trim()
			.split('\n')
			.map(line => sampleSchema.parse(JSON.parse(line)));

	test('asks for every case, scores the answers, records the runs, and compare gives the verdict', async () => {
		const { exitCode, stdout, stderr } = await run();
		assert.equal(exitCode, 0, stderr);
		assert.match(stdout, /^exp-001: 2 completed$/m);
		assert.equal(server.questions.length, 48);
		// Four are under way at once: which of them arrives first is open.
		const messages = [
			{ role: 'system', content: 'Classify the ticket.' },
			{ role: 'user', content: 'Ticket 0' },
		];
		const question = server.questions.find(asked => JSON.stringify(asked.messages) === JSON.stringify(messages));
		assert.deepEqual(question, { model: 'tiny', messages, temperature: 0 });
		const [first = ''] = runFiles();
		const samples = samplesAt(first);
		assert.deepEqual(
			samples.map(sample => sample.case),
			tickets.map(ticket => ticket.case),
		);
		assert.deepEqual(
			[samples[0]?.output, samples[0]?.scores, samples[0]?.response_model],
			['login', { correct: 1, tokens: 15 }, 'tiny-2026-01-01'],
		);
		const compared = await runCommandLineBeside(repository.root, ['compare', 'exp-001', '--format', 'json']);
		const { metrics } = z
			.looseObject({ metrics: z.array(z.looseObject({ name: z.string(), verdict: z.string() })) })
			.parse(JSON.parse(compared.stdout));
		assert.equal(metrics.find(({ name }) => name === 'correct')?.verdict, 'improved');
	});

	test('sends the key and keeps it out of every file', async () => {
		server.answer = (_, response) => {
			response.statusCode = 401;
			response.setHeader('content-type', 'application/json');
			response.end(JSON.stringify({ error: { message: `Wrong key sk-very-secret-key-1234567890` } }));
			return undefined;
		};
		const { exitCode, stdout, stderr } = await run();
		assert.equal(exitCode, 1);
		assert.equal(server.keys[0], 'Bearer sk-very-secret-key-1234567890');
		assert.match(stderr, /“local” answered none of the first \d+ questions[^]*HTTP 401: Wrong key \[TINY_KEY\]\. /);
		assert.doesNotMatch(stdout + stderr, /sk-very/);
		assert.equal(repository.git('status', '--porcelain'), '');
		assert.deepEqual(runFiles(), []);
	});

	test('a key that an endpoint gives back, in an answer or across the cut of a long message, is in no file and no message', async () => {
		const key = 'sk-very-secret-key-1234567890';
		server.answer = (question, response) => {
			const text = String(question.messages.at(-1)?.content);
			if (text !== 'Ticket 3') return `You are ${key}`;
			response.writeHead(400, { 'content-type': 'application/json' });
			response.end(JSON.stringify({ error: { message: `${'x'.repeat(340)}${key}` } }));
			return undefined;
		};
		const { exitCode, stdout, stderr } = await run('--variant', 'v2');
		assert.equal(exitCode, 0, stderr);
		const recorded = repository.read(runFiles()[0] ?? '');
		assert.match(recorded, /You are \[TINY_KEY\]/);
		assert.doesNotMatch(recorded + stdout + stderr, /sk-very/);
	});

	test('a failed answer is an error of its case and never a score', async () => {
		server.answer = (question, response) => {
			const text = String(question.messages.at(-1)?.content);
			if (text === 'Ticket 3') response.destroy();
			else if (text === 'Ticket 4') response.setHeader('content-type', 'text/html').end('<html>');
			else if (text === 'Ticket 5') response.writeHead(302, { location: 'http://example.com/' }).end();
			else if (text === 'Ticket 6') return '';
			else if (text === 'Ticket 7') response.setHeader('content-type', 'application/json').end('{"choices": [');
			else return answerOf(question);
			return undefined;
		};
		const { exitCode, stderr } = await run('--variant', 'v2');
		assert.equal(exitCode, 0, stderr);
		const samples = samplesAt(runFiles()[0] ?? '');
		assert.deepEqual(
			samples
				.filter(({ error }) => error !== undefined)
				.map(({ case: id, error, scores }) => [id, error?.kind, error?.detail, scores]),
			[
				['t3', 'failed', 'network', undefined],
				['t4', 'failed', 'content-type', undefined],
				['t5', 'failed', 'redirect', undefined],
				['t6', 'failed', 'empty', undefined],
				['t7', 'failed', 'not-json', undefined],
			],
		);
	});

	test('tools that the model calls are recorded with their arguments, and scored again from the record', async () => {
		server.answer = ({ messages }, response) => {
			const ticket = String(messages.at(-1)?.content);
			const call = { id: 'c1', type: 'function', function: { name: 'route', arguments: JSON.stringify({ ticket }) } };
			const message = { role: 'assistant', content: null, tool_calls: [call] };
			const choice = { index: 0, message, finish_reason: 'stop' };
			response.setHeader('content-type', 'application/json').end(JSON.stringify({ model: 'tiny', choices: [choice] }));
			return undefined;
		};
		edit(
			'experiments/exp-001/methodology.yaml',
			/\{equals: [^}]*\}\}"[^}]*\}/,
			'{tool-call: {name: route, arguments: {ticket: "{{ text }}"}}}',
		);
		repository.commitAll('Tools');
		const { exitCode, stderr } = await run('--variant', 'v2');
		assert.equal(exitCode, 0, stderr);
		const [sample] = samplesAt(runFiles()[0] ?? '');
		assert.deepEqual(sample?.['tool_calls'], [{ name: 'route', arguments: { ticket: 'Ticket 0' } }]);
		assert.deepEqual(sample.scores, { correct: 1 });
		assert.equal((await run('--variant', 'v2', '--replay')).exitCode, 0);
	});

	test('a command answers in place of a server, and agents are told that there is one', async () => {
		const script =
			"let t=''; process.stdin.on('data', d => t += d).on('end', () => console.log(JSON.stringify({output: JSON.parse(t).seed === null ? 'login' : ''})))";
		repository.write('answer.cjs', script);
		repository.write('stagemark.yaml', `endpoints: {local: {api: command, command: '"${process.execPath}" answer.cjs'}}\n`);
		repository.write(
			'datasets/tickets.jsonl',
			tickets
				.slice(0, 2)
				.map(ticket => `${JSON.stringify(ticket)}\n`)
				.join(''),
		);
		repository.commitAll('A command');
		assert.match((await run('--dry-run', '--format', 'json')).stdout, /"command": ?"[^,]* answer\.cjs"/);
		const { exitCode, stderr } = await run('--variant', 'v2');
		assert.equal(exitCode, 0, stderr);
		assert.deepEqual(
			samplesAt(runFiles()[0] ?? '').map(({ output, scores }) => [output, scores]),
			[
				['login', { correct: 1 }],
				['login', { correct: 0 }],
			],
		);
		assert.equal(server.questions.length, 0);
		assert.equal((await run('--variant', 'v2', '--replay')).exitCode, 0);
	});

	test('what may pass is asked again', async () => {
		const failed = new Set<string>();
		server.answer = (question, response) => {
			const text = String(question.messages.at(-1)?.content);
			if (failed.has(text)) return answerOf(question);
			failed.add(text);
			response.writeHead(429, { 'content-type': 'application/json', 'retry-after': '0' }).end('{"error": {"message": "slow down"}}');
			return undefined;
		};
		assert.equal((await run('--variant', 'v2')).exitCode, 0);
		assert.equal(server.questions.length, 48);
		assert.ok(samplesAt(runFiles()[0] ?? '').every(({ error }) => error === undefined));
	});

	test('answers of a killed run are not asked for again', async () => {
		edit('stagemark.yaml', /$/, 'models: {tiny: {input_usd_per_mtok: 100, output_usd_per_mtok: 100}}\n');
		edit('experiments/exp-001/methodology.yaml', 'concurrency: 4', 'concurrency: 1, budget_usd: 0.03');
		repository.commitAll('A budget');
		const stopped = await run('--variant', 'v2', '--format', 'json');
		assert.equal(stopped.exitCode, 1);
		const asked = server.questions.length;
		assert.ok(asked > 0 && asked < 24, String(asked));
		assert.match(stopped.stdout, new RegExp(`"cells": ?${24 - asked}\\b`));
		assert.deepEqual(runFiles(), []);
		edit('experiments/exp-001/methodology.yaml', 'budget_usd: 0.03', 'budget_usd: 3');
		repository.commitAll('More');
		assert.equal((await run('--variant', 'v2')).exitCode, 0);
		assert.equal(server.questions.length, 24);
		assert.equal(samplesAt(runFiles()[0] ?? '').length, 24);
	});

	for (const [what, path, from, to, words] of [
		[
			'no endpoint of that name',
			'experiments/exp-001/methodology.yaml',
			'endpoint: local',
			'endpoint: locla',
			/There is no endpoint “locla”[^]*There is “local”/,
		],
		[
			'a column that is missing',
			'experiments/exp-001/methodology.yaml',
			'ticket: text',
			'ticket: txt',
			/needs “ticket”, and the case “t0” does not have it/,
		],
		[
			'an expectation that no case has',
			'experiments/exp-001/methodology.yaml',
			'expected: label',
			'expected: lable',
			/“correct” cannot be scored\. It needs expected/,
		],
		[
			'a scorer that nobody knows',
			'experiments/exp-001/methodology.yaml',
			'equals:',
			'equal:',
			/The scorer of “correct” names no scorer: “equal” is not one, and “equals” may be meant\./,
		],
		['a case that is there twice', 'datasets/tickets.jsonl', '"t1"', '"t0"', /line 2: The case “t0” is on line 1 already/],
		['an API that is not spoken', 'stagemark.yaml', 'openai-chat', 'openai-embeddings', /does not speak “openai-embeddings”/],
		[
			'a price that a budget needs',
			'experiments/exp-001/methodology.yaml',
			'retries: 1',
			'budget_usd: 1',
			/the price of “tiny” is not known/,
		],
		['a command as well', 'experiments/exp-001/methodology.yaml', /$/, 'run: {command: "true"}\n', /has both “run” and “evaluate”/],
	] as const) {
		test(`asks nothing where there is ${what}`, async () => {
			edit(path, from, to);
			repository.commitAll('Change');
			const { exitCode, stderr } = await run();
			assert.equal(exitCode, 1, stderr);
			assert.match(stderr, words);
			assert.equal(server.questions.length, 0);
		});
	}

	test('asks nothing without the key', async () => {
		const { exitCode, stderr } = await runCommandLineBeside(repository.root, ['run', 'exp-001']);
		assert.equal(exitCode, 1);
		assert.match(stderr, /needs a key, and TINY_KEY is not set/);
	});

	test('sends nothing to another machine that no commit names, unless it is told to', async () => {
		edit('stagemark.yaml', /url: "[^"]*"/, 'url: "http://models.invalid/v1"');
		const { exitCode, stderr } = await run();
		assert.equal(exitCode, 1);
		assert.match(stderr, /Nothing was sent to models\.invalid\. The endpoint “local” is not in the last commit/);
	});

	test('shows what it would ask', async () => {
		const { exitCode, stdout } = await run('--dry-run');
		assert.equal(exitCode, 0);
		assert.match(
			stdout,
			/^asks {5}tiny at local \(http:\/\/127\.0\.0\.1:\d+\/v1\)\nquestions {2}48\nwould run {2}v1\nwould run {2}v2\n$/,
		);
		assert.equal(server.questions.length, 0);
	});
});
