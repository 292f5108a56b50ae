import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import type { Comparison, MetricComparison } from '../../core/judging/compare/comparison.ts';
import { launchChromium } from './chromium.ts';
import { compareState } from './compare-state.ts';
import { compareVariants } from './comparison-fixture.ts';
import type { Answer } from './comparison-fixture.ts';
import { PanelPage, themes } from './panel-page.ts';
import type { ThemeName } from './panel-page.ts';

/** Spreads differences over cases without randomness. */
const wave = (index: number): number => Math.sin(index * 12.9898) / 2;

function answer(side: number): (index: number) => Answer {
	return index => ({
		scores: {
			// 78 against 96 of 100 cases.
			pass_rate: index % 25 < (side === 0 ? 19 : 24) ? 1 : 0,
			clarity: 0.5 + wave(index) / 4 + side * (0.002 + wave(index + 3) / 80),
			toxicity: 0.1 + side * (0.05 + wave(index + 1) / 20),
			tone: 0.6 + side * wave(index + 5),
			length: 100 + side * 3 * wave(index + 2),
		},
		...(side === 1 && index % 33 === 1 ? { error: 'The model did not answer.' } : {}),
	});
}

const metrics = {
	pass_rate: { goal: 'maximize', primary: true, min_effect: 0.05 },
	clarity: { goal: 'maximize', min_effect: 0.05 },
	toxicity: { goal: 'minimize', min_effect: 0.01 },
	tone: { goal: 'maximize', min_effect: 0.03 },
	length: { goal: 'minimize' },
} as const;

function severalVerdicts(): Comparison {
	const comparison = compareVariants({
		metrics,
		variants: [
			{ name: 'v1', version: '1.0.0', answer: answer(0) },
			{ name: 'v2', version: '2.0.0', answer: answer(1) },
		],
		caseCount: 100,
		plan: { seeds: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10], dataset: { path: 'datasets/python-100.jsonl', size: 250 } },
	});
	const slice = (value: string, n: number, names: readonly string[]): Comparison['slices'][number] => ({
		column: 'language',
		value,
		n,
		metrics: comparison.metrics.filter(({ name }) => names.includes(name)).map(metric => ({ ...metric, primary: false, pairs: n })),
	});
	return {
		...comparison,
		slices: [slice('pt', 40, ['pass_rate', 'tone']), slice('en', 57, ['pass_rate'])],
		comparability: `${comparison.comparability} Interim: 1 of 10 planned seeds, 40 of 100 cases.`,
		worst_slices: [
			{
				candidate: comparison.candidates[0] ?? '',
				column: 'language',
				value: 'pt',
				metric: 'pass_rate',
				words: 'The worst slice by language is pt: …',
			},
		],
	};
}

/** The same numbers under another verdict, for the looks of all. */
function asVerdict(comparison: Comparison, verdict: MetricComparison['verdict'], words: string): Comparison {
	return { ...comparison, slices: [], metrics: comparison.metrics.map(metric => ({ ...metric, verdict, words })) };
}

