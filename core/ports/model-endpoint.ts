import type { Result } from '../base/result.ts';
import type { CancelSignal } from './cancel-signal.ts';

/** Where answers come from. A key is named by its environment variable and read only where the request is sent. */
export interface EndpointAddress {
	/** The name that the workspace gives it. */
	readonly name: string;
	readonly api: string;
	/** What the maker's own client calls base URL; undefined for a command. */
	readonly url: string | undefined;
	/** Name of the environment variable with the key. */
	readonly keyVariable: string | undefined;
	/** Answers one JSON request on its input with one JSON answer on its output. */
	readonly command: string | undefined;
}

/** One message as a model reads it. */
export interface RequestMessage {
	readonly role: string;
	readonly content: string;
}

/** What a model is asked. */
export interface ModelRequest {
	readonly model: string;
	readonly messages: readonly RequestMessage[];
	/** As the endpoint's own API names them; sent as they are. */
	readonly parameters: Readonly<Record<string, unknown>>;
	/** Sent where the API takes one. */
	readonly seed: number | undefined;
}

/** A tool that a model wants to be called. */
export interface ToolCall {
	readonly name: string;
	/** As JSON says them; the text itself where it is no JSON. */
	readonly arguments: unknown;
}

/** What a model answered. */
export interface ModelAnswer {
	readonly output: string;
	/** In their order; empty for an answer in words alone. */
	readonly toolCalls: readonly ToolCall[];
	/** `stop`, `length`, `tool-calls`, or the maker's own word; undefined when it was not said. */
	readonly finish: string | undefined;
	/** Undefined when they were not counted. */
	readonly inputTokens: number | undefined;
	readonly outputTokens: number | undefined;
	/** The model as the endpoint names it; undefined when it does not. */
	readonly model: string | undefined;
	/** From the request to the whole answer, without the waits between retries. */
	readonly latencyMs: number;
}

/** Why there is no answer. No key is ever in the message. */
export interface AnswerFailure {
	readonly kind: 'refused' | 'timeout' | 'failed';
	/** `http-STATUS`, `network`, `truncated`, `not-json`, `content-type`, `too-large`, `redirect`, `empty`. */
	readonly detail: string | undefined;
	readonly message: string;
}

/** How long and how often one answer is waited for. */
export interface Patience {
	/** Of one attempt, from the request to the whole answer. */
	readonly timeoutMs: number;
	/** Attempts after the first, for what may pass: 408, 409, 429, 5xx and the network. */
	readonly retries: number;
}

/** Asks models. Only where an endpoint is configured and a command asks for it, and only in workspaces the user trusts. */
export interface ModelEndpoints {
	/**
	 * Redirects are not followed; an answer of more than 10 MB is a failure.
	 *
	 * @throws The signal's reason when cancelled.
	 */
	ask(
		endpoint: EndpointAddress,
		request: ModelRequest,
		patience: Patience,
		signal: CancelSignal,
	): Promise<Result<ModelAnswer, AnswerFailure>>;
	/** True when the environment has the key that the endpoint needs, or it needs none. */
	hasKey(endpoint: EndpointAddress): boolean;
}
