/** One line of samples.jsonl about to be written; see sample.ts for the meaning of its fields. Others are kept as they are. */
export interface ImportedSample {
	readonly case: string;
	readonly input?: unknown;
	readonly output?: unknown;
	readonly scores: Readonly<Record<string, number>>;
	readonly latency_ms?: number | undefined;
	readonly cost_usd?: number | undefined;
	readonly error?: string | undefined;
	readonly group?: string | undefined;
	/** What was expected, where the tool keeps it. */
	readonly expected?: unknown;
	/** What kind of case it is, by column. */
	readonly tags?: Readonly<Record<string, unknown>> | undefined;
	/** Why it was scored so, in the scorer's words. */
	readonly reason?: string | undefined;
}
