import assert from 'node:assert/strict';
import { tmpdir } from 'node:os';
import { askCommand } from './ask-command.ts';

/** The command line that runs this script with the Node of the test. */
const node = (script: string): string => `"${process.execPath}" -e "${script}"`;
const request = {
	model: 'm',
	messages: [{ role: 'user', content: '$(touch owned); `touch owned` "; touch owned' }],
	parameters: { temperature: 0, tools: [{ name: 'look' }] },
	seed: 7,
};

suite('an endpoint that is a command', () => {
	const ask = (script: string, timeoutMs = 60_000): ReturnType<typeof askCommand> =>
		askCommand({ command: node(script), folder: tmpdir(), request, patience: { timeoutMs } }, new AbortController().signal);
	const echo = "let t=''; process.stdin.on('data', d => t += d).on('end', () => console.log(JSON.stringify({output: t})))";

	test('reads the question as JSON, and no shell reads anything of it', async () => {
		const answer = await ask(echo);
		if (!answer.ok) assert.fail(answer.failure.message);
		assert.deepEqual(JSON.parse(answer.value.output), {
			model: 'm',
			messages: request.messages,
			tools: [{ name: 'look' }],
			parameters: { temperature: 0 },
			seed: 7,
		});
	});

	test('gives output, tools, tokens, end and model', async () => {
		const whole =
			"{output: 'Paris', tool_calls: [{name: 'look', arguments: {at: 1}}], usage: {input_tokens: 12, output_tokens: 3}, finish: 'stop', model: 'm-1'}";
		const answer = await ask(`console.log(JSON.stringify(${whole}))`);
		if (!answer.ok) assert.fail(answer.failure.message);
		const { latencyMs, ...given } = answer.value;
		assert.ok(latencyMs > 0);
		assert.deepEqual(given, {
			output: 'Paris',
			toolCalls: [{ name: 'look', arguments: { at: 1 } }],
			finish: 'stop',
			inputTokens: 12,
			outputTokens: 3,
			model: 'm-1',
		});
	});

	for (const [what, script, kind, detail, words] of [
		[
			'ends with a failure',
			"console.error('no licence'); process.exit(3)",
			'failed',
			'exit-3',
			/^The command ended with 3: no licence$/,
		],
		['ends without a word', 'process.exit(1)', 'failed', 'exit-1', /^The command ended with 1\.$/],
		['prints prose', "console.log('Paris')", 'failed', 'not-json', /printed no JSON object/],
		['prints nothing', '', 'failed', 'not-json', /printed no JSON object/],
		['prints a list', "console.log('[]')", 'failed', 'not-json', /printed no JSON object/],
		[
			'prints tokens that are no number',
			"console.log('{}'.replace('}', '\\u0022usage\\u0022: 1}'))",
			'failed',
			'not-json',
			/printed no JSON/,
		],
	] as const) {
		test(`that ${what} gives no answer and says why`, async () => {
			const answer = await ask(script);
			if (answer.ok) assert.fail(JSON.stringify(answer.value));
			assert.deepEqual([answer.failure.kind, answer.failure.detail], [kind, detail]);
			assert.match(answer.failure.message, words);
		});
	}

	test('that never ends is ended in time', async () => {
		const answer = await ask('setInterval(() => 0, 1000)', 300);
		assert.equal(answer.ok ? undefined : answer.failure.kind, 'timeout');
	});

	test('cannot give back a key of the environment', async () => {
		process.env['STAGEMARK_TEST_KEY'] = 'sk-very-secret-key-1234567890';
		try {
			const answer = await ask('console.log(JSON.stringify({output: process.env.STAGEMARK_TEST_KEY}))');
			assert.equal(answer.ok && answer.value.output, '[STAGEMARK_TEST_KEY]');
		} finally {
			delete process.env['STAGEMARK_TEST_KEY'];
		}
	});
});
