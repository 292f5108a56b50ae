import { z } from 'zod';
import { globProblem } from '../../base/match-glob.ts';

/** A glob of workspace paths. Refuses what leads outside of the workspace or takes forever to match. */
export const globSchema = z.string().superRefine((glob, context) => {
	const message = globProblem(glob);
	if (message !== undefined) context.addIssue({ code: 'custom', message });
});
