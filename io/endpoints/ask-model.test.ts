import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Result } from '../../core/base/result.ts';
import type { AnswerFailure, ModelAnswer } from '../../core/ports/model-endpoint.ts';
import { askModel } from './ask-model.ts';

/** One request as it came. */
interface Received {
	readonly path: string | undefined;
	readonly key: string | undefined;
	readonly body: unknown;
}

type Reply = readonly [status: number, body: unknown, headers?: Readonly<Record<string, string>>];

/** Answers one request after the other; the last reply stands for all that follow. */
class RepliesInTurn {
	readonly received: Received[] = [];
	readonly #server: Server;
	#replies: readonly Reply[] = [];

	constructor() {
		this.#server = createServer((request, response) => {
			let text = '';
			request.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
			request.on('end', () => {
				const { authorization, 'x-api-key': anthropic, 'x-goog-api-key': google } = request.headers;
				const key = [authorization, anthropic, google].flat().find(value => value !== undefined);
				this.received.push({ path: request.url, key, body: JSON.parse(text) });
				const [status, body, headers] = this.#replies[Math.min(this.received.length, this.#replies.length) - 1] ?? [500, {}];
				response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
			});
		});
	}

	async start(replies: readonly Reply[]): Promise<string> {
		this.#replies = replies;
		await new Promise<void>(resolve => this.#server.listen(0, '127.0.0.1', resolve));
		return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
	}

	stop(): void {
		this.#server.closeAllConnections();
		this.#server.close();
	}
}

const chat = (message: object, finish: string): object => ({
	id: 'chatcmpl-1',
	object: 'chat.completion',
	created: 1_700_000_000,
	model: 'm-2026-01-01',
	choices: [{ index: 0, message: { role: 'assistant', ...message }, finish_reason: finish }],
	usage: { prompt_tokens: 12, completion_tokens: 3, total_tokens: 15 },
});

const responses = (output: object, incomplete: object | null = null): object => ({
	id: 'resp_1',
	object: 'response',
	created_at: 1_700_000_000,
	status: incomplete === null ? 'completed' : 'incomplete',
	model: 'm-2026-01-01',
	error: null,
	incomplete_details: incomplete,
	output: [{ id: 'out_1', status: 'completed', ...output }],
	usage: {
		input_tokens: 12,
		input_tokens_details: { cached_tokens: 0 },
		output_tokens: 3,
		output_tokens_details: { reasoning_tokens: 0 },
		total_tokens: 15,
	},
});

const says = (content: object): object => ({ type: 'message', role: 'assistant', content: [content] });

const messages = (content: readonly object[], stop: string): object => ({
	id: 'msg_1',
	type: 'message',
	role: 'assistant',
	model: 'm-2026-01-01',
	content,
	stop_reason: stop,
	stop_sequence: null,
	usage: { input_tokens: 12, output_tokens: 3 },
});

const generated = (candidate: object): object => ({
	candidates: [{ index: 0, ...candidate }],
	usageMetadata: { promptTokenCount: 12, candidatesTokenCount: 3, totalTokenCount: 15 },
	modelVersion: 'm-2026-01-01',
});

const parts = (part: object, finishReason: string): object => generated({ content: { role: 'model', parts: [part] }, finishReason });

/** What each API answers, after the public reference of its maker: the answer, its end, and the text that is read. */
const answers: readonly (readonly [api: string, what: string, body: object, output: string, finish: string])[] = [
	['openai-chat', 'an answer', chat({ content: 'Paris' }, 'stop'), 'Paris', 'stop'],
	['openai-chat', 'a cut answer', chat({ content: 'Par' }, 'length'), 'Par', 'length'],
	['openai-chat', 'a refusal', chat({ content: null, refusal: 'I cannot.' }, 'stop'), 'I cannot.', 'content-filter'],
	[
		'openai-chat',
		'a tool call',
		chat(
			{ content: null, tool_calls: [{ id: 'c1', type: 'function', function: { name: 'look', arguments: '{"at": "sea"}' } }] },
			'tool_calls',
		),
		'',
		'tool-calls',
	],
	['openai-responses', 'an answer', responses(says({ type: 'output_text', text: 'Paris', annotations: [] })), 'Paris', 'stop'],
	[
		'openai-responses',
		'a cut answer',
		responses(says({ type: 'output_text', text: 'Par', annotations: [] }), { reason: 'max_output_tokens' }),
		'Par',
		'length',
	],
	['openai-responses', 'a refusal', responses(says({ type: 'refusal', refusal: 'I cannot.' })), 'I cannot.', 'content-filter'],
	[
		'openai-responses',
		'a tool call',
		responses({ type: 'function_call', call_id: 'call_1', name: 'look', arguments: '{"at": "sea"}' }),
		'',
		'tool-calls',
	],
	['anthropic-messages', 'an answer', messages([{ type: 'text', text: 'Paris' }], 'end_turn'), 'Paris', 'stop'],
	['anthropic-messages', 'a cut answer', messages([{ type: 'text', text: 'Par' }], 'max_tokens'), 'Par', 'length'],
	['anthropic-messages', 'a refusal', messages([], 'refusal'), '', 'content-filter'],
	[
		'anthropic-messages',
		'a tool call',
		messages([{ type: 'tool_use', id: 't1', name: 'look', input: { at: 'sea' } }], 'tool_use'),
		'',
		'tool-calls',
	],
	['gemini', 'an answer', parts({ text: 'Paris' }, 'STOP'), 'Paris', 'stop'],
	['gemini', 'a cut answer', parts({ text: 'Par' }, 'MAX_TOKENS'), 'Par', 'length'],
	['gemini', 'a refused answer', generated({ finishReason: 'SAFETY' }), '', 'content-filter'],
	['gemini', 'a tool call', parts({ functionCall: { name: 'look', args: { at: 'sea' } } }, 'STOP'), '', 'tool-calls'],
];

