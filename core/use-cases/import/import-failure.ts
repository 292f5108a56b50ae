/** Why nothing was imported. Nothing was written in any of these cases. */
export type ImportFailure =
	/** No importer knows the content. `seen` says in words what was found instead. */
	| { readonly kind: 'unknown-format'; readonly path: string; readonly seen: string; readonly known: readonly string[] }
	/** A table in which no column has one of the usual names of an id. */
	| { readonly kind: 'table-without-case'; readonly path: string; readonly columns: readonly string[] }
	| {
			readonly kind: 'unknown-importer';
			readonly name: string;
			readonly suggestion: string | undefined;
			readonly known: readonly string[];
	  }
	/** The content is of a known format and damaged, or holds no run. `message` says where, and why. */
	| { readonly kind: 'unusable-import'; readonly path: string; readonly message: string }
	/** Runs of which nobody can tell the variant. */
	| {
			readonly kind: 'unmatched-runs';
			readonly experiment: string;
			/** What the tool calls them. */
			readonly labels: readonly string[];
			readonly variants: readonly string[];
	  }
	/** `--only` names a run that is not there. */
	| {
			readonly kind: 'unknown-imported-run';
			readonly name: string;
			readonly suggestion: string | undefined;
			readonly known: readonly string[];
	  };
