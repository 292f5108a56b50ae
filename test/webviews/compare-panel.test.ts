import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import type { Comparison } from '../../core/judging/compare/comparison.ts';
import { comparePanelMessageSchema } from '../../webviews/compare/protocol.ts';
import { eventually } from '../support/eventually.ts';
import { launchChromium } from './chromium.ts';
import { compareState } from './compare-state.ts';
import { caseId, compareVariants } from './comparison-fixture.ts';
import type { Answer } from './comparison-fixture.ts';
import { builtStyles, PanelPage, themes } from './panel-page.ts';
import type { ThemeName } from './panel-page.ts';

const subject = { folder: 'file:///repository', references: ['exp-001'] };
const hostile = '<img src=x onerror="window.wasRun = true"><script>window.wasRun = true</script>';
const shortMedian = 'def median(xs):\n    return xs[len(xs)//2]';
const rightMedian = 'def median(xs):\n    s = sorted(xs)\n    n = len(s)\n    return (s[(n-1)//2] + s[n//2]) / 2';

/** Spreads differences over cases without randomness. */
const wave = (index: number): number => Math.sin(index * 12.9898) / 2;

function answerV1(index: number): Answer {
	return {
		scores: {
			test_pass_rate: index % 4 === 0 ? 0 : 1,
			bleu: 0.7 + wave(index) / 5,
			complexity: 5.2 + wave(index),
			human_rating: 3 + wave(index) * 2,
		},
		output: index === 3 ? hostile : shortMedian,
		costUsd: 0.006 + wave(index) / 1000,
	};
}

function answerV2(index: number): Answer {
	return {
		scores: {
			test_pass_rate: index % 25 === 1 ? 0 : 1,
			bleu: 0.71 + wave(index + 7) / 5,
			complexity: 4.1 + wave(index) * 0.9,
			human_rating: 3.2 + wave(index + 3) * 2,
		},
		output: index === 3 ? hostile : rightMedian,
		costUsd: 0.0082 + wave(index + 1) / 1000,
		...(index === 5 ? { error: 'The model did not answer.' } : {}),
	};
}

const metrics = {
	test_pass_rate: { goal: 'maximize', primary: true, min_effect: 0.05 },
	bleu: { goal: 'maximize', min_effect: 0.2 },
	complexity: { goal: 'minimize' },
	human_rating: { goal: 'maximize', min_effect: 0.05 },
} as const;

const v1 = { name: 'v1', version: '1.0.0', answer: answerV1 };
const v2 = { name: 'v2', version: '2.0.0', answer: answerV2 };

function usualComparison(): Comparison {
	return compareVariants({
		metrics,
		variants: [v1, v2],
		caseCount: 100,
		caseInput: index => (index === 3 ? hostile : `Median, case ${index}`),
	});
}

