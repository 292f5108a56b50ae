/** Why references cannot be compared. */
export type CompareFailure =
	| {
			/** The reference is no run, variant, experiment or prompt of this workspace. */
			readonly kind: 'unknown-comparison-side';
			readonly reference: string;
			/** What was probably meant. */
			readonly suggestion: string | undefined;
			/** Some of what could be compared instead. */
			readonly known: readonly string[];
	  }
	| {
			readonly kind: 'comparison-side-without-runs';
			/** Label of the side. */
			readonly side: string;
			/** Runs that exist and do not count, because they failed or were cancelled. */
			readonly unfinishedCount: number;
	  }
	| {
			readonly kind: 'comparison-needs-two-sides';
			/** The only side there is; undefined without any. */
			readonly side: string | undefined;
			/** What it could be compared with. */
			readonly others: readonly string[];
	  };
