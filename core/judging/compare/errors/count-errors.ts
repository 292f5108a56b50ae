import { errorOf } from '../../../formats/run/sample-error.ts';
import type { Sample } from '../../../formats/run/sample.ts';
import type { SideErrors } from '../comparison.ts';

/** The answers of one side, run by run. */
interface Answers {
	readonly runs: readonly { readonly samples: readonly Sample[] }[];
}

/** The errors of a side by kind, and how many of `caseIds` it has no answer for, in error or not. */
export function countErrors({ runs }: Answers, caseIds: ReadonlySet<string>): SideErrors {
	const counts = { refused: 0, timeout: 0, failed: 0 };
	const answered = new Set<string>();
	for (const sample of runs.flatMap(({ samples }) => samples)) {
		answered.add(sample.case);
		const error = errorOf(sample);
		if (error !== undefined) counts[error.kind]++;
	}
	const missing = [...caseIds].filter(id => !answered.has(id)).length;
	return { total: counts.refused + counts.timeout + counts.failed, ...counts, missing };
}

/** The cases that any of the sides has an answer for. */
export function caseIdsOf(sides: readonly Answers[]): ReadonlySet<string> {
	return new Set(sides.flatMap(({ runs }) => runs.flatMap(({ samples }) => samples.map(sample => sample.case))));
}
