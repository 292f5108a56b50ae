import { z } from 'zod';
import { modelConfigSchema } from '../models/model-config.ts';
import type { DialectOverrides } from '../prompt/dialects/parts/dialect-overrides.ts';
import type { Problem } from '../../base/problem.ts';
import { dialectIds } from '../prompt/dialect-ids.ts';
import type { YamlSource } from '../../base/yaml/yaml-source.ts';
import { globSchema } from './glob-schema.ts';
import { promotionSchema } from './promotion-config.ts';
import { automationSchema } from './sections/automation-config.ts';
import { cardSchema } from './sections/card-schema.ts';
import { endpointSchema } from './sections/endpoint-config.ts';
import { hostSchema } from './sections/host-config.ts';
import type { PlaceGlob } from './sections/prompt-entries.ts';
import { promptEntriesSchema } from './sections/prompt-entries.ts';
import { trimEndOf } from '../../base/text/trim-end-of.ts';

const severitySettingSchema = z.enum(['off', 'hint', 'info', 'warning', 'error']);

const folderSchema = z
	.string()
	.overwrite(folder => trimEndOf(folder.replace(/^\.\//, ''), '/'))
	.refine(isFolderInside, 'Write a folder inside the workspace, such as “experiments”');

/** `stagemark.yaml` at the root. Every key has a default: the conventional layout needs no file. */
export const configSchema = z.strictObject({
	prompts: promptEntriesSchema,
	dialects: z
		.record(globSchema, z.enum([...dialectIds, 'none']))
		.default({})
		.describe(
			'Dialect by glob, for files whose content is misjudged; “none” for files that are not prompts. The last matching glob applies.',
		),
	experiments: folderSchema.default('experiments').describe('Folder of experiments.'),
	registry: folderSchema.default('registry').describe('Folder of registry files.'),
	stages: z
		.array(z.string())
		.min(1)
		.default(['None', 'Staging', 'Production', 'Archived'])
		.describe('Stages in order: the first means not promoted yet, and the previous version of a stage moves to the last.'),
	promotion: promotionSchema.default({}).describe('What a move to a stage requires.'),
	git: z
		.strictObject({
			commit: z.boolean().default(true).describe('Commit what record and promote write.'),
			tag: z.boolean().default(true).describe('Tag the first move of a version to Production.'),
			sign: z
				.enum(['inherit', 'always', 'never'])
				.default('inherit')
				.describe('Sign commits and tags; by default as Git is configured.'),
		})
		.prefault({})
		.describe('What record and promote do in Git: whether they commit, tag and sign.'),
	rules: z
		.record(z.string(), z.union([severitySettingSchema, z.looseObject({ severity: severitySettingSchema.optional() })]))
		.default({})
		.describe('Severity by rule, or severity and options.'),
	preview: z.boolean().default(false).describe('Run rules in preview as well.'),
	host: hostSchema
		.prefault({})
		.describe('Tags, filters, tests and helpers that the program that renders the prompts adds to their template language.'),
	models: z
		.record(z.string(), modelConfigSchema)
		.default({})
		.describe('Models in addition to the built-in catalogue, or instead of its entries.'),
	code: z
		.array(globSchema)
		.default(['**/*.{py,ts,tsx,js,mjs,cjs}'])
		.describe('Globs of source files to search for prompts and references; an empty list searches none.'),
	cards: z
		.record(z.string(), cardSchema)
		.default({})
		.describe('Facts about prompts that their files do not state, by path or path#name.'),
	endpoints: z.record(z.string(), endpointSchema).default({}).describe('Services that answer prompts, each under a name of your choice.'),
	automation: z.array(automationSchema).default([]).describe('Actions to run when an event happens.'),
	metadata: z
		.strictObject({
			required_for: z.array(globSchema).default([]).describe('Globs of generated files that need a record in metadata/.'),
		})
		.prefault({})
		.describe('Records of generated files.'),
});

/** What the file says, and what follows from the entries of its `prompts`. */
export type Config = Omit<z.output<typeof configSchema>, 'dialects'> & {
	/** With what those entries say of their files: see `withEntryReadings`. */
	readonly dialects: DialectOverrides;
	/** The places inside files that they name; none by default. */
	readonly places?: readonly PlaceGlob[];
};

/** The configuration in force, from `stagemark.yaml` or the defaults. Plain data: it survives JSON. */
export interface ConfigInForce {
	readonly value: Config;
	/** False when there is no `stagemark.yaml`. */
	readonly isWritten: boolean;
	readonly problems: readonly Problem[];
}

/** The same with the file it was read from. */
export interface ParsedConfig extends ConfigInForce {
	readonly yaml: YamlSource;
	/** Settings that this version reads and does not act on. They keep nothing back. */
	readonly idle: readonly Problem[];
}

function isFolderInside(folder: string): boolean {
	return !folder.includes('\\') && folder.split('/').every(part => part !== '' && part !== '.' && part !== '..');
}