suite('verdicts in the compare panel', () => {
	let browser: Browser;
	let panel: PanelPage;

	suiteSetup(async () => {
		browser = await launchChromium();
	});
	suiteTeardown(() => browser.close());
	teardown(async () => {
		assert.deepEqual(panel.complaints, []);
		await panel.close();
	});

	async function open(comparison: Comparison, theme: ThemeName = 'dark-modern'): Promise<void> {
		panel = await PanelPage.open(browser, { panel: 'compare', theme });
		await panel.receive(compareState(comparison));
	}

	test('a forest plot says in words what it draws, in units of the difference that matters', async () => {
		const comparison = severalVerdicts();
		await open(comparison);
		const section = panel.page.getByRole('region', { name: 'Differences of v2 and what matters' });
		const label = (await section.locator('canvas').getAttribute('aria-label')) ?? '';
		for (const metric of comparison.metrics.filter(({ min_effect: margin }) => margin !== null)) {
			assert.ok(label.includes(`${metric.name}: `) && label.includes(metric.words), `${metric.name} in ${label}`);
		}
		assert.ok(label.includes('tone · language = pt: '));
		assert.match(
			await section.innerText(),
			/Better is on the right\. .* Not drawn, because they have no min_effect: error_rate, length/s,
		);
	});

	test('the plot has a table that opens by keyboard', async () => {
		await open(severalVerdicts());
		const details = panel.page.locator('.forest-table');
		await details.locator('summary').focus();
		await panel.page.keyboard.press('Enter');
		const rows = await panel.texts('.forest-table tbody tr');
		assert.equal(rows.length, 7);
		assert.match(rows[0] ?? '', /^pass_rate \d+ \+\d+\.\d pts .* 5 points (Improved|No difference shown)/);
		assert.match(rows.find(row => row.startsWith('pass_rate · language = en')) ?? '', /^pass_rate · language = en 57 /);
	});

	test('slices have a table of their own, and the worst is marked in words', async () => {
		await open(severalVerdicts());
		const section = panel.page.getByRole('region', { name: 'Slices' }).first();
		assert.match(await section.innerText(), /The worst slice by language is pt: …/);
		const rows = await panel.texts('.slices tbody tr');
		assert.deepEqual(
			rows.map(row => row.split(' ').slice(0, 5).join(' ')),
			['language = pt worst pass_rate', 'language = pt worst tone', 'language = en pass_rate 57'],
		);
		await panel.receive(compareState({ ...severalVerdicts(), slices: [], worst_slices: [] }));
		await panel.page.locator('.slices').waitFor({ state: 'detached' });
	});

	test('a metric without a difference that matters has no place in the plot', async () => {
		const comparison = severalVerdicts();
		const plain = comparison.metrics.map(metric => ({ ...metric, min_effect: null }));
		await open({ ...comparison, metrics: plain, slices: [] });
		assert.equal(await panel.page.locator('.forest-table').count(), 0);
	});

	test('answers in error and an incomplete plan stand before the numbers', async () => {
		await open(severalVerdicts());
		assert.match((await panel.texts('.chips')).join(), /v2: 3 answers in error/);
		assert.match(
			await panel.page.getByRole('region', { name: 'Comparability' }).innerText(),
			/Interim: 1 of 10 planned seeds, 100 of 250 cases\./,
		);
	});

	test('every verdict leads to its page', async () => {
		const comparison = severalVerdicts();
		await open(comparison);
		await panel.page.locator('.verdict-help').first().focus();
		await panel.page.keyboard.press('Enter');
		assert.deepEqual(panel.sent.at(-1), { kind: 'explain', verdict: comparison.metrics[0]?.verdict });
		const box = await panel.page.locator('.verdict-help').first().boundingBox();
		assert.ok(box !== null && box.width >= 24 && box.height >= 24);
	});

	for (const theme of Object.keys(themes) as ThemeName[]) {
		test(`is readable in ${theme}`, async () => {
			const comparison = severalVerdicts();
			await open(comparison, theme);
			await panel.page.locator('.forest-table summary').click();
			assert.deepEqual(await panel.faintTexts(), []);
			await panel.screenshot(`verdicts-${theme}`);
			for (const [verdict, words] of [
				['equivalent', 'Equivalent · within 5 points'],
				['differs-unexplained', 'Differs, unexplained · nothing that is recorded differs, so something else changed'],
				['not-enough-data', 'Not enough data · 4 cases, at least 6 needed'],
				['not-comparable', 'Not comparable · different dataset'],
			] as const) {
				await panel.receive(compareState(asVerdict(comparison, verdict, words)));
				assert.deepEqual(await panel.faintTexts(), []);
				await panel.screenshot(`verdicts-${verdict}-${theme}`);
			}
		});
	}
});
