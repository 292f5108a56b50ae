import { z } from 'zod';

/** One line of text that names something: a reference, a run, a stage. */
const name = (description: string): z.ZodString =>
	z
		.string()
		.min(1)
		.max(300)
		.regex(/^[^\0\r\n]*$/, 'takes one line')
		.describe(description);

/** Inputs that several tools take. */
export const inputs = {
	name,
	reference: name('NAME, NAME@VERSION or NAME@STAGE, for example answer@Production'),
	version: name('NAME@VERSION, for example answer@1.2.0'),
	stage: name('a stage, for example Staging or Production'),
	experiment: name('id of an experiment, for example exp-001'),
	/** A path inside the workspace: no tool of an agent reads elsewhere. */
	path: name('a file or folder of the workspace, relative to its root').refine(
		path => !/^(?:[/\\~]|[A-Za-z]:)|(?:^|[/\\])\.\.(?:[/\\]|$)/.test(path),
		'must be inside the workspace',
	),
	reason: z.string().min(1).max(2000).describe('why, in a sentence or two; kept for the people who decide'),
};
