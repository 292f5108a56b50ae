import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import type { Comparison } from '../../core/judging/compare/comparison.ts';
import { comparePanelMessageSchema } from '../../webviews/compare/protocol.ts';
import { launchChromium } from './chromium.ts';
import { compareState } from './compare-state.ts';
import { caseId, compareVariants, manyMetrics } from './comparison-fixture.ts';
import type { Answer } from './comparison-fixture.ts';
import { PanelPage } from './panel-page.ts';
import type { ThemeName } from './panel-page.ts';

/** Case 7 falls from 1 to 0; cases 3 and 4 rise; the others stay. */
const before = (index: number): Answer => ({ scores: { rate: [3, 4].includes(index) ? 0 : 1 }, output: `before ${index}` });
const after = (index: number): Answer => ({ scores: { rate: index === 7 ? 0 : 1 }, output: `after ${index}` });

function longComparison(caseCount: number): Comparison {
	return compareVariants({
		metrics: { rate: { primary: true } },
		variants: [
			{ name: 'v1', version: '1.0.0', answer: before },
			{ name: 'v2', version: '2.0.0', answer: after },
		],
		caseCount,
	});
}

suite('tables of the compare panel', () => {
	let browser: Browser;
	let panel: PanelPage;

	suiteSetup(async () => {
		browser = await launchChromium();
	});
	suiteTeardown(() => browser.close());

	async function open(comparison: Comparison, options: { savedState?: unknown; theme?: ThemeName } = {}): Promise<void> {
		panel = await PanelPage.open(browser, { panel: 'compare', ...options });
		await panel.receive(compareState(comparison));
	}

	teardown(async () => {
		assert.deepEqual(panel.complaints, [], 'no script error and no violation of the content security policy');
		await panel.close();
	});

	const metricNames = (): Promise<string[]> => panel.texts('.verdicts .metric-name');

	test('pin a metric to the top with the keyboard, and let it go again', async () => {
		await open(manyMetrics({ metricCount: 8, candidateCount: 1, caseCount: 10 }));
		const asComputed = await metricNames();
		const last = asComputed.at(-1) ?? '';
		await panel.page.getByRole('button', { name: `Pin ${last} to the top` }).focus();
		await panel.page.keyboard.press('Enter');
		assert.deepEqual(await metricNames(), [last, ...asComputed.slice(0, -1)]);
		assert.equal(await panel.page.evaluate('document.activeElement.getAttribute("aria-pressed")'), 'true', 'the focus goes along');
		await panel.page.keyboard.press('Enter');
		assert.deepEqual(await metricNames(), asComputed);
	});

	test('hide metrics, say how many, and bring them back', async () => {
		await open(manyMetrics({ metricCount: 8, candidateCount: 1, caseCount: 10 }));
		const asComputed = await metricNames();
		await panel.page.getByRole('button', { name: `Hide ${asComputed[1] ?? ''}` }).click();
		await panel.page.getByRole('button', { name: `Hide ${asComputed[2] ?? ''}` }).click();
		assert.equal((await metricNames()).length, asComputed.length - 2);
		await panel.page.getByRole('button', { name: '2 hidden metrics' }).click();
		await panel.page.getByRole('button', { name: `Show ${asComputed[2] ?? ''}` }).click();
		assert.deepEqual(
			await metricNames(),
			asComputed.filter(name => name !== asComputed[1]),
		);
		await panel.page.getByRole('button', { name: '1 hidden metric' }).click();
		await panel.page.getByRole('button', { name: `Show ${asComputed[1] ?? ''}` }).click();
		assert.deepEqual(await metricNames(), asComputed);
	});

	test('search metrics by name and by verdict without losing the focus', async () => {
		await open(manyMetrics({ metricCount: 8, candidateCount: 1, caseCount: 10 }));
		await panel.page.getByRole('searchbox', { name: 'Search metrics' }).focus();
		await panel.page.keyboard.type('metric_003');
		assert.deepEqual(await metricNames(), ['metric_003']);
		await panel.page.keyboard.type(' nowhere');
		assert.equal(await panel.page.locator('.empty[role=status]').innerText(), 'No metric matches the search.');
	});

	test('come back pinned, hidden, searched and sorted after a reload', async () => {
		const comparison = manyMetrics({ metricCount: 8, candidateCount: 1, caseCount: 10 });
		await open(comparison);
		await panel.page.getByRole('button', { name: 'Pin metric_005 to the top' }).click();
		await panel.page.getByRole('button', { name: 'Hide metric_001' }).click();
		await panel.page.getByRole('searchbox', { name: 'Search metrics' }).fill('metric');
		const shown = await metricNames();
		const { savedState } = panel;
		await panel.close();
		await open(comparison, { savedState });
		assert.equal(shown[0], 'metric_005');
		assert.deepEqual(await metricNames(), shown);
	});

	test('hold only the rows in sight of 200 candidates with 100 metrics each, and find any of them', async function () {
		// To compute 20,000 comparisons takes most of the time.
		this.timeout(300_000);
		await open(manyMetrics({ metricCount: 100, candidateCount: 199, caseCount: 6 }));
		const rows = panel.page.locator('.verdicts tbody tr');
		assert.ok((await rows.count()) < 120, `${await rows.count()} rows`);
		assert.equal(await panel.page.locator('.verdicts').getAttribute('aria-rowcount'), String(199 * 102 + 1));
		await panel.page.getByRole('searchbox', { name: 'Search metrics' }).fill('metric_042 c150');
		assert.deepEqual(await panel.texts('.verdicts tbody .group-name'), ['c150']);
		assert.deepEqual(await metricNames(), ['metric_042']);
	});

	test('show any of 10,000 cases where it belongs when scrolled to', async () => {
		await open(longComparison(10_000));
		assert.ok((await panel.page.locator('tr.case').count()) < 60);
		await panel.page.evaluate('window.scrollTo(0, document.documentElement.scrollHeight)');
		await panel.page.getByRole('button', { name: caseId(9999) }).waitFor();
		assert.ok((await panel.page.locator('tr.case').count()) < 60);
		assert.equal(await panel.page.locator('tr.case').last().getAttribute('aria-rowindex'), '10001');
		await panel.page.evaluate('window.scrollTo(0, document.documentElement.scrollHeight / 2)');
		await panel.settle();
		const visible = await panel.page.evaluate<number>(
			`[...document.querySelectorAll('tr.case')].filter(row => row.getBoundingClientRect().bottom > 0 && row.getBoundingClientRect().top < innerHeight).length`,
		);
		assert.ok(visible >= 5, `${visible} rows are in sight`);
	});

	test('keep an open case where it is when the host sends the comparison anew', async () => {
		const comparison = longComparison(2000);
		await open(comparison);
		await panel.page.evaluate('window.scrollTo(0, 60000)');
		await panel.settle();
		const name = (await panel.texts('tr.case .case-name'))[12] ?? '';
		await panel.page.getByRole('button', { name, exact: true }).click();
		await panel.settle();
		const top = async (): Promise<number | undefined> => (await panel.page.getByRole('button', { name, exact: true }).boundingBox())?.y;
		const place = await top();
		await panel.receive(compareState(comparison));
		await panel.settle();
		assert.ok(Math.abs(((await top()) ?? Infinity) - (place ?? 0)) < 3, `${String(place)} → ${String(await top())}`);
		assert.equal(await panel.page.getByRole('button', { name, exact: true }).getAttribute('aria-expanded'), 'true');
	});

	test('keep the row with the focus while it is scrolled out of sight', async () => {
		await open(longComparison(2000));
		await panel.page.getByRole('button', { name: caseId(2), exact: true }).focus();
		await panel.page.evaluate('window.scrollTo(0, 90000)');
		await panel.settle();
		assert.equal(await panel.page.evaluate('document.activeElement.dataset.key'), `case ${caseId(2)}`);
	});

	test('sort cases by what was lost and what was gained', async () => {
		await open(longComparison(20));
		const sortBy = async (label: string): Promise<string[]> => {
			await panel.page.locator('vscode-dropdown[data-key=case-sort]').click();
			await panel.page.getByRole('option', { name: label }).click();
			return panel.texts('.case-name');
		};
		assert.equal((await sortBy('Largest loss first'))[0], caseId(7));
		assert.deepEqual((await sortBy('Largest gain first')).slice(0, 2), [caseId(3), caseId(4)]);
		assert.equal((await sortBy('Worst of the candidate first'))[0], caseId(7));
		assert.equal((await sortBy('Case'))[0], caseId(0));
	});

	test('tell the scatter of cases in words', async () => {
		await open(longComparison(20));
		const label = await panel.page.getByRole('img', { name: /by case/ }).getAttribute('aria-label');
		assert.equal(label, 'rate by case, v2 against v1: 2 improved, 1 regressed, 17 the same');
	});

	test('draw what runs wrote step by step, metric by metric', async () => {
		panel = await PanelPage.open(browser, { panel: 'compare' });
		const series = ['v1', 'v2'].flatMap((variant, index) =>
			['loss', 'accuracy'].map(metric => ({
				side: `exp-001/${variant}`,
				run: `run-${index}`,
				metric,
				points: Array.from({ length: 30 }, (_, step) => [step, metric === 'loss' ? 2 / (1 + step / (4 + index)) : step / 30]),
			})),
		);
		await panel.receive(compareState(longComparison(10), { series }));
		assert.equal(await panel.page.getByRole('img', { name: /^accuracy: v1 run-0 0\.0 % → 96\.7 %; v2/ }).count(), 1);
		await panel.page.locator('vscode-dropdown[data-key=series-metric]').click();
		await panel.page.locator('vscode-dropdown[data-key=series-metric]').getByRole('option', { name: 'loss' }).click();
		assert.equal(await panel.page.getByRole('img', { name: /^loss: v1 run-0 2\.00 → / }).count(), 1);
		await panel.screenshot('compare-series');
	});

	test('lead to the link, to how it is computed, and to a request for promotion', async () => {
		panel = await PanelPage.open(browser, { panel: 'compare' });
		await panel.receive(compareState(longComparison(10)));
		await panel.page.getByRole('button', { name: 'Export' }).click();
		await panel.page.getByRole('button', { name: 'Copy Link' }).click();
		await panel.page.getByRole('button', { name: 'how this is computed' }).click();
		await panel.page.getByText('Request promotion…').click();
		assert.deepEqual(
			panel.sent.slice(1).map(message => comparePanelMessageSchema.parse(message)),
			[{ kind: 'copy-link' }, { kind: 'explain' }, { kind: 'request-promotion', candidate: 'exp-001/v2' }],
		);
	});
});
