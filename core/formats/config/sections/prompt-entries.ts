import { z } from 'zod';
import { ownValue } from '../../../base/own-value.ts';
import { withoutUndefined } from '../../../base/without-undefined.ts';
import type { DialectOverrides } from '../../prompt/dialects/parts/dialect-overrides.ts';
import { placePath } from '../../prompt/place/place-path.ts';
import { readPlacePattern } from '../../prompt/place/place-pattern.ts';
import { templateNames } from '../../prompt/template-name.ts';
import { dialectIds } from '../../prompt/dialect-ids.ts';
import { globSchema } from '../glob-schema.ts';

/** Languages that a template may be written in. */
export const templateSchema = z.enum(templateNames);

const entrySchema = z.union([
	globSchema,
	z.strictObject({
		path: globSchema.describe('Glob of the files.'),
		at: z
			.string()
			.refine(at => readPlacePattern(at) !== undefined, 'write a JSON path to the texts, such as $.*.system_prompt')
			.optional()
			.describe('Where in each file the prompts are, as a JSON path such as $.*.system_prompt.'),
		template: templateSchema.optional().describe('Language of their templates.'),
		dialect: z
			.enum([...dialectIds, 'none'])
			.optional()
			.describe('Their dialect.'),
	}),
]);

/**
 * `prompts:` of the configuration, as globs. An entry that names a place inside its files gives none, since the whole file is not a prompt: see
 * `placesOfEntries`.
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
		if (entry === undefined || typeof entry === 'string') continue;
		const { template, dialect, at } = entry;
		const path = at === undefined ? entry.path : placePath({ file: entry.path, at });
		const own = ownValue(dialects, path);
		const chosen = typeof own === 'string' ? own : dialect;
		if (template !== undefined || chosen !== undefined) said.push([path, withoutUndefined({ dialect: chosen, template })]);
	}
	if (said.length === 0) return dialects;
	const globs = new Set(said.map(([glob]) => glob));
	return Object.fromEntries([...said, ...Object.entries(dialects).filter(([glob]) => !globs.has(glob))]);
}

/** Which places inside which files are prompts. */
export interface PlaceGlob {
	/** Glob of the files. */
	readonly glob: string;
	/** A JSON path, which may have stars. */
	readonly at: string;
}

/** The places that the entries of `prompts:` name. What cannot be read says nothing. */
export function placesOfEntries(entries: unknown): readonly PlaceGlob[] {
	return (Array.isArray(entries) ? entries : []).flatMap((written: unknown) => {
		const { data: entry } = entrySchema.safeParse(written);
		return entry === undefined || typeof entry === 'string' || entry.at === undefined ? [] : [{ glob: entry.path, at: entry.at }];
	});
}
