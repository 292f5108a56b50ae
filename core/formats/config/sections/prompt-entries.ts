import { z } from 'zod';
import { ownValue } from '../../../base/own-value.ts';
import { withoutUndefined } from '../../../base/without-undefined.ts';
import type { DialectOverrides } from '../../prompt/dialects/parts/dialect-overrides.ts';
import { templateNames } from '../../prompt/template-name.ts';
import { dialectIds } from '../../prompt/dialect-ids.ts';
import { globSchema } from '../glob-schema.ts';

/** Languages that a template may be written in. */
export const templateSchema = z.enum(templateNames);

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

/**
 * The dialects of a configuration together with what the entries of its `prompts:` say of dialect and template; where both say something
 * of one glob, `dialects` decides.
 *
 * @param entries - `prompts:` as it is written. What cannot be read says nothing.
 */
export function withEntryReadings(dialects: DialectOverrides, entries: unknown): DialectOverrides {
	const said: [string, DialectOverrides[string]][] = [];
	for (const written of Array.isArray(entries) ? entries : []) {
		const { data: entry } = entrySchema.safeParse(written);
		if (entry === undefined || typeof entry === 'string' || entry.at !== undefined) continue;
		const { path, template, dialect } = entry;
		const own = ownValue(dialects, path);
		const chosen = typeof own === 'string' ? own : dialect;
		if (template !== undefined || chosen !== undefined) said.push([path, withoutUndefined({ dialect: chosen, template })]);
	}
	if (said.length === 0) return dialects;
	const globs = new Set(said.map(([glob]) => glob));
	return Object.fromEntries([...said, ...Object.entries(dialects).filter(([glob]) => !globs.has(glob))]);
}
