import { RE2JS } from 're2js';
import { z } from 'zod';
import { defineScorer, passOrFail } from './scorer.ts';

/** RE2 takes time in proportion to the answer, whatever the pattern; what it cannot do for that is refused when the plan is read. */
const pattern = z.string().superRefine((text, context) => {
	try {
		RE2JS.compile(text);
	} catch (error) {
		const reason = error instanceof Error ? error.message : 'it cannot be read';
		context.addIssue({
			code: 'custom',
			message: `write a regular expression that RE2 reads, without look-around and back-references (${reason})`,
		});
	}
});

export const regex = defineScorer({
	name: 'regex',
	summary: 'Passes when the regular expression (RE2) matches somewhere in the answer.',
	kind: 'pass-fail',
	options: z.strictObject({ regex: pattern }),
	score: ({ output }, { regex: wanted }) => passOrFail(RE2JS.compile(wanted).matcher(output).find()),
});
