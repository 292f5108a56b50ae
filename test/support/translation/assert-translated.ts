import assert from 'node:assert/strict';
import { join } from 'node:path';
import { compileCatalogue, readSentence } from '../../../core/base/sentence-catalogue.ts';
import { readSentences } from '../../../io/read-sentence-catalogue.ts';

const catalogue = compileCatalogue(readSentences(join(process.cwd(), 'l10n')));

/** Words that English sentences are held together by, and that no name, number or command of the fixtures has. */
const english = /(?<![\p{L}/-])(the|is|are|has|have|was|were|of|which|that|this|and|cannot|its)(?![\p{L}/-])/u;

/** Fails for a sentence that a reader of Portuguese would meet in English, in whole or in part. */
export function assertTranslated(sentence: string): void {
	const { text, kept } = readSentence(sentence, catalogue);
	assert.notEqual(text, sentence, `l10n has no sentence for: ${sentence}`);
	for (const part of kept) assert.doesNotMatch(part, english, `l10n leaves this in English: ${part}\nof: ${sentence}`);
}
