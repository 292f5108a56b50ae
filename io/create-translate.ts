import { join } from 'node:path';
import { translateSentence } from '../core/base/sentence-catalogue.ts';
import type { SentenceCatalogue } from '../core/base/sentence-catalogue.ts';
import { readSentenceCatalogue } from './read-sentence-catalogue.ts';

/** Puts an English sentence of ours into the language of the reader; unknown ones stay as they are. */
export type Translate = (sentence: string) => string;

/** Reads the catalogue that came with this bundle when the first sentence is shown, and none for a client that speaks English. */
export function createTranslate(locale: () => string | undefined): Translate {
	let catalogue: { readonly known: SentenceCatalogue | undefined } | undefined;
	return sentence => {
		catalogue ??= { known: readSentenceCatalogue(join(__dirname, '..', 'l10n'), locale()) };
		return catalogue.known === undefined ? sentence : translateSentence(sentence, catalogue.known);
	};
}
