import type { RecordedAnswer, AnsweredRun } from '../evaluate/recorded-answers.ts';
import type { Combination } from './experiment-run.ts';

/** The recorded answers of one variant under one seed. */
export interface CombinationAnswers {
	/** The newest run that has an answer, or an error, to each of the questions; undefined when there is none. */
	readonly complete: AnsweredRun | undefined;
	/** Whatever is recorded, by the digest of the question; the newest answer wins. */
	readonly answers: ReadonlyMap<string, RecordedAnswer>;
}

/** Finds what is recorded for one variant and seed. Answers of other variants are other observations, whatever was asked. */
export function answersOf(
	{ variant, seed }: Combination,
	digests: readonly string[],
	recorded: readonly AnsweredRun[],
): CombinationAnswers {
	const own = recorded.filter(({ run: { record } }) => record.variant === variant && record.seed === seed);
	return {
		complete: own.findLast(({ answers }) => digests.every(digest => answers.has(digest))),
		answers: new Map(own.flatMap(({ answers }) => [...answers])),
	};
}
