import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { z } from 'zod';
import { compileCatalogue, translateSentence } from '../../core/base/sentence-catalogue.ts';
import { translateComparison } from '../../extension/panels/translate-comparison.ts';
import { readSentences } from '../../io/read-sentence-catalogue.ts';
import { launchChromium } from './chromium.ts';
import { compareState } from './compare-state.ts';
import { PanelPage } from './panel-page.ts';
import { verdictScenes } from './verdict-scenes.ts';

/** Wide enough for every column and narrow enough to be read on a page. */
const width = 940;

/** The page shows what is said of the sides and of the metrics. */
const shown = ['.banner', '[aria-labelledby="verdict-heading"] > .footnote'] as const;

const portuguese = {
	bundle: z.record(z.string(), z.string()).parse(JSON.parse(readFileSync('l10n/bundle.l10n.pt-br.json', 'utf8'))),
	catalogue: compileCatalogue(readSentences(join(process.cwd(), 'l10n'))),
};

const languages = [
	{ suffix: '', translations: {}, translate: (sentence: string) => sentence },
	{
		suffix: '.pt-br',
		translations: portuguese.bundle,
		translate: (sentence: string) => translateSentence(sentence, portuguese.catalogue),
	},
] as const;

suite('pictures of the verdicts', function () {
	this.timeout(120_000);
	let browser: Browser;

	suiteSetup(async () => {
		browser = await launchChromium();
	});
	suiteTeardown(() => browser.close());

	for (const { suffix, translations, translate } of languages) {
		for (const theme of ['light-modern', 'dark-modern'] as const) {
			test(`show what the panel says, with nothing faint or cut off: ${theme}${suffix}`, async () => {
				const panel = await PanelPage.open(browser, { panel: 'compare', theme, width, translations });
				for (const { name, words, banner, compare } of verdictScenes) {
					await panel.receive(compareState(translateComparison(compare(), translate)));
					const [verdict = ''] = await panel.texts('.verdict-cell');
					assert.equal(verdict, translate(words), name);
					if (suffix === '') assert.match((await panel.texts('.banner')).join(' '), banner);
					assert.deepEqual(await panel.faintTexts(), [], name);
					assert.deepEqual(await panel.cutTexts(), [], name);
					await panel.pictureOf(shown, `verdicts/${name}-${theme.split('-')[0]}${suffix}`);
				}
				assert.deepEqual(panel.complaints, []);
				await panel.close();
			});
		}
	}
});
