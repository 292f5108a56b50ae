import type { Result } from '../base/result.ts';
import type { CancelSignal } from './cancel-signal.ts';

/** One question to a server that the user named. */
export interface WebRequest {
	/** Absolute, without a query. */
	readonly url: string;
	readonly query?: Readonly<Record<string, string>>;
	/** Sent as JSON by POST; without one the question is a GET. */
	readonly body?: unknown;
}

/** Why a server gave no answer that can be used, as a sentence; the status where it gave one. */
export interface WebFailure {
	readonly status: number | undefined;
	readonly message: string;
}

/** Reads from servers over HTTP. No redirect is followed. */
export interface WebReader {
	/** The text of an answer in JSON of at most 10 MB. */
	json(request: WebRequest, signal: CancelSignal): Promise<Result<string, WebFailure>>;
	/** The bytes of a file of at most `byteLimit`. */
	bytes(request: WebRequest, byteLimit: number, signal: CancelSignal): Promise<Result<Uint8Array, WebFailure>>;
}
