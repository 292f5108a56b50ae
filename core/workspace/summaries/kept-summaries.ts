import { sha256Hex } from '../../base/sha256.ts';
import type { Config } from '../../formats/config/config.ts';
import type { ComputedTexts } from '../../ports/computed-texts.ts';
import type { WorkspacePath } from '../../ports/file-store.ts';
import { summarizeFile } from './summarize-file.ts';
import type { FileSummary } from './summarize-file.ts';

/**
 * Summaries of files, those of an earlier process where the text, the path and the configuration are the same to the last
 * character. What comes out is what `summarizeFile` gives, sooner.
 */
export class KeptSummaries {
	readonly #texts: ComputedTexts | undefined;
	readonly #known: ReadonlyMap<string, string>;
	readonly #used = new Map<string, string>();
	readonly #computed = new Map<string, string>();
	#config: { readonly value: Config; readonly digest: string } | undefined;

	private constructor(texts: ComputedTexts | undefined, known: ReadonlyMap<string, string>) {
		this.#texts = texts;
		this.#known = known;
	}

	/** @param texts - Where they are kept; without it all are computed. */
	static async open(texts: ComputedTexts | undefined): Promise<KeptSummaries> {
		return new KeptSummaries(texts, (await texts?.load()) ?? new Map<string, string>());
	}

	/** As `summarizeFile`. */
	summarize(path: WorkspacePath, text: string, config: Config): FileSummary | undefined {
		if (this.#texts === undefined) return summarizeFile(path, text, config);
		const key = sha256Hex(`${this.#digestOf(config)}${JSON.stringify([path, text])}`);
		const kept = this.#known.get(key);
		if (kept !== undefined) {
			this.#used.set(key, kept);
			return (JSON.parse(kept) as FileSummary | null) ?? undefined;
		}
		const summary = summarizeFile(path, text, config);
		this.#computed.set(key, JSON.stringify(summary ?? null));
		return summary;
	}

	/** One configuration holds for many files, and may name each of them. */
	#digestOf(config: Config): string {
		if (this.#config?.value !== config) this.#config = { value: config, digest: sha256Hex(JSON.stringify(config)) };
		return this.#config.digest;
	}

	/** Keeps what is new, where it is much, and drops what was not asked for once that is more than the rest. */
	async close(): Promise<void> {
		if (this.#texts === undefined || this.#computed.size < this.#texts.fewest) return;
		const inUse = new Map([...this.#used, ...this.#computed]);
		if (this.#known.size + this.#computed.size > 2 * inUse.size) await this.#texts.replace(inUse);
		else await this.#texts.add(this.#computed);
	}
}
