import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { compileCatalogue } from '../core/base/sentence-catalogue.ts';
import type { SentenceCatalogue } from '../core/base/sentence-catalogue.ts';

const entriesSchema = z.record(z.string(), z.string());

/**
 * The sentences in the editor's language, from `folder`, the `l10n` of the extension.
 *
 * @param locale - As the editor names it: `pt-br`.
 * @returns Undefined for a language without a catalogue: its readers read English.
 */
export function readSentenceCatalogue(folder: string, locale: string | undefined): SentenceCatalogue | undefined {
	if (locale?.toLowerCase() !== 'pt-br') return undefined;
	const text = readFileSync(join(folder, 'sentences.pt-br.json'), 'utf8');
	return compileCatalogue(entriesSchema.parse(JSON.parse(text)));
}
