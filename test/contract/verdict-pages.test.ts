import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { verdictNames } from '../../core/judging/compare/report/verdict-words.ts';
import { explainingPage } from '../../extension/panels/explaining-page.ts';

/** What gates ask for stands beside the verdict and has a page as well. */
const pages = [...Object.keys(verdictNames), 'not-worse'];

suite('pages of the verdicts', () => {
	for (const verdict of pages) {
		for (const [language, sections] of [
			['en', ['When', 'How to read it', 'What to do']],
			['pt-BR', ['Quando', 'Como ler', 'O que fazer']],
		] as const) {
			test(`${verdict} is explained in ${language}: when it is said, how to read it, what to do`, () => {
				const path = ['docs', ...explainingPage(verdict, language)].join('/');
				assert.ok(existsSync(path), `${path} is missing`);
				const text = readFileSync(path, 'utf8');
				for (const section of sections) assert.ok(text.includes(`**${section}.**`), `${path} does not say: ${section}`);
				const name = Object.entries(verdictNames).find(([key]) => key === verdict)?.[1];
				assert.deepEqual(pictureProblems(text), [], path);
				if (language === 'en' && name !== undefined) assert.ok(text.startsWith(`# ${name}\n`), `${path} has another title`);
			});
		}
	}

	test('no page is left of a verdict that is gone', () => {
		const known = new Set(pages.flatMap(verdict => ['en', 'pt-BR'].map(language => explainingPage(verdict, language)[1])));
		assert.deepEqual(
			readdirSync('docs/verdicts').filter(name => !known.has(name)),
			[],
		);
	});
});

/** What is wrong with the pictures of a page: none at all, one that is missing, one without words or for one theme only. */
function pictureProblems(text: string): readonly string[] {
	const pictures = [
		...text.matchAll(/<picture>\s*<source media="([^"]*)" srcset="([^"]*)">\s*<img alt="([^"]*)" src="([^"]*)">\s*<\/picture>/g),
	];
	if (pictures.length === 0) return ['no picture'];
	return pictures.flatMap(([, media, light = '', words = '', dark = '']) => [
		...(media === '(prefers-color-scheme: light)' && light === dark.replace('-dark', '-light') ? [] : [`${dark} has no light one`]),
		...[light, dark].filter(file => !existsSync(join('docs/verdicts', file))),
		...(words.length > 40 ? [] : [`${dark} has no words`]),
	]);
}
