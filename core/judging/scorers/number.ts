import { z } from 'zod';
import { defineScorer, passOrFail } from './scorer.ts';

/** A number with or without sign, point, exponent and commas between thousands. */
const numberInText = /[-+]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?:[eE][-+]?\d+)?|[-+]?\.\d+/g;

export const number = defineScorer({
	name: 'number',
	summary: 'Passes when the last number in the answer is this one, within `tolerance` (0 by default).',
	kind: 'pass-fail',
	options: z.strictObject({
		number: z.union([z.number(), z.string().min(1)]),
		tolerance: z.number().nonnegative().default(0).describe('The largest difference that passes.'),
	}),
	score: ({ output }, { number: wanted, tolerance }, { render }) => {
		const expected = typeof wanted === 'number' ? wanted : Number(render(wanted).trim() || Number.NaN);
		if (!Number.isFinite(expected)) return { kind: 'failed', reason: 'What is expected of this case is not a number.' };
		const found = output.match(numberInText)?.at(-1);
		return passOrFail(found !== undefined && Math.abs(Number(found.replaceAll(',', '')) - expected) <= tolerance);
	},
});
