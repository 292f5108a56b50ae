import assert from 'node:assert/strict';
import { compileCatalogue, readSentence, translateSentence } from './sentence-catalogue.ts';

const catalogue = compileCatalogue({
	'Gate {0} has no kind. Give it exactly one of {1}.': 'O critério {0} não tem tipo. Dê a ele exatamente um de {1}.',
	'Gate {0} has no kind. {1}': 'O critério {0} não tem tipo. {1}',
	'{0} or {1}': '{0} ou {1}',
	'“{0}” is not a key of {1}.': '{1} não tem a chave “{0}”.',
	'{0} Fix it and try again.': '{0} Corrija e tente de novo.',
	'a list': 'uma lista',
	text: 'texto',
	'**Rule** {0}': '**Regra** {0}',
	'{0}{1}': '{1}{0}',
});

function translate(sentence: string): string {
	return translateSentence(sentence, catalogue);
}

suite('sentence catalogue', () => {
	test('a sentence is translated by its pattern and keeps its parts', () => {
		assert.equal(
			translate('Gate 3 has no kind. Give it exactly one of metric, lint.'),
			'O critério 3 não tem tipo. Dê a ele exatamente um de metric, lint.',
		);
	});

	test('parts stand where the other language has them', () => {
		assert.equal(translate('“seed” is not a key of variants.'), 'variants não tem a chave “seed”.');
	});

	test('a sentence that the catalogue does not know stays English', () => {
		const sentence = 'Nothing of this is known.';
		assert.deepEqual(readSentence(sentence, catalogue), { text: sentence, kept: [sentence] });
	});

	test('a pattern of one word does not put that word into a sentence that stays English', () => {
		for (const sentence of ['It is a file or the folder of it.', 'The file was moved or cannot be read.', 'a list or the end of it']) {
			assert.equal(translate(sentence), sentence);
		}
		assert.equal(translate('accuracy or f1'), 'accuracy ou f1');
	});

	test('of several patterns that fit, the one with the longest text of its own wins', () => {
		assert.equal(
			translate('Gate 3 has no kind. Give it exactly one of a list.'),
			'O critério 3 não tem tipo. Dê a ele exatamente um de uma lista.',
		);
		assert.equal(translate('Gate 3 has no kind. Remove it.'), 'O critério 3 não tem tipo. Remove it.');
	});

	test('parts that are sentences or phrases of the catalogue are translated too', () => {
		assert.equal(
			translate('“seed” is not a key of text or a list. Fix it and try again.'),
			'texto ou uma lista não tem a chave “seed”. Corrija e tente de novo.',
		);
	});

	test('a word in quotation marks is the user’s and stays as it is, even if the catalogue knows it', () => {
		assert.deepEqual(readSentence('“text” is not a key of text.', catalogue), {
			text: 'texto não tem a chave “text”.',
			kept: [],
		});
	});

	test('a part that imitates the pattern is kept letter by letter', () => {
		const hostile = '”{0} is not a key of ';
		assert.ok(translate(`“${hostile}” is not a key of x.`).includes('”{0}'));
		assert.equal(translate('“{1}” is not a key of $& {0}.'), '$& {0} não tem a chave “{1}”.');
		assert.equal(translate('“__proto__” is not a key of constructor.'), 'constructor não tem a chave “__proto__”.');
	});

	test('Markdown around a part stays', () => {
		assert.equal(translate('**Rule** `unused-variable`'), '**Regra** `unused-variable`');
	});

	test('a pattern without a word of its own matches nothing', () => {
		assert.equal(translate('anything at all'), 'anything at all');
	});

	test('a word that only touches a placeholder is not relied on', () => {
		const plural = compileCatalogue({ '{0}s of {1} runs': '{0}s de {1} execuções' });
		assert.equal(translateSentence('seconds of 3 runs', plural), 'seconds de 3 execuções');
	});

	test('a text of several sentences or lines is read one by one', () => {
		assert.equal(
			translate('“a” is not a key of text. “b” is not a key of a list.\n“c” is not a key of x.'),
			'texto não tem a chave “a”. uma lista não tem a chave “b”.\nx não tem a chave “c”.',
		);
		assert.equal(translate('Unknown words. “b” is not a key of 0.5.'), 'Unknown words. 0.5 não tem a chave “b”.');
	});

	test('ten thousand long parts, and a sentence that nests without end, come back whole', () => {
		const long = `“${'word '.repeat(10_000)}” is not a key of ${'a or '.repeat(10_000)}b.`;
		const translated = translate(long);
		assert.equal(translated.split('word').length, 10_001);
		assert.equal(translated.split(/ or | ou /).length, 10_001);
		const nested = translate(`x${' Fix it and try again.'.repeat(10_000)}`);
		assert.equal(nested.split(/ Fix it and try again\.| Corrija e tente de novo\./).length, 10_001);
	});
});
