import { z } from 'zod';
import { fail, succeed } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { readOptions } from './scorer.ts';
import type { OptionsIssue, ReadyScorer, Score, Scorer } from './scorer.ts';

const options = z.strictObject({ all: z.array(z.record(z.string(), z.unknown())).min(1) });
const weightSchema = z.number().positive('write a number above 0').default(1);

/** One of several scorers, ready, and what its score weighs. */
interface Part {
	readonly scorer: ReadyScorer;
	readonly weight: number;
}

/** Reads one scorer of the list. The failure is the end of a sentence about it. */
type ReadPart = (written: Readonly<Record<string, unknown>>) => Result<{ scorer: Scorer; ready: ReadyScorer }, string>;

/** The mean of several scorers. Only scores between 0 and 1 have a mean that says anything. */
export const all = (readPart: ReadPart): Scorer => ({
	name: 'all',
	summary: 'From 0 to 1, the mean of several scorers; each may have a `weight`.',
	kind: 'share',
	ready: written => {
		const read = readOptions('all', options, written);
		if (!read.ok) return read;
		const parts: Part[] = [];
		for (const [index, each] of read.value.all.entries()) {
			const part = partOf(each, readPart);
			if (!part.ok) return fail({ key: 'all', message: `the scorer number ${index + 1} ${part.failure.message}` });
			parts.push(part.value);
		}
		return succeed((answer, context) => meanOf(parts.map(({ scorer, weight }) => ({ score: scorer(answer, context), weight }))));
	},
});

function partOf({ weight, ...written }: Readonly<Record<string, unknown>>, readPart: ReadPart): Result<Part, OptionsIssue> {
	const weighed = readOptions('weight', weightSchema, weight);
	if (!weighed.ok) return fail({ key: 'all', message: `has a weight that it does not take: ${weighed.failure.message}` });
	const part = readPart(written);
	if (!part.ok) return fail({ key: 'all', message: part.failure });
	const { scorer, ready } = part.value;
	if (scorer.kind === 'number')
		return fail({ key: 'all', message: `is “${scorer.name}”, whose numbers go beyond 0 to 1; give it a metric of its own` });
	return succeed({ scorer: ready, weight: weighed.value });
}

function meanOf(parts: readonly { readonly score: Score; readonly weight: number }[]): Score {
	let [sum, weights] = [0, 0];
	for (const { score, weight } of parts) {
		if (score.kind !== 'score') return score;
		sum += score.value * weight;
		weights += weight;
	}
	return { kind: 'score', value: sum / weights };
}
