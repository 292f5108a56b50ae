import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import type { Comparison } from '../../core/judging/compare/comparison.ts';
import { feedbackSchema } from '../../core/formats/run/feedback.ts';
import { comparePanelMessageSchema } from '../../webviews/compare/protocol.ts';
import { launchChromium } from './chromium.ts';
import { compareState } from './compare-state.ts';
import { caseId, compareVariants } from './comparison-fixture.ts';
import { PanelPage, themes } from './panel-page.ts';
import type { ThemeName } from './panel-page.ts';

const hostile = '<img src=x onerror="window.wasRun = true">';
const ana = 'Ana <ana@example.com>';
const bo = 'Bo <bo@example.com>';

/** `[case, score, label, comment, person]`. */
type Said = readonly [index: number, score: number | undefined, label: string | undefined, comment: string | undefined, by: string];

function rated(...said: readonly Said[]): Comparison {
	const feedback = said.map(([index, score, label, comment, by]) =>
		feedbackSchema.parse({ case: caseId(index), score, label, comment, by, at: '2025-02-01T09:30:00Z' }),
	);
	const answer = (rate: number) => (index: number) => ({ scores: { rate: index % 4 === 0 ? rate : 1 }, output: `Answer ${index}` });
	return compareVariants({
		metrics: { rate: { primary: true } },
		variants: [
			{ name: 'v1', version: '1.0.0', answer: answer(0), feedback },
			{ name: 'v2', version: '2.0.0', answer: answer(1) },
		],
		caseCount: 12,
	});
}

suite('feedback in the compare panel', () => {
	let browser: Browser;
	let panel: PanelPage;

	suiteSetup(async () => {
		browser = await launchChromium();
	});
	suiteTeardown(() => browser.close());

	async function open(
		comparison: Comparison,
		{ canRate = true, ...options }: { canRate?: boolean; savedState?: unknown; theme?: ThemeName } = {},
	): Promise<void> {
		panel = await PanelPage.open(browser, { panel: 'compare', ...options });
		await panel.receive(compareState(comparison, { canRate }));
	}

	teardown(async () => {
		assert.deepEqual(panel.complaints, [], 'no script error and no violation of the content security policy');
		await panel.close();
	});

	const ratings = (): unknown[] => panel.sent.slice(1).map(message => comparePanelMessageSchema.parse(message));
	const fields = (): ReturnType<PanelPage['page']['locator']> => panel.page.getByRole('group', { name: 'Your feedback' }).first();
	const openCase = (index: number): Promise<void> => panel.page.getByRole('button', { name: caseId(index), exact: true }).click();

	test('is given with the keyboard alone, on the very answer that is shown', async () => {
		const comparison = rated();
		await open(comparison);
		await panel.page.getByRole('button', { name: caseId(2), exact: true }).focus();
		await panel.page.keyboard.press('Enter');
		await panel.page.keyboard.press('Tab');
		await panel.page.keyboard.type('4,5');
		await panel.page.keyboard.press('Tab');
		await panel.page.keyboard.type('wrong-tone');
		await panel.page.keyboard.press('Tab');
		await panel.page.keyboard.type('Too terse.');
		await panel.page.keyboard.press('Control+Enter');
		await panel.settle();
		const [run] = comparison.sides[0]?.runs ?? [];
		assert.deepEqual(ratings(), [{ kind: 'rate', run, case: caseId(2), score: 4.5, label: 'wrong-tone', comment: 'Too terse.' }]);
		assert.equal(await fields().getByText('Saving…').count(), 1);
	});

	test('is not sent while it says nothing or its score is no number', async () => {
		await open(rated());
		await openCase(2);
		await fields().getByText('Save').click();
		assert.equal(await fields().getByText('Give a score, a label or a comment.').count(), 1);
		await fields().getByRole('textbox', { name: 'Score' }).fill('high');
		await fields().getByText('Save').click();
		assert.equal(await fields().getByText('The score is not a number.').count(), 1);
		assert.deepEqual(ratings(), []);
	});

	test('is kept while it is typed, over new data of the host and over a reload, until it is saved', async () => {
		await open(rated());
		await openCase(2);
		await fields().getByRole('textbox', { name: 'Comment' }).fill('Half a sent');
		await panel.receive(compareState(rated()));
		assert.equal(await fields().getByRole('textbox', { name: 'Comment' }).inputValue(), 'Half a sent');
		const { savedState } = panel;
		await panel.close();
		await open(rated(), { savedState });
		assert.equal(await fields().getByRole('textbox', { name: 'Comment' }).inputValue(), 'Half a sent');
		await panel.receive(compareState(rated([2, undefined, undefined, 'Half a sent', ana])));
		assert.equal(await fields().getByRole('textbox', { name: 'Comment' }).inputValue(), '');
	});

	test('of others stands below the answer as text, whatever markup it holds', async () => {
		await open(rated([1, 2, 'poor', hostile, ana]));
		assert.deepEqual(await panel.texts('.ratings li'), [`2 poor ${hostile} Ana, 2025-02-01`]);
		assert.equal(await panel.page.locator('.ratings img').count(), 0);
		assert.equal(await panel.page.evaluate('window.wasRun'), undefined);
	});

	test('is a metric of the comparison, and raters are told how far they agree', async () => {
		await open(
			rated(
				[1, 2, undefined, undefined, ana],
				[1, 3, undefined, undefined, bo],
				[2, 5, undefined, undefined, ana],
				[2, 5, undefined, undefined, bo],
			),
		);
		assert.match((await panel.texts('.verdicts tbody tr')).find(row => row.startsWith('human_rating')) ?? '', /3\.75 n\/a/);
		assert.match(
			(await panel.texts('.footnote'))[0] ?? '',
			/ · 2 people rated, alpha 0\.\d\d on 2 answers scored by several people \(Krippendorff\) · how this is computed$/,
		);
		await panel.page.locator('vscode-dropdown[data-key=case-sort]').click();
		assert.equal(await panel.page.getByRole('option', { name: 'Worst rated first' }).count(), 1);
	});

	test('is read only where the workspace is not trusted', async () => {
		await open(rated([1, 2, 'poor', undefined, ana]), { canRate: false });
		await openCase(1);
		assert.equal(await panel.page.locator('.ratings li').count(), 1);
		assert.equal(await panel.page.getByRole('group', { name: 'Your feedback' }).count(), 0);
	});

	for (const theme of Object.keys(themes) as ThemeName[]) {
		test(`can be read in ${theme}`, async () => {
			await open(
				rated(
					[1, 2, 'poor', 'Says nothing of empty lists.', ana],
					[1, 3, 'poor', undefined, bo],
					[2, 5, 'good', undefined, ana],
					[2, 5, 'good', undefined, bo],
				),
				{ theme },
			);
			await openCase(1);
			await fields().getByRole('textbox', { name: 'Label' }).fill('wrong-tone');
			await panel.screenshot(`feedback-${theme}`);
			assert.deepEqual(await panel.faintTexts(), []);
		});
	}
});
