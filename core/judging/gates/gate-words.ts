import type { GateOutcome } from '../../formats/registry/registry-file.ts';

/** An outcome with the word for it, which may be of another language. */
interface WordedOutcome extends Omit<GateOutcome, 'outcome'> {
	readonly outcome: string;
}

/** An outcome in one or two sentences: `test_pass_rate >= 0.85: inconclusive, 0.894. 89.4 % on 100 cases, …`. */
export function gateInWords({ gate, outcome, observed, threshold, detail }: WordedOutcome): string {
	const head = `${gate}${threshold === undefined ? '' : ` (${threshold})`}: ${outcome}${observed === undefined ? '' : `, ${observed}`}.`;
	return detail === undefined ? head : `${head} ${detail}${/[.?!]$/.test(detail) ? '' : '.'}`;
}
