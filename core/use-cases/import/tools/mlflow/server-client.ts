import type { CancelSignal } from '../../../../ports/cancel-signal.ts';
import type { ImportNotes } from '../../import-notes.ts';
import type { SourceServer } from '../../import-source.ts';
import { ImportStop } from '../../import-stop.ts';
import { listOf, objectOf, textOf } from '../../reading/json-values.ts';
import type { JsonObject } from '../../reading/json-values.ts';
import { readJson } from '../../reading/read-json.ts';
import { ownValue } from '../../../../base/own-value.ts';

/** Asks a tracking server of MLflow over its REST interface. */
export class ServerClient {
	readonly #server: SourceServer;
	readonly notes: ImportNotes;
	readonly #signal: CancelSignal;

	constructor(server: SourceServer, notes: ImportNotes, signal: CancelSignal) {
		this.#server = server;
		this.notes = notes;
		this.#signal = signal;
	}

	/** One answer; undefined where the server has no such thing. @throws ImportStop */
	async find(
		route: string,
		question: { readonly query?: Record<string, string>; readonly body?: unknown },
	): Promise<JsonObject | undefined> {
		const url = `${this.#server.url}/api/${route}`;
		const answer = await this.#server.web.json({ url, ...question }, this.#signal);
		if (!answer.ok && answer.failure.status === 404) return undefined;
		if (!answer.ok) throw ImportStop.because(url, answer.failure.message);
		const value = readJson(answer.value, route, this.notes);
		if (typeof value !== 'object' || value === null)
			throw ImportStop.because(url, 'It answered with something else than JSON of MLflow.');
		return objectOf(value);
	}

	/** All elements of a list that comes in pages. */
	async all(
		route: string,
		list: string,
		question: { readonly query?: Record<string, string>; readonly body?: JsonObject },
	): Promise<readonly JsonObject[]> {
		const found: JsonObject[] = [];
		for (let token: string | undefined = ''; token !== undefined;) {
			const page: JsonObject = token === '' ? {} : { page_token: token };
			const { query, body } = question;
			const answer: JsonObject =
				(await this.find(
					route,
					body === undefined
						? { query: { ...query, ...(token === '' ? {} : { page_token: token }) } }
						: { body: { ...body, ...page } },
				)) ?? {};
			found.push(...listOf(ownValue(answer, list)).map(objectOf));
			const next = textOf(answer['next_page_token']);
			token = next === token ? undefined : next;
		}
		return found;
	}

	/** The bytes of an artifact of at most `byteLimit`. @throws ImportStop */
	async download(run: string, path: string, byteLimit: number): Promise<Uint8Array> {
		const url = `${this.#server.url}/get-artifact`;
		const answer = await this.#server.web.bytes({ url, query: { run_id: run, path } }, byteLimit, this.#signal);
		if (answer.ok) return answer.value;
		throw ImportStop.because(`${url}?run_id=${run}&path=${path}`, answer.failure.message);
	}
}
