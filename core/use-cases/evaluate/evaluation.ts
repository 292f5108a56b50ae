import type { EndpointAddress, ModelRequest, Patience } from '../../ports/model-endpoint.ts';
import type { WorkspacePath } from '../../ports/file-store.ts';
import type { ReadyScorer } from '../../judging/scorers/scorer.ts';

/** One question to a model: the answer to one case under one seed. */
export interface Cell {
	/** Id of the case. */
	readonly case: string;
	/** Everything the case gives to scorers: its columns, and the names that `columns` gives them. */
	readonly values: ReadonlyMap<string, unknown>;
	readonly request: ModelRequest;
	/** SHA-256 over endpoint, API, model, messages, parameters and seed, and how often the same was asked before in this run. */
	readonly digest: string;
}

/** How one variant is asked. */
export interface EvaluatedVariant {
	readonly endpoint: EndpointAddress;
	readonly model: string;
	/** Its questions under one seed; null where the experiment has no seeds. */
	readonly cellsFor: (seed: number | null) => readonly Cell[];
	readonly price: Price | undefined;
}

/** US dollars for a million tokens. */
export interface Price {
	readonly input: number;
	readonly output: number;
}

/** What an experiment with `evaluate` comes to, read and checked before anything is asked. */
export interface EvaluationPlan {
	readonly variants: ReadonlyMap<string, EvaluatedVariant>;
	readonly scorers: ReadonlyMap<string, ReadyScorer>;
	/** Names the scorers and all their options. */
	readonly scorerDigest: string;
	readonly concurrency: number;
	/** US dollars; undefined without a budget. */
	readonly budgetUsd: number | undefined;
	readonly patience: Patience;
}

/** Why an experiment cannot be evaluated. Nothing was asked. */
export type EvaluationFailure =
	| { readonly kind: 'two-ways-to-run'; readonly path: WorkspacePath }
	| { readonly kind: 'no-scorer'; readonly path: WorkspacePath }
	/** `words` is the end of a sentence about the scorer. */
	| { readonly kind: 'invalid-scorer'; readonly path: WorkspacePath; readonly metric: string; readonly words: string }
	| { readonly kind: 'no-cases'; readonly path: WorkspacePath; readonly dataset: WorkspacePath | undefined }
	| { readonly kind: 'unscorable-case'; readonly case: string; readonly reason: string }
	| { readonly kind: 'unusable-cases'; readonly problems: readonly string[] }
	| { readonly kind: 'not-a-prompt'; readonly variant: string; readonly subject: string; readonly subjectKind: string }
	| { readonly kind: 'no-model'; readonly variant: string; readonly path: WorkspacePath }
	| { readonly kind: 'no-endpoint'; readonly model: string; readonly known: readonly string[] }
	| { readonly kind: 'unknown-endpoint'; readonly endpoint: string; readonly known: readonly string[] }
	| { readonly kind: 'unspoken-api'; readonly endpoint: string; readonly api: string; readonly spoken: readonly string[] }
	| { readonly kind: 'no-key'; readonly endpoint: string; readonly variable: string }
	| {
			readonly kind: 'missing-inputs';
			readonly variant: string;
			readonly case: string;
			readonly inputs: readonly string[];
			readonly columns: readonly string[];
	  }
	| { readonly kind: 'unrendered-prompt'; readonly variant: string; readonly case: string; readonly message: string }
	| { readonly kind: 'unknown-price'; readonly model: string };

/** How far an evaluation has come. */
export interface EvaluationProgress {
	readonly doneCount: number;
	readonly totalCount: number;
	/** US dollars of what was asked now; undefined when a price is not known. */
	readonly spentUsd: number | undefined;
}
