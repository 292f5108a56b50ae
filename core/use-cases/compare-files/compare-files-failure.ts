/** Why result files cannot be compared. Nothing is written in any case. */
export type CompareFilesFailure =
	/** One file alone, with one run in it. */
	| { readonly kind: 'one-result-file'; readonly path: string }
	/** Two names of one file. */
	| { readonly kind: 'same-result-file'; readonly path: string }
	/** A file with several runs beside another file: which one is meant nobody can tell. */
	| { readonly kind: 'several-runs-in-file'; readonly path: string; readonly references: readonly string[] }
	/** `FILE#RUN` names a run that the file does not have. */
	| {
			readonly kind: 'unknown-run-in-file';
			readonly path: string;
			readonly name: string;
			readonly suggestion: string | undefined;
			readonly known: readonly string[];
	  }
	/** `--baseline` names none of the sides. */
	| {
			readonly kind: 'unknown-file-baseline';
			readonly name: string;
			readonly suggestion: string | undefined;
			readonly known: readonly string[];
	  }
	/** Both have results by case, and no case is in both. A few ids of each side. */
	| {
			readonly kind: 'no-common-case';
			readonly baseline: string;
			readonly candidate: string;
			readonly baselineCases: readonly string[];
			readonly candidateCases: readonly string[];
	  }
	/** There is no number in it that could be compared. `columns` are the fields that were looked at. */
	| { readonly kind: 'no-numeric-metric'; readonly path: string; readonly columns: readonly string[] }
	/** `--metric` or `--min-effect` names a metric that neither side has. */
	| {
			readonly kind: 'unknown-file-metric';
			readonly name: string;
			readonly suggestion: string | undefined;
			readonly known: readonly string[];
	  }
	/** `--min-effect 0.02` without a name while several metrics are compared. */
	| { readonly kind: 'effect-of-several-metrics'; readonly known: readonly string[] }
	/** The same of `--pass-at`. */
	| { readonly kind: 'pass-at-of-several-metrics'; readonly known: readonly string[] };
