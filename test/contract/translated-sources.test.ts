import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileCatalogue, readSentence } from '../../core/base/sentence-catalogue.ts';
import { dialects } from '../../core/formats/prompt/dialects/all-dialects.ts';
import { readSentences } from '../../io/read-sentence-catalogue.ts';
import { sourceSentences } from '../support/translation/source-sentences.ts';

const catalogue = compileCatalogue(readSentences(join(process.cwd(), 'l10n')));

/** Where every text is one that the editor shows. */
const translated = [
	'core/formats/run',
	'core/use-cases/import/plan-import.ts',
	'core/use-cases/import/tools/inspect-ai/field-fates.ts',
	'core/use-cases/import/tools/promptfoo/field-fates.ts',
	'core/use-cases/record/reservations-about-run.ts',
	'core/use-cases/run',
	'io/endpoints',
	'io/files/error-code.ts',
	'io/files/read-text.ts',
	'io/files/reason-against-folder.ts',
	'language-server/features/rename',
	'templates',
];

/** What looks like a sentence and is a name, a signature or a value as Python prints it. */
const sameInEveryLanguage =
	/^\w+\(.*\)$|^(block|call|elif|extends|filter|for|from|if|import|include|macro|set|with) |^(class|method) |^\[(object|media)|^(not in|no path|Semantic Kernel)$|^[a-z_]+(, [a-z_]+)+$|^⟨1⟩ as ⟨2⟩$/;

/** The sentences without a translation, with their places. */
function untranslated(path: string): readonly string[] {
	return sourceSentences(path)
		.filter(({ text }) => !sameInEveryLanguage.test(text) && readSentence(text, catalogue).text === text)
		.map(({ place, text }) => `${place}: ${text}`);
}

suite('texts of the sources in Brazilian Portuguese', () => {
	for (const path of translated) {
		test(`every sentence of ${path} has a translation`, () => assert.deepEqual(untranslated(path), []));
	}

	test('why a file is read as a dialect, and its title, have one', () => {
		const shown = sourceSentences('core/formats/prompt/dialects').filter(({ text }) => /^Its? /.test(text));
		assert.ok(shown.length > 20, String(shown.length));
		const sentences = [...shown.map(({ text }) => text), ...dialects.map(({ title }) => title).filter(title => title.includes(' '))];
		assert.deepEqual(
			sentences.filter(text => !sameInEveryLanguage.test(text) && readSentence(text, catalogue).text === text),
			[],
		);
	});

	test('the headings of a reproduction have one', () => {
		const [headings] = /headings: \[([^\]]*)\]/.exec(readFileSync('core/words/describe-reproduction.ts', 'utf8'))?.slice(1) ?? [];
		const words = (headings ?? '')
			.split(', ')
			.map(word => word.slice(1, -1))
			.filter(word => word !== '');
		assert.equal(words.length, 5);
		assert.deepEqual(
			words.filter(word => readSentence(word, catalogue).text === word),
			[],
		);
	});

	test('a sentence without one is found with its line', () => {
		assert.match(untranslated('core/use-cases/ci/ci-scripts.ts')[0] ?? '', /^core\/use-cases\/ci\/ci-scripts\.ts:\d+: /);
	});
});
