import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { compileCatalogue } from '../core/base/sentence-catalogue.ts';
import type { SentenceCatalogue } from '../core/base/sentence-catalogue.ts';

const entriesSchema = z.record(z.string(), z.string());

/**
 * The sentences in the editor's language, from `sentences.pt-br.json` and `sentences-….pt-br.json` in `folder`, the `l10n` of the extension.
 *
 * @param locale - As the editor names it: `pt-br`.
 * @returns Undefined for a language without a catalogue: its readers read English.
 */
export function readSentenceCatalogue(folder: string, locale: string | undefined): SentenceCatalogue | undefined {
	return hasCatalogue(locale) ? compileCatalogue(readSentences(folder)) : undefined;
}

/** False for a language whose readers read English. */
export function hasCatalogue(locale: string | undefined): boolean {
	return locale?.toLowerCase() === 'pt-br';
}

/** English pattern to Portuguese pattern, of every file of sentences in `folder`. */
export function readSentences(folder: string): Readonly<Record<string, string>> {
	const files = readdirSync(folder).filter(name => /^sentences(-[a-z]+)?\.pt-br\.json$/.test(name));
	const read = (name: string): Record<string, string> => entriesSchema.parse(JSON.parse(readFileSync(join(folder, name), 'utf8')));
	return Object.assign({}, ...files.map(read)) as Record<string, string>;
}
