/** One case on one side, answers to it averaged. */
export interface CaseResult {
	/** Metric name to mean score over the answers without error. */
	readonly scores: Readonly<Record<string, number>>;
	/** Number of answers, errors included. */
	readonly answers: number;
	readonly errors: number;
	/** The first answer as text, shortened to 4,000 characters. */
	readonly output: string | undefined;
	/** The run that gave the first answer; what people say of the output belongs there. */
	readonly run: string;
	/** What people say of any of the answers; absent when nobody has said anything. */
	readonly ratings?: readonly CaseFeedback[];
}

/** What one person says of the answer of one run to a case. */
export interface CaseFeedback {
	readonly run: string;
	/** `Name <email>`. */
	readonly by: string;
	/** ISO 8601 in UTC. */
	readonly at: string;
	/** On the scale of whoever rates. */
	readonly score?: number;
	readonly label?: string;
	readonly comment?: string;
}

/** How far people who rated the same answers agree. */
export interface RaterAgreement {
	/** People who said anything, two or more. */
	readonly raters: number;
	/** Answers that at least two people scored. */
	readonly scored: number;
	/** Krippendorff's alpha of the scores, at interval level; null where they are too few or all equal. */
	readonly alpha: number | null;
	/** Answers that at least two people labelled. */
	readonly labelled: number;
	/** Of the labels: Cohen's kappa between two people, Krippendorff's alpha at nominal level among more. */
	readonly labels: number | null;
	/** All of it in one line. */
	readonly words: string;
}

/** One case on all sides. */
export interface CaseComparison {
	readonly case: string;
	readonly input: string | undefined;
	/** One per side, baseline first; undefined where a side does not have the case. */
	readonly sides: readonly (CaseResult | undefined)[];
}
