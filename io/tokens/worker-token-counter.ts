import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { TokenizerFamily, TokenCounter } from '../../core/ports/token-counter.ts';
import type { CancelSignal } from '../../core/ports/cancel-signal.ts';
import { estimatedTokens } from '../../core/ports/token-count.ts';
import type { TokenCount } from '../../core/ports/token-count.ts';

export interface CountQuestion {
	readonly id: number;
	readonly text: string;
	readonly tokenizer: TokenizerFamily;
}

export interface CountAnswer {
	readonly id: number;
	readonly tokens: TokenCount;
}

/** A count that takes longer is given up, and what counts it is ended. Loading the tables takes about half a second. */
const defaultLimitMs = 5_000;

/** Counts in a thread of its own, which starts with the first question and lets the process end whenever nothing is asked. */
export class WorkerTokenCounter implements TokenCounter {
	readonly #workerFile: string;
	readonly #limitMs: number;
	readonly #waiting = new Map<number, (tokens: TokenCount | undefined) => void>();
	#worker: Worker | undefined;
	#nextId = 0;

	/** @param options - `workerFile`: the bundle that counts, by default the one beside this bundle. */
	constructor(options: { readonly workerFile?: string; readonly limitMs?: number } = {}) {
		this.#workerFile = options.workerFile ?? join(__dirname, 'token-worker.js');
		this.#limitMs = options.limitMs ?? defaultLimitMs;
	}

	async count(text: string, tokenizer: TokenizerFamily | undefined, signal: CancelSignal): Promise<TokenCount> {
		signal.throwIfAborted();
		if (tokenizer === undefined) return estimatedTokens(text);
		const counted = await this.#ask(text, tokenizer);
		signal.throwIfAborted();
		return counted ?? estimatedTokens(text);
	}

	dispose(): void {
		this.#end();
	}

	/** Undefined when there is no answer. */
	#ask(text: string, tokenizer: TokenizerFamily): Promise<TokenCount | undefined> {
		const worker = this.#start();
		const id = this.#nextId++;
		return new Promise(resolve => {
			const timer = setTimeout(() => this.#end(), this.#limitMs);
			this.#waiting.set(id, tokens => {
				clearTimeout(timer);
				this.#waiting.delete(id);
				if (this.#waiting.size === 0) worker.unref();
				resolve(tokens);
			});
			worker.ref();
			const question: CountQuestion = { id, text, tokenizer };
			worker.postMessage(question);
		});
	}

	#start(): Worker {
		if (this.#worker !== undefined) return this.#worker;
		const worker = new Worker(this.#workerFile);
		worker.on('message', ({ id, tokens }: CountAnswer) => this.#waiting.get(id)?.(tokens));
		// A bundle that is not there, or one that breaks: what was asked is estimated.
		worker.on('error', () => this.#end());
		this.#worker = worker;
		return worker;
	}

	#end(): void {
		const worker = this.#worker;
		this.#worker = undefined;
		for (const answer of [...this.#waiting.values()]) answer(undefined);
		void worker?.terminate();
	}
}
