import type { z } from 'zod';
import { fail, succeed } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { expectationOf } from '../../base/yaml/expectation-of.ts';
import type { WorkspacePath } from '../../ports/file-store.ts';

/** One answer to one case, as a scorer sees it. */
export interface ScoredAnswer {
	readonly output: string;
	/** Tools that the model wants to be called, in their order. */
	readonly toolCalls: readonly { readonly name: string; readonly arguments: unknown }[];
	/** Why the model stopped, in one word for all makers: `stop`, `length`, `tool-calls`; undefined when it was not said. */
	readonly finish: string | undefined;
	readonly latencyMs: number;
	/** US dollars; undefined when a price or the count of tokens is not known. */
	readonly costUsd: number | undefined;
	/** Tokens of request and answer together; undefined when they were not counted. */
	readonly tokens: number | undefined;
}

/** What a scorer says of an answer. `not-measured` is no score: what it measures was not told. */
export type Score =
	| { readonly kind: 'score'; readonly value: number }
	| { readonly kind: 'not-measured' }
	/** The scorer cannot judge this case; the reason is a sentence. */
	| { readonly kind: 'failed'; readonly reason: string };

/** What a scorer is told beside the answer. */
export interface ScorerContext {
	/** A text of the plan, such as `{{ expected }}`, with the values of the case. */
	readonly render: (text: string) => string;
}

/** A scorer with the options that a metric gives it. */
export type ReadyScorer = (answer: ScoredAnswer, context: ScorerContext) => Score;

/** Why options are not taken: the key, and what it would take. */
export interface OptionsIssue {
	readonly key: string;
	readonly message: string;
}

/** One way to score an answer. All of them are listed in all-scorers.ts. */
export interface Scorer {
	/** The key that chooses it, such as `equals` in `{equals: "{{ expected }}"}`. */
	readonly name: string;
	/** What it gives, in one sentence for the documentation. */
	readonly summary: string;
	/** `pass-fail` gives 0 or 1, and `not: true` turns it; `share` gives a number from 0 to 1. */
	readonly kind: 'pass-fail' | 'share' | 'number';
	/** Options of its own that are also names of other scorers. */
	readonly uses?: readonly string[];
	/**
	 * @param options - Its whole map, the key that chooses it included.
	 * @param textOf - The files that scorer-files.ts finds in it.
	 */
	readonly ready: (options: unknown, textOf: TextOfFile) => Result<ReadyScorer, OptionsIssue>;
}

/** The text of a file of the workspace; undefined where there is none that can be read. */
export type TextOfFile = (path: WorkspacePath) => string | undefined;

interface ScorerDefinition<Options extends object> extends Omit<Scorer, 'ready'> {
	/** Its whole map, the key that chooses it included. */
	readonly options: z.ZodType<Options>;
	readonly score: (answer: ScoredAnswer, options: Options, context: ScorerContext) => Score;
}

/** Makes a scorer out of what it takes and what it does. */
export function defineScorer<Options extends object>({ options: schema, score, ...scorer }: ScorerDefinition<Options>): Scorer {
	return {
		...scorer,
		ready: options => {
			const read = readOptions(scorer.name, schema, options);
			return read.ok ? succeed((answer, context) => score(answer, read.value, context)) : read;
		},
	};
}

/** The options of a scorer, or the first that it does not take. */
export function readOptions<Options>(name: string, schema: z.ZodType<Options>, options: unknown): Result<Options, OptionsIssue> {
	const parsed = schema.safeParse(options);
	if (parsed.success) return succeed(parsed.data);
	const [issue] = parsed.error.issues;
	const key = issue?.code === 'unrecognized_keys' ? issue.keys[0] : issue?.path[0];
	return fail({ key: String(key ?? name), message: issue === undefined ? 'it cannot be read' : wordsOf(issue) });
}

function wordsOf(issue: z.core.$ZodIssue): string {
	if (issue.code === 'unrecognized_keys') return 'there is no such option';
	if (issue.code !== 'invalid_union') return expectationOf(issue);
	const expectations = issue.errors.flatMap(([first]) => (first === undefined ? [] : [expectationOf(first)]));
	return [...new Set(expectations)].join(', or ');
}

/** 1 for a pass and 0 for a fail. */
export function passOrFail(isPass: boolean): Score {
	return { kind: 'score', value: isPass ? 1 : 0 };
}
