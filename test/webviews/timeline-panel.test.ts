import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import { timelineOf } from '../../core/formats/registry/timeline.ts';
import type { RegistryProblem } from '../../core/formats/registry/registry-file.ts';
import { timelinePanelMessageSchema } from '../../webviews/timeline/protocol.ts';
import type { TimelineState } from '../../webviews/timeline/protocol.ts';
import { clara, sceneRegistry } from '../support/promotion-scene.ts';
import { launchChromium } from './chromium.ts';
import { PanelPage, themes } from './panel-page.ts';
import type { ThemeName } from './panel-page.ts';

const subject = { folder: 'file:///repository', name: 'code-generator' };
const held = ['Staging', 'Production'];
const later = { at: '2025-02-01T09:00:00Z', by: clara };
const more = [
	{ ...later, version: '2.0.0', from: 'Staging', to: 'Production', reason: 'Agreed by two', request: 'r-7c21f0', experiment: 'exp-001' },
	{ ...later, version: '1.4.0', from: 'Production', to: 'Archived', reason: 'Replaced by 2.0.0 in Production' },
	{
		at: '2025-02-03T11:00:00Z',
		by: clara,
		version: '1.4.0',
		from: 'Archived',
		to: 'Production',
		reason: 'Errors doubled',
		rollback: true,
	},
	{
		at: '2025-02-03T11:00:00Z',
		by: clara,
		version: '2.0.0',
		from: 'Production',
		to: 'Archived',
		reason: 'Replaced by 1.4.0 in Production',
	},
];
const broken: RegistryProblem = {
	name: 'code-generator',
	transition: 1,
	kind: 'broken-chain',
	message: 'Transition 2 (1.4.0 to Production) is not what was recorded.',
};

function stateOf(problems: readonly RegistryProblem[] | undefined, unchecked: readonly string[] = []): TimelineState {
	const registry = sceneRegistry({ more, request: { status: 'done' } }).value;
	const holding = unchecked.length === 0 ? everything : 'chain and contents hold';
	const entries = timelineOf(registry, held);
	return { kind: 'timeline', path: 'registry/code-generator.yaml', registry, held, entries, problems, holding, unchecked };
}

const everything = 'chain, contents, evidence, gates, approvals, history and tags hold';