/** Where each API is asked, and the body that it is sent for the question below. */
const requests: readonly (readonly [api: string, base: string, path: string, key: string, body: object])[] = [
	[
		'openai-chat',
		'/v1',
		'/v1/chat/completions',
		'Bearer a-secret-key',
		{
			model: 'm',
			messages: [
				{ role: 'system', content: 'Be short.' },
				{ role: 'user', content: 'Capital?' },
			],
			seed: 7,
			temperature: 0,
		},
	],
	[
		'openai-responses',
		'/v1',
		'/v1/responses',
		'Bearer a-secret-key',
		{
			model: 'm',
			input: [
				{ role: 'system', content: 'Be short.' },
				{ role: 'user', content: [{ type: 'input_text', text: 'Capital?' }] },
			],
			store: false,
			temperature: 0,
		},
	],
	[
		'anthropic-messages',
		'',
		'/v1/messages',
		'a-secret-key',
		{
			model: 'm',
			max_tokens: 4096,
			system: [{ type: 'text', text: 'Be short.' }],
			messages: [{ role: 'user', content: [{ type: 'text', text: 'Capital?' }] }],
			temperature: 0,
		},
	],
	[
		'gemini',
		'/',
		'/v1beta/models/m:generateContent',
		'a-secret-key',
		{
			generationConfig: { seed: 7, temperature: 0 },
			contents: [{ role: 'user', parts: [{ text: 'Capital?' }] }],
			systemInstruction: { parts: [{ text: 'Be short.' }] },
		},
	],
];

suite('the APIs of models', () => {
	let server: RepliesInTurn;

	setup(() => {
		server = new RepliesInTurn();
	});
	teardown(() => server.stop());

	async function ask(api: string, replies: readonly Reply[], base = '/v1', retries = 0): Promise<Result<ModelAnswer, AnswerFailure>> {
		const url = `${await server.start(replies)}${base}`;
		return await askModel(
			{
				endpoint: { name: 'e', api, url, keyVariable: 'THE_KEY', command: undefined },
				key: 'a-secret-key',
				request: {
					model: 'm',
					messages: [
						{ role: 'system', content: 'Be short.' },
						{ role: 'user', content: 'Capital?' },
					],
					parameters: { temperature: 0 },
					seed: 7,
				},
				patience: { timeoutMs: 60_000, retries },
			},
			new AbortController().signal,
		);
	}

	for (const [api, what, body, output, finish] of answers) {
		test(`${api}: reads ${what}, its tokens and its model`, async () => {
			const answer = await ask(api, [[200, body]]);
			if (!answer.ok) assert.fail(answer.failure.message);
			const { inputTokens, outputTokens, model } = answer.value;
			assert.deepEqual([answer.value.output, answer.value.finish], [output, finish]);
			assert.deepEqual([inputTokens, outputTokens, model], [12, 3, 'm-2026-01-01']);
			assert.deepEqual(answer.value.toolCalls, what === 'a tool call' ? [{ name: 'look', arguments: { at: 'sea' } }] : []);
		});
	}

	test('keeps arguments that are no JSON as they are, and no key in them', async () => {
		const call = (text: string): object => ({ id: 'c1', type: 'function', function: { name: 'look', arguments: text } });
		const calls = [call('{"at": '), call('{"with": ["a-secret-key"]}')];
		const answer = await ask('openai-chat', [[200, chat({ content: null, tool_calls: calls }, 'stop')]]);
		if (!answer.ok) assert.fail(answer.failure.message);
		assert.deepEqual(answer.value.toolCalls, [
			{ name: 'look', arguments: '{"at": ' },
			{ name: 'look', arguments: { with: ['[THE_KEY]'] } },
		]);
	});

	for (const [api, base, path, key, body] of requests) {
		const [, , answer] = answers.find(([name]) => name === api) ?? assert.fail(api);
		test(`${api}: sends messages, parameters and key where its maker wants them, and a seed where it takes one`, async () => {
			await ask(api, [[200, answer]], base);
			assert.deepEqual(server.received, [{ path, key, body }]);
		});

		test(`${api}: asks again after a rate limit`, async () => {
			const given = await ask(
				api,
				[
					[429, { error: { message: 'slow down' } }, { 'retry-after': '0' }],
					[200, answer],
				],
				base,
				2,
			);
			assert.equal(given.ok, true);
			assert.equal(server.received.length, 2);
		});

		test(`${api}: tells why it was refused to ask, without the key, and does not ask again`, async () => {
			const error = { type: 'invalid', message: 'Wrong key a-secret-key', code: 401, status: 'UNAUTHENTICATED', param: null };
			const given = await ask(api, [[401, { type: 'error', error }]], base, 2);
			if (given.ok) assert.fail(given.value.output);
			assert.deepEqual([given.failure.kind, given.failure.detail], ['failed', 'http-401']);
			assert.match(given.failure.message, /^The endpoint answered with HTTP 401: .*\[THE_KEY\]/);
			assert.doesNotMatch(given.failure.message, /a-secret-key/);
			assert.equal(server.received.length, 1);
		});

		test(`${api}: an answer of another API is no answer`, async () => {
			const given = await ask(api, [[200, { greeting: 'Hello' }]], base);
			if (given.ok) assert.equal(given.value.output, '');
			else assert.equal(given.failure.detail, 'not-json');
		});
	}
});