suite('compare panel', () => {
	let browser: Browser;
	let panel: PanelPage;

	suiteSetup(async () => {
		browser = await launchChromium();
	});
	suiteTeardown(() => browser.close());

	async function open(
		comparison: Comparison,
		options: { theme?: ThemeName; width?: number; savedState?: unknown } = {},
	): Promise<PanelPage> {
		panel = await PanelPage.open(browser, { panel: 'compare', ...options });
		await panel.receive(compareState(comparison));
		return panel;
	}

	/** Everything but `ready`, each checked as the host checks it. */
	function answers(): unknown[] {
		return panel.sent.map(message => comparePanelMessageSchema.parse(message)).filter(message => message.kind !== 'ready');
	}

	teardown(async () => {
		assert.deepEqual(panel.complaints, [], 'no script error and no violation of the content security policy');
		await panel.close();
	});

	test('asks the host for its state as soon as it can show it', async () => {
		panel = await PanelPage.open(browser, { panel: 'compare' });
		await panel.settle();
		assert.deepEqual(panel.sent, [{ kind: 'ready' }]);
	});

	test('says that it is working while the host computes', async () => {
		panel = await PanelPage.open(browser, { panel: 'compare' });
		await panel.receive({ kind: 'state', subject, state: { kind: 'loading', title: 'exp-001' } });
		assert.equal(await panel.page.getByRole('heading', { level: 1 }).innerText(), 'exp-001');
		assert.equal(await panel.page.getByRole('status').innerText(), 'Reading the recorded results…');
		await panel.screenshot('compare-loading');
	});

	test('shows a failure in the words of the host', async () => {
		panel = await PanelPage.open(browser, { panel: 'compare' });
		const message = 'exp-009 is not an experiment here. Its folder may have been renamed. Check the reference.';
		await panel.receive({ kind: 'state', subject, state: { kind: 'failed', title: 'exp-009', message } });
		assert.equal(await panel.page.getByRole('alert').innerText(), message);
		await panel.screenshot('compare-failed');
	});

	test('says so when it cannot draw what it was sent, and draws the next one again', async () => {
		panel = await PanelPage.open(browser, { panel: 'compare' });
		await panel.receive({ kind: 'state', subject, state: { kind: 'comparison', comparison: { metrics: null }, choices: [] } });
		assert.match(await panel.page.getByRole('alert').innerText(), /^The results are safe; only this view of them failed\./);
		assert.equal(panel.complaints.splice(0).length, 1, 'the error is not swallowed');
		await panel.receive(compareState(usualComparison()));
		assert.equal(await panel.page.locator('.verdicts tbody tr').count(), 6);
	});

	test('keeps the comparison on the screen, marked as busy, while the next one is computed', async () => {
		await open(usualComparison());
		await panel.receive({ kind: 'state', subject, state: { kind: 'loading', title: 'exp-001' } });
		assert.equal(await panel.page.getByRole('main').getAttribute('aria-busy'), 'true');
		assert.equal(await panel.page.locator('.verdicts tbody tr').count(), 6);
	});

	test('prints every metric with the words, numbers and interval that core computed', async () => {
		const comparison = usualComparison();
		await open(comparison);
		const rows = await panel.texts('.verdicts tbody tr');
		assert.equal(rows.length, comparison.metrics.length);
		for (const [index, metric] of comparison.metrics.entries()) {
			const row = rows[index] ?? '';
			assert.ok(row.startsWith(metric.name), `${row} starts with ${metric.name}`);
			assert.ok(row.includes(metric.words), `${row} says “${metric.words}”`);
		}
		assert.match(rows[0] ?? '', /^test_pass_rate primary 7[0-9.]+ % 9[0-9.]+ % \+[0-9.]+ pts \+[0-9.]+ … \+[0-9.]+ < 0\.001 /);
		assert.deepEqual(new Set(comparison.metrics.map(metric => metric.verdict)).size >= 3, true, 'the fixture shows several verdicts');
		assert.equal(
			await panel.page.locator('.verdicts + .footnote, .table-frame + .footnote').first().innerText(),
			`${comparison.footnote} · how this is computed`,
		);
	});

	test('tells verdicts apart by shape, not by colour alone', async () => {
		await open(usualComparison());
		const shapes = await panel.page.evaluate<string[]>(
			`[...document.querySelectorAll('.verdict')].map(mark => mark.className + ' ' + mark.querySelector('path').getAttribute('d'))`,
		);
		const byTone = new Map(shapes.map(shape => [shape.split(' ')[1], shape]));
		assert.ok(byTone.size >= 3);
		assert.equal(new Set([...byTone.values()].map(shape => shape.slice(shape.indexOf(' M')))).size, byTone.size);
	});

	test('keeps text of a case text, whatever markup it holds', async () => {
		await open(usualComparison());
		await panel.page.getByRole('searchbox', { name: 'Search cases' }).fill('onerror');
		await panel.page.getByRole('button', { name: caseId(3) }).click();
		assert.deepEqual(await panel.page.locator('.output').allInnerTexts(), [hostile, hostile]);
		assert.equal(await panel.page.locator('.case-input').innerText(), hostile);
		assert.equal(await panel.page.locator('.case img, .case script').count(), 0);
		assert.equal(await panel.page.evaluate('window.wasRun'), undefined);
	});

	test('names every confounder before the verdicts', async () => {
		const warmer = { ...v2, parameters: { temperature: 0.2 } };
		const comparison = compareVariants({ metrics, variants: [v1, warmer], caseCount: 20 });
		await open(comparison);
		const banner = panel.page.getByRole('region', { name: 'Comparability' });
		assert.ok((await banner.innerText()).includes(comparison.comparability));
		assert.match(await banner.innerText(), /parameters: temperature: 0\.7 → temperature: 0\.2/);
		assert.equal(await panel.page.getByRole('img', { name: 'confounder' }).count(), 1);
	});

	test('gives no verdict on different data and says so', async () => {
		const comparison = compareVariants({ metrics, variants: [v1, { ...v2, datasetSha256: '8'.repeat(64) }], caseCount: 20 });
		assert.equal(comparison.comparable, false);
		await open(comparison);
		assert.match(await panel.page.getByRole('region', { name: 'Comparability' }).innerText(), /forbids a verdict/);
		assert.equal(await panel.page.locator('.verdict.good').count(), 0);
		await panel.screenshot('compare-not-comparable');
	});

	test('sorts the metrics by a column with the keyboard, and says so to assistive technology', async () => {
		const comparison = usualComparison();
		await open(comparison);
		const names = (): Promise<string[]> => panel.texts('.verdicts .metric-name');
		const asComputed = comparison.metrics.map(metric => metric.name);
		const sort = panel.page.getByRole('button', { name: 'Metric', exact: true });
		await sort.focus();
		await panel.page.keyboard.press('Enter');
		assert.deepEqual(await names(), asComputed.toSorted());
		assert.equal(await panel.page.getByRole('columnheader', { name: 'Metric' }).getAttribute('aria-sort'), 'ascending');
		await panel.page.keyboard.press('Enter');
		assert.deepEqual(await names(), asComputed.toSorted().reverse());
		await panel.page.keyboard.press('Enter');
		assert.deepEqual(await names(), asComputed);
	});

	test('reaches every control with the Tab key and shows where the focus is', async () => {
		await open(compareVariants({ metrics, variants: [v1, v2], caseCount: 2 }));
		const reached = new Set<string>();
		for (let count = 0; count < 60; count += 1) {
			await panel.page.keyboard.press('Tab');
			const focused = await panel.page.evaluate<{ key: string; hasOutline: boolean }>(`(() => {
				const focused = document.activeElement;
				const style = getComputedStyle(focused);
				return { key: focused === document.body ? '' : focused.dataset.key ?? focused.className, hasOutline: style.outlineStyle !== 'none' || focused.shadowRoot !== null };
			})()`);
			if (focused.key === '') break;
			assert.ok(focused.hasOutline, `${focused.key} shows the focus`);
			reached.add(focused.key);
		}
		for (const key of [
			'baseline',
			'candidates',
			'only-differences',
			'export',
			'prompt-diff',
			'promote',
			'sort metric',
			'filter regressed',
			'case-search',
			`case ${caseId(1)}`,
		]) {
			assert.ok(reached.has(key), `${key} is reached; only ${[...reached].join(', ')} are`);
		}
	});

	test('filters cases by outcome and counts them as core does', async () => {
		const comparison = usualComparison();
		await open(comparison);
		const [primary] = comparison.metrics;
		assert.ok(primary);
		await panel.page.getByRole('button', { name: `Improved ${primary.wins}` }).click();
		assert.equal(await panel.page.locator('tr.case').count(), primary.wins);
		await panel.page.getByRole('button', { name: `Regressed ${primary.losses}` }).click();
		assert.equal(await panel.page.locator('tr.case').count(), primary.losses);
		assert.equal(await panel.page.getByRole('button', { name: `Regressed ${primary.losses}` }).getAttribute('aria-pressed'), 'true');
		await panel.page.getByRole('button', { name: 'Errors 1' }).click();
		assert.deepEqual(await panel.texts('.case-name'), [caseId(5)]);
		assert.equal(await panel.page.locator('tr.case').getByText('1 error').count(), 1);
	});

	test('finds cases by their words while typing, without losing the focus', async () => {
		await open(usualComparison());
		await panel.page.getByRole('searchbox', { name: 'Search cases' }).focus();
		await panel.page.keyboard.type('case 42');
		assert.deepEqual(await panel.texts('.case-name'), [caseId(42)]);
		await panel.page.keyboard.type(' nowhere');
		assert.equal(await panel.page.getByRole('status').innerText(), 'No case matches the filter.');
	});

	test('marks the words that differ once a case is opened', async () => {
		await open(usualComparison());
		const name = panel.page.getByRole('button', { name: caseId(0) });
		assert.equal(await name.getAttribute('aria-expanded'), 'false');
		await name.focus();
		await panel.page.keyboard.press('Enter');
		assert.equal(await name.getAttribute('aria-expanded'), 'true');
		assert.ok((await panel.page.locator('tr.case').first().locator('td').nth(1).locator('ins').count()) > 0);
		assert.ok((await panel.page.locator('tr.case').first().locator('td').first().locator('del').count()) > 0);
		assert.equal(await panel.page.evaluate('document.activeElement.dataset.key'), `case ${caseId(0)}`);
	});

	test('hides what is the same on every side until asked', async () => {
		await open(usualComparison());
		const facts = (): Promise<string[]> => panel.texts('.differences tbody tr:not(.group) th');
		assert.ok(!(await facts()).includes('model'));
		assert.ok((await facts()).includes('prompt'));
		await panel.page.getByText('Only differences').click();
		assert.ok((await facts()).includes('model'));
		assert.ok((await facts()).includes('temperature'));
		assert.ok((await facts()).includes('python'));
	});

	test('asks the host for another baseline, the former one taking its place', async () => {
		await open(usualComparison());
		await panel.page.locator('vscode-dropdown[data-key=baseline]').focus();
		await panel.page.keyboard.press('ArrowDown');
		await panel.page.keyboard.press('Enter');
		assert.deepEqual(answers(), [{ kind: 'choose', baseline: 'exp-001/v2', candidates: ['exp-001/v1'] }]);
	});

	test('asks the host for several candidates at once, and not for none', async () => {
		const comparison = compareVariants({ metrics, variants: [v1, v2, { ...v2, name: 'v3', version: '2.1.0' }], caseCount: 10 });
		await open(comparison);
		await panel.page.getByRole('button', { name: '2 candidates' }).click();
		const group = panel.page.getByRole('group', { name: 'Candidates' });
		await group.locator('vscode-checkbox').first().click();
		await group.locator('vscode-checkbox').last().click();
		// The toolkit writes its attributes a moment later.
		await group.locator('vscode-button[disabled]').waitFor();
		await group.locator('vscode-checkbox').last().click();
		await group.locator('vscode-button').click();
		assert.deepEqual(answers(), [{ kind: 'choose', baseline: 'exp-001/v1', candidates: ['exp-001/v3'] }]);
	});

	test('closes a menu with Escape and gives the focus back', async () => {
		await open(usualComparison());
		const opener = panel.page.getByRole('button', { name: 'Export' });
		await opener.focus();
		await panel.page.keyboard.press('Enter');
		assert.equal(await panel.page.evaluate('document.activeElement.dataset.key'), 'export-csv');
		await panel.page.keyboard.press('Escape');
		assert.equal(await opener.getAttribute('aria-expanded'), 'false');
		assert.equal(await panel.page.evaluate('document.activeElement.dataset.key'), 'export');
	});

	for (const [label, format] of [
		['CSV', 'csv'],
		['JSON', 'json'],
		['Markdown', 'markdown'],
		['HTML', 'html'],
	] as const) {
		test(`asks the host to export ${label}`, async () => {
			await open(usualComparison());
			await panel.page.getByRole('button', { name: 'Export' }).click();
			await panel.page.getByRole('button', { name: `Save as ${label}…` }).click();
			assert.deepEqual(answers(), [{ kind: 'export', format }]);
		});
	}

	test('leads to the prompt diff, to the request for promotion and to a run', async () => {
		const comparison = usualComparison();
		await open(comparison);
		const [run] = comparison.sides[0]?.runs ?? [];
		assert.ok(run);
		await panel.page.getByText('Prompt diff').click();
		await panel.page.getByText('Request promotion…').click();
		await panel.page.getByRole('button', { name: run }).click();
		const candidate = 'exp-001/v2';
		assert.deepEqual(answers(), [
			{ kind: 'show-prompt-diff', candidate },
			{ kind: 'request-promotion', candidate },
			{ kind: 'open-run', run },
		]);
	});

	test('comes back as it was left after hiding or a reload', async () => {
		const comparison = usualComparison();
		await open(comparison);
		await panel.page.getByRole('button', { name: /^Improved/ }).click();
		await panel.page.getByRole('button', { name: 'p (Holm)' }).click();
		await panel.page.getByText('Only differences').click();
		await panel.page.evaluate('window.scrollTo(0, 300)');
		await panel.page.waitForFunction('window.scrollY === 300');
		const savedState = await eventually('the kept state', () =>
			Promise.resolve(JSON.stringify(panel.savedState).includes('"scrollTop":300') ? panel.savedState : undefined),
		);
		const cases = await panel.texts('.case-name');
		assert.deepEqual(panel.complaints, []);
		await panel.close();

		await open(comparison, { savedState });
		assert.deepEqual(await panel.texts('.case-name'), cases);
		assert.equal(await panel.page.getByRole('columnheader', { name: 'p (Holm)' }).getAttribute('aria-sort'), 'ascending');
		assert.ok((await panel.texts('.differences tbody th')).includes('model'));
		assert.equal(await panel.page.evaluate('window.scrollY'), 300);
	});

	test('opens with its defaults when the kept state is damaged', async () => {
		await open(usualComparison(), {
			savedState: { view: { sort: { column: 'nonsense' }, caseFilter: 7, openCases: 'all', scrollTop: 'top' } },
		});
		assert.equal(await panel.page.locator('tr.case').count(), 100);
	});

	test('tells the chart in words and as a table to those who cannot see it', async () => {
		await open(usualComparison());
		const section = panel.page.getByRole('region', { name: 'Values with intervals' });
		const label = await section.locator('canvas').getAttribute('aria-label');
		assert.match(label ?? '', /^test_pass_rate: v1 7[0-9.]+ % \([0-9.]+ … [0-9.]+ %\); v2 9[0-9.]+ % \([0-9.]+ … [0-9.]+ %\)$/);
		assert.equal(await panel.page.locator('table.visually-hidden tbody tr').count(), 2);
	});

	test('draws the chart again in the colours of another theme', async () => {
		await open(usualComparison());
		const picture = (): Promise<string> => panel.page.evaluate<string>(`document.querySelector('canvas').toDataURL()`);
		const dark = await picture();
		await panel.setTheme('light-modern');
		assert.notEqual(await picture(), dark);
		await panel.setTheme('dark-modern');
		assert.equal(await picture(), dark);
	});

	test('groups several candidates and says how each one did', async () => {
		const variants = [v1, v2, { ...v1, name: 'v3-with-a-name-that-someone-made-far-too-long', version: '3.0.0' }];
		const comparison = compareVariants({ metrics, variants, caseCount: 60 });
		await open(comparison);
		const groups = await panel.texts('.verdicts tr.group');
		assert.equal(groups.length, 2);
		assert.match(groups[0] ?? '', /^v2 code-generator@2\.0\.0 \d improved · \d regressed$/);
		await panel.screenshot('compare-several');
	});

	test('says what to do when nothing was measured', async () => {
		const silent = { answer: (): Answer => ({ scores: {} }) };
		await open(
			compareVariants({
				metrics: {},
				variants: [
					{ ...v1, ...silent },
					{ ...v2, ...silent },
				],
				caseCount: 0,
			}),
		);
		assert.deepEqual(await panel.texts('p.empty'), [
			'No metric was recorded on these sides. Record runs that write scores or metrics.json, then compare again.',
			'No results by case were recorded. Write one line per case to samples.jsonl to see and test them one by one.',
		]);
		await panel.screenshot('compare-empty');
	});

	test('speaks the language of the editor', async () => {
		panel = await PanelPage.open(browser, { panel: 'compare', translations: { Verdict: 'Veredito', 'All {0}': 'Todos os {0}' } });
		await panel.receive(compareState(usualComparison()));
		assert.equal(await panel.page.locator('#verdict-heading').textContent(), 'Veredito');
		assert.equal(await panel.page.getByRole('button', { name: 'Todos os 100' }).count(), 1);
	});

	test('keeps 500 pixels of width without scrolling sideways', async () => {
		const many = Object.fromEntries(
			Array.from({ length: 12 }, (_, index) => [`metric_number_${index}_with_a_rather_long_name`, { primary: index === 0 }]),
		);
		const answer =
			(offset: number) =>
			(index: number): Answer => ({
				scores: Object.fromEntries(
					Object.keys(many).map((name, position) => [name, 1 + offset + wave(index + position + offset * 10)]),
				),
				output: 'x'.repeat(400),
			});
		await open(
			compareVariants({
				metrics: many,
				variants: [
					{ ...v1, answer: answer(0) },
					{ ...v2, answer: answer(0.3) },
				],
				caseCount: 6,
			}),
			{ width: 500 },
		);
		assert.equal(await panel.page.evaluate('document.documentElement.scrollWidth <= window.innerWidth'), true);
		await panel.screenshot('compare-narrow');
	});

	for (const theme of Object.keys(themes) as ThemeName[]) {
		test(`can be read in ${theme}`, async () => {
			await open(compareVariants({ metrics, variants: [v1, v2], caseCount: 100 }), { theme });
			await panel.page.getByRole('button', { name: /^Improved/ }).click();
			await panel.page.getByRole('searchbox', { name: 'Search cases' }).fill('py-00');
			await panel.page.getByRole('button', { name: caseId(0) }).click();
			await panel.screenshot(`compare-${theme}`);
			assert.deepEqual(await panel.faintTexts(), []);
		});
	}
});

suite('panel style sheets', () => {
	for (const name of ['compare', 'prompt-diff'] as const) {
		test(`${name} takes every colour from the theme, by names that VS Code knows`, () => {
			const styles = builtStyles(name);
			const known = new Set(Object.values(themes).flatMap(theme => Object.keys(theme.variables)));
			const used = [...styles.matchAll(/--vscode-[A-Za-z-]+/g)].map(match => match[0]);
			assert.ok(used.length > 20);
			assert.deepEqual(
				[...new Set(used)].filter(variable => !known.has(variable)),
				[],
			);
			assert.deepEqual(styles.match(/#[0-9a-f]{3,8}\b(?=[;\s)])|\brgba?\(|\bhsla?\(/gi) ?? [], []);
		});
	}
});