suite('timeline panel', () => {
	let browser: Browser;
	let panel: PanelPage;

	suiteSetup(async () => {
		browser = await launchChromium();
	});
	suiteTeardown(() => browser.close());

	async function open(
		problems: readonly RegistryProblem[] | undefined,
		options: { theme?: ThemeName; width?: number; savedState?: unknown } = {},
		unchecked: readonly string[] = [],
	): Promise<void> {
		panel = await PanelPage.open(browser, { panel: 'timeline', ...options });
		await panel.receive({ kind: 'state', subject, state: stateOf(problems, unchecked) });
	}

	function answers(): unknown[] {
		return panel.sent.map(message => timelinePanelMessageSchema.parse(message)).filter(message => message.kind !== 'ready');
	}

	async function chooseDate(date: string): Promise<void> {
		await panel.page.getByLabel('At the date').fill(date);
		await panel.settle();
	}

	teardown(async () => {
		assert.deepEqual(panel.complaints, [], 'no script error and no violation of the content security policy');
		await panel.close();
	});

	test('lists what happened, newest first, with overrides and rollbacks marked in words', async () => {
		await open([]);
		assert.deepEqual(await panel.texts('.entry .what'), [
			'2.0.0 Production → Archived',
			'1.4.0 Archived → Production rollback',
			'1.4.0 Production → Archived',
			'2.0.0 Staging → Production',
			'2.0.0 approved for Production',
			'2.0.0 approved for Production',
			'2.0.0 requested for Production (carried out)',
			'2.0.0 None → Staging',
			'1.4.0 Staging → Production override',
			'1.4.0 None → Staging',
		]);
		assert.deepEqual(await panel.texts('.entry:first-child .who'), ['Clara Reis']);
	});

	test('says in words what the lanes draw', async () => {
		await open([]);
		assert.deepEqual(await panel.texts('thead th'), ['Production', 'Staging', 'When', 'What', 'Who', 'Why, and on what']);
		const cells = panel.page.locator('.entry').nth(3).locator('.lane .visually-hidden');
		assert.deepEqual(await cells.allTextContents(), ['Production now holds 2.0.0', 'Staging becomes empty']);
	});

	test('says what the stages hold now and at a date, and what happened within a day after it', async () => {
		await open([]);
		assert.deepEqual(await panel.texts('#moment-heading'), ['STAGES NOW']);
		assert.match((await panel.texts('.stage')).join(' | '), /Production 1\.4\.0 rollback since 2025-02-03 11:00 UTC · Clara Reis/);
		await chooseDate('2025-02-03');
		assert.match((await panel.texts('.stage')).join(' | '), /Production 2\.0\.0 since 2025-02-01 09:00 UTC · Clara Reis exp-001/);
		assert.match((await panel.texts('.footnote')).join(), /Within a day after that: 1\.4\.0 Archived → Production/);
		await chooseDate('2024-12-24');
		assert.match((await panel.texts('.stage')).join(' | '), /^Production 1\.4\.0 override since 2024-12-12 .*\| Staging no version$/);
	});

	test('keeps the date and what is open over a reload', async () => {
		await open([]);
		await chooseDate('2024-12-24');
		await panel.page.locator('summary').first().focus();
		await panel.page.keyboard.press('Enter');
		await panel.settle();
		const kept = panel.savedState;
		await panel.close();
		await open([], { savedState: kept });
		assert.equal(await panel.page.getByLabel('At the date').inputValue(), '2024-12-24');
		assert.equal(await panel.page.locator('details[open]').count(), 1);
	});

	test('leads to the promotion, the comparison and the experiment by keyboard', async () => {
		await open([]);
		const entry = panel.page.locator('.entry').nth(3);
		for (const link of await entry.locator('button.link').all()) {
			await link.focus();
			await panel.page.keyboard.press('Enter');
		}
		assert.deepEqual(answers(), [
			{ kind: 'show-promotion', version: '2.0.0', to: 'Production' },
			{ kind: 'show-evidence', experiment: 'exp-001' },
			{ kind: 'open-experiment', experiment: 'exp-001' },
		]);
	});

	test('shows the gates and approvals of a move when asked', async () => {
		await open([]);
		const entry = panel.page.locator('.entry-override');
		await entry.locator('summary').click();
		assert.match(await entry.locator('details').innerText(), /human_rating \(no regression beyond 0\.2\): inconclusive, 4\.3\./);
	});

	test('says that everything verifies, and names overrides all the same', async () => {
		await open([]);
		const banner = await panel.page.getByRole('status', { name: 'Verification' }).innerText();
		assert.match(banner, /^Verified: chain, contents, evidence, gates, approvals, history and tags hold\.\s+1 move is an override\.$/);
	});

	test('is not green about what could not be looked at, and says why', async () => {
		const reason = 'Not checked: history and tags, because this clone is shallow, older commits were not fetched.';
		await open([], {}, [reason]);
		const banner = panel.page.getByRole('status', { name: 'Verification' });
		assert.match(
			await banner.innerText(),
			/^Partly verified: chain and contents hold\.\s+Not checked: history and tags, because this clone is shallow/,
		);
		assert.match((await banner.getAttribute('class')) ?? '', /banner-warning/);
		await panel.screenshot('timeline-partly-verified');
	});

	test('shows where the chain breaks, and puts what follows in doubt', async () => {
		await open([broken]);
		assert.match(await panel.page.getByRole('status', { name: 'Verification' }).innerText(), /^Verification found 1 problem\./);
		const doubted = await panel.texts('.entry-broken .problem');
		assert.deepEqual([...new Set(doubted)], ['Not trusted: the chain is broken before this entry.', broken.message]);
		assert.equal(doubted.length, 6);
		await panel.screenshot('timeline-broken');
	});

	test('can leave out what was only said', async () => {
		await open(undefined);
		assert.match(await panel.page.getByRole('status', { name: 'Verification' }).innerText(), /^Verifying chain/);
		await panel.page.getByText('Moves only').click();
		await panel.settle();
		assert.equal(await panel.page.locator('.entry').count(), 7);
		assert.deepEqual(await panel.texts('#entries-heading'), ['HISTORY · 7 ENTRIES']);
	});

	test('keeps 600 pixels of width without scrolling the page sideways', async () => {
		await open([], { width: 600 });
		assert.equal(await panel.page.evaluate('document.documentElement.scrollWidth <= window.innerWidth'), true);
		await panel.screenshot('timeline-narrow');
	});

	for (const theme of Object.keys(themes) as ThemeName[]) {
		test(`can be read in ${theme}`, async () => {
			await open([], { theme });
			await panel.screenshot(`timeline-${theme}`);
			assert.deepEqual(await panel.faintTexts(), []);
		});
	}
});
