import { z } from 'zod';

/**
 * One line of `feedback.jsonl` beside a run: what one person says of the answer to one case. The file only grows; a later
 * line of the same person on the same case takes the place of the earlier one.
 */
export const feedbackSchema = z.looseObject({
	/** The case of samples.jsonl. */
	case: z.union([z.string(), z.number()]).transform(String),
	/** On the scale of whoever rates; a mean is taken over it. A truth value reads as 0 or 1. */
	score: z.union([z.number(), z.boolean()]).transform(Number).optional(),
	/** A word for the answer, for example `good`, `wrong-tone`. */
	label: z.string().optional(),
	comment: z.string().optional(),
	/** `Name <email>`, as Git knows the person. */
	by: z.string(),
	/** ISO 8601 in UTC. */
	at: z.string(),
});

export type Feedback = z.output<typeof feedbackSchema>;

/** What people's scores are called where metrics are compared: the mean score of a case over people and runs. */
export const feedbackMetric = 'human_rating';

/** Name of the file, beside run.json. */
export const feedbackFile = 'feedback.jsonl';
