import { join } from 'node:path';
import { compileCatalogue, readSentence, translateSentence } from '../../../core/base/sentence-catalogue.ts';
import { readSentences } from '../../../io/read-sentence-catalogue.ts';

const entries = readSentences(join(process.cwd(), 'l10n'));
const catalogue = compileCatalogue(entries);

/** A sentence as a reader of Brazilian Portuguese sees it. */
export function inPortuguese(sentence: string): string {
	return translateSentence(sentence, catalogue);
}

/** The parts of a sentence that stay English: not words of `document`, but words that the catalogue translates elsewhere. */
export function englishLeftIn(sentence: string, document: string): readonly string[] {
	const { kept } = readSentence(sentence, catalogue);
	return kept
		.filter(part => !document.includes(part) && !isNames(part) && englishWordsIn(part, document).length > 0)
		.map(part => `${sentence} → ${part}`);
}

/** The words of a text that are English, but for those of `document` and what is in inline code or quotation marks. */
export function englishWordsIn(text: string, document: string): readonly string[] {
	const words = text
		.replaceAll('\\', '')
		.replaceAll(/`[^`]*`|“[^”]*”/g, '')
		.split(/[^\p{L}_]+/u);
	return words.filter(word => englishWords.has(word.toLowerCase()) && !document.includes(word));
}

/** Names of roles, files, rules and the like, and words in quotation marks: the same in every language. */
function isNames(part: string): boolean {
	return part
		.replaceAll(/“[^”]*”/g, '')
		.split(', ')
		.every(name => !name.trim().includes(' '));
}

/** Words of our sentences that their translations do not have. */
const englishWords = wordsOfCatalogue();

function wordsOfCatalogue(): ReadonlySet<string> {
	const words = (text: string): readonly string[] => text.toLowerCase().match(/\p{L}{2,}/gu) ?? [];
	const portuguese = new Set(Object.values(entries).flatMap(words));
	return new Set(
		Object.keys(entries)
			.flatMap(words)
			.filter(word => !portuguese.has(word)),
	);
}
