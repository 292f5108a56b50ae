import { z } from 'zod';
import { dialectIds } from '../../prompt/dialect-ids.ts';
import { globSchema } from '../glob-schema.ts';

/** Languages that a template may be written in. */
export const templateSchema = z.enum(['jinja2', 'nunjucks', 'handlebars', 'mustache', 'f-string', 'dollar', 'none']);

const entrySchema = z.union([
	globSchema,
	z.strictObject({
		path: globSchema.describe('Glob of the files.'),
		at: z.string().optional().describe('Where in each file the prompts are, as a JSON path such as $.*.system_prompt.'),
		template: templateSchema.optional().describe('Language of their templates.'),
		dialect: z
			.enum([...dialectIds, 'none'])
			.optional()
			.describe('Their dialect.'),
	}),
]);

/**
 * `prompts:` of the configuration, as globs. An entry that names a place inside its files gives none: the whole file is not a prompt.
 */
export const promptEntriesSchema = z
	.array(entrySchema)
	.default(['prompts/**'])
	.transform(entries => entries.flatMap(entry => (typeof entry === 'string' ? entry : entry.at === undefined ? entry.path : [])))
	.describe('Globs of prompt files, or entries that also say what the files are.');
