import { z } from 'zod';

/** The name of a prompt, a component or an experiment: what a reference, a file name and a Git tag can hold. */
export const nameSchema = z
	.string()
	.regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/, 'use letters A to Z, digits, dots, hyphens and underscores, and begin with a letter or digit');
