import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { compileCatalogue, readSentence } from '../../core/base/sentence-catalogue.ts';
import { rules } from '../../language-server/rules/all-rules.ts';
import { readCases, runCase } from './rule-case.ts';

const entries = z.record(z.string(), z.string()).parse(JSON.parse(readFileSync('l10n/sentences.pt-br.json', 'utf8')));
const catalogue = compileCatalogue(entries);

suite('findings in Brazilian Portuguese', () => {
	for (const rule of rules) {
		test(`${rule.id}: every finding and every fix of its cases has a translation`, () => {
			const cases = readCases(readFileSync(`language-server/rules/${rule.id}/cases.txt`, 'utf8'));
			const left = cases.flatMap(({ body }) => {
				const { findings } = runCase(rule, body);
				return findings.flatMap(({ message, fixes, related }) =>
					[message, ...fixes.map(({ title }) => title), ...related.map(place => place.message)].flatMap(sentence =>
						englishLeftIn(sentence, documentOf(body)),
					),
				);
			});
			assert.deepEqual([...new Set(left)], []);
		});
	}

	test('the catalogue is sorted, and both sides of an entry have the same placeholders', () => {
		const keys = Object.keys(entries);
		assert.deepEqual(keys, keys.toSorted());
		assert.deepEqual(
			Object.entries(entries).filter(([english, translated]) => placeholdersIn(english) !== placeholdersIn(translated)),
			[],
		);
	});

	test('a sentence without a translation is noticed', () => {
		assert.deepEqual(englishLeftIn('The prompt is wrong.', 'Write {{ x }}.'), ['The prompt is wrong. → The prompt is wrong.']);
	});
});

/** What a case gives to its rule, without the findings and fixes that are expected. */
function documentOf(body: string): string {
	return body
		.split('\n')
		.filter(line => /^[|<+@]/.test(line))
		.join('\n');
}

/** The parts of a sentence that stay English: not words of the document, but words that the catalogue translates elsewhere. */
function englishLeftIn(sentence: string, document: string): readonly string[] {
	const { kept } = readSentence(sentence, catalogue);
	return kept
		.filter(part => !document.includes(part) && part.split(/[^A-Za-z]+/).some(word => isEnglish(word) && !document.includes(word)))
		.map(part => `${sentence} → ${part}`);
}

function isEnglish(word: string): boolean {
	return englishWords.has(word.toLowerCase());
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

function placeholdersIn(text: string): string {
	return [...new Set(text.match(/\{\d+\}/g))].sort().join(' ');
}
