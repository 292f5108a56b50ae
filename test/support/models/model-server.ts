import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';

const questionSchema = z.looseObject({
	model: z.string(),
	messages: z.array(z.looseObject({ role: z.string(), content: z.unknown() })),
});

/** A request to chat completions, as it came. */
export type Question = z.output<typeof questionSchema>;

/** A server that speaks OpenAI's chat completions, on this machine. */
export class ModelServer {
	readonly questions: Question[] = [];
	readonly keys: (string | undefined)[] = [];
	readonly #server: Server;
	/** What it answers; a text is the answer, anything else is done by hand. */
	answer: (question: Question, response: ServerResponse) => string | undefined = () => 'Hello';

	private constructor(server: Server) {
		this.#server = server;
	}

	static async start(): Promise<ModelServer> {
		const server = createServer();
		const started = new ModelServer(server);
		server.on('request', (request, response) => void started.#serve(request, response));
		await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
		return started;
	}

	get url(): string {
		const { port } = this.#server.address() as AddressInfo;
		return `http://127.0.0.1:${port}/v1`;
	}

	stop(): void {
		this.#server.closeAllConnections();
		this.#server.close();
	}

	async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
		let body = '';
		for await (const chunk of request.setEncoding('utf8')) body += String(chunk);
		const question = questionSchema.parse(JSON.parse(body));
		this.questions.push(question);
		this.keys.push(request.headers.authorization);
		const answer = this.answer(question, response);
		if (answer !== undefined) answerWith(response, answer, question.model);
	}
}

/** A whole answer, with usage. Source: the response shape of OpenAI's public API reference. */
export function answerWith(response: ServerResponse, content: string, model: string): void {
	response.setHeader('content-type', 'application/json');
	response.end(
		JSON.stringify({
			id: 'chatcmpl-1',
			object: 'chat.completion',
			created: 1_700_000_000,
			model: `${model}-2026-01-01`,
			choices: [{ index: 0, message: { role: 'assistant', content }, finish_reason: 'stop' }],
			usage: { prompt_tokens: 12, completion_tokens: 3, total_tokens: 15 },
		}),
	);
}
