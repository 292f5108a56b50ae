import type { Sample } from '../../../formats/run/sample.ts';
import { errorOf } from '../../../formats/run/sample-error.ts';
import { passAtK, passHatK } from '../../../statistics/repeats/pass-at-k.ts';
import type { CompareSideInput } from './compare-side.ts';

/** A metric of several answers to a case: whether any of k passes, pass@k, or all of them do, pass^k. */
export interface Repeats {
	readonly kind: '@' | '^';
	readonly k: number;
	/** The score of each answer, 0 or 1. */
	readonly of: string;
}

/** Why pass@k or pass^k of two sides is not computed. */
export type RepeatsLack =
	| { readonly kind: 'not-pass-fail'; readonly metric: string }
	| {
			readonly kind: 'few-repeats';
			readonly needed: number;
			/** The most answers that the side with fewer of them has to any case, those in error left out. */
			readonly most: number;
	  };

/** `correct pass@5`. */
export function repeatedName({ of, kind, k }: Repeats): string {
	return `${of} pass${kind}${k}`;
}

/** What a name such as `correct pass@5` means; undefined for any other name. */
export function readRepeatedName(name: string): Repeats | undefined {
	const found = /^(.+) pass([@^])([1-9]\d{0,5})$/s.exec(name);
	return found === null ? undefined : { of: found[1] ?? '', kind: found[2] === '@' ? '@' : '^', k: Number(found[3]) };
}

/** The estimate from all answers to one case; undefined with fewer than k of them, and where one is neither 0 nor 1. */
export function repeatedScore(values: readonly number[], { kind, k }: Repeats): number | undefined {
	if (values.some(value => value !== 0 && value !== 1)) return undefined;
	const outcome = { attempts: values.length, passes: values.filter(value => value === 1).length };
	return kind === '@' ? passAtK(outcome, k) : passHatK(outcome, k);
}

/** Why there is no value at all, where one of the sides has none. */
export function repeatsLack(sides: readonly CompareSideInput[], { of, k }: Repeats): RepeatsLack | undefined {
	const counts = sides.map(side => {
		const byCase = new Map<string, number>();
		for (const sample of samplesOf(side)) {
			if (errorOf(sample) === undefined && Object.hasOwn(sample.scores, of))
				byCase.set(sample.case, (byCase.get(sample.case) ?? 0) + 1);
		}
		return [...byCase.values()].reduce((most, count) => Math.max(most, count), 0);
	});
	const hasOther = sides.some(side =>
		samplesOf(side).some(({ scores }) => Object.hasOwn(scores, of) && scores[of] !== 0 && scores[of] !== 1),
	);
	if (hasOther) return { kind: 'not-pass-fail', metric: of };
	const most = Math.min(...counts);
	return most < k ? { kind: 'few-repeats', needed: k, most } : undefined;
}

function samplesOf({ runs }: CompareSideInput): readonly Sample[] {
	return runs.flatMap(({ samples }) => samples);
}
