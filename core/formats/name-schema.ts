import { z } from 'zod';
import { problemOfName } from './problem-of-name.ts';

/** The name of a prompt or a component, in Unicode's form NFC: what a reference, a file name and a Git tag can hold. */
export const nameSchema = z
	.string()
	.normalize('NFC')
	.refine(name => problemOfName(name) === undefined, {
		error: ({ input }) => problemOfName(String(input).normalize('NFC')) ?? '',
	});
