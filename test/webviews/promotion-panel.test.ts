import { describeFailure } from '../../core/words/describe-failure.ts';
import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import { promotionOverview } from '../../core/use-cases/review/promotion-overview.ts';
import type { GateOutcome } from '../../core/formats/registry/registry-file.ts';
import { promotionPanelMessageSchema } from '../../webviews/promotion/protocol.ts';
import type { PromotionState } from '../../webviews/promotion/protocol.ts';
import { ana, bruno, clara, mixedGates, passedGates, sceneReading } from '../support/promotion-scene.ts';
import { launchChromium } from './chromium.ts';
import { PanelPage, themes } from './panel-page.ts';
import type { ThemeName } from './panel-page.ts';

const subject = { folder: 'file:///repository', name: 'code-generator', version: '2.0.0', to: 'Production' };
type Scene = NonNullable<Parameters<typeof sceneReading>[0]>;

/** A second approval that counts. */
const approvedByTwo: Scene['request'] = {
	status: 'approved',
	reviews: [bruno, clara].map(by => ({ by, at: '2025-01-31T15:20:00Z', verdict: 'approve', prompt_sha256: '2'.repeat(64) })),
};

function stateOf(gates: readonly GateOutcome[], scene: Scene = {}, isTrusted = true): PromotionState {
	return {
		kind: 'promotion',
		overview: promotionOverview(sceneReading(scene), gates, describeFailure),
		gates: { kind: 'done', gates },
		isTrusted,
	};
}

suite('promotion panel', () => {
	let browser: Browser;
	let panel: PanelPage;

	suiteSetup(async () => {
		browser = await launchChromium();
	});
	suiteTeardown(() => browser.close());

	async function open(state: PromotionState, options: { theme?: ThemeName; width?: number; savedState?: unknown } = {}): Promise<void> {
		panel = await PanelPage.open(browser, { panel: 'promotion', ...options });
		await panel.receive({ kind: 'state', subject, state });
	}

	function answers(): unknown[] {
		return panel.sent.map(message => promotionPanelMessageSchema.parse(message)).filter(message => message.kind !== 'ready');
	}

	async function deeds(): Promise<string[]> {
		return panel.texts('.actions vscode-button');
	}

	teardown(async () => {
		assert.deepEqual(panel.complaints, [], 'no script error and no violation of the content security policy');
		await panel.close();
	});

	test('says what moves, who asked when and why, and what it replaces since when', async () => {
		await open(stateOf(mixedGates));
		assert.deepEqual(await panel.texts('h1'), ['code-generator 2.0.0 → Production']);
		assert.deepEqual(await panel.texts('.facts li'), [
			'requested by Ana Souza',
			'2025-01-31 14:02 UTC',
			'now in Staging',
			'replaces 1.4.0, in Production since 2024-12-12 10:00 UTC',
		]);
		assert.match(await panel.page.locator('blockquote').innerText(), /<b>at the same cost<\/b>/);
		assert.equal(await panel.page.locator('blockquote b').count(), 0);
	});

	test('shows of every gate its outcome in a word, what it saw, what it asks for and why', async () => {
		await open(stateOf(mixedGates));
		const rows = await panel.texts('.gates tbody tr');
		assert.match(rows[1] ?? '', /^passed test_pass_rate 0\.89 >= 0\.85 exp-001 · 2 runs 89 % on 100 cases, 95 % interval/);
		assert.match(rows[2] ?? '', /^inconclusive human_rating 4\.3 .* n ≈ 140 cases would decide\.$/);
		assert.match(rows[3] ?? '', /^failed latency_ms p95 2310 <= 2000/);
		assert.match(rows[4] ?? '', /^skipped similarity/);
	});

	test('says that it cannot be promoted yet, with every reason, and offers the override that passes them', async () => {
		await open(stateOf(mixedGates));
		const verdict = await panel.page.getByRole('status', { name: 'Verdict' }).innerText();
		assert.match(verdict, /^Cannot be promoted yet\. An override needs a reason and stays visible in the history\./);
		assert.match(verdict, /does not pass 2 of 5 gates of Production\. human_rating, latency_ms p95\./);
		assert.match(verdict, /lacks approval for Production\./);
		assert.deepEqual(await deeds(), ['Reject…', 'Approve', 'Override…']);
	});

	test('counts approvals, says why one does not count, and who may still be asked', async () => {
		await open(stateOf(mixedGates));
		assert.deepEqual(await panel.texts('#approvals-heading'), ['APPROVALS · 1 OF 2']);
		assert.deepEqual(await panel.texts('.approvals tr'), [
			'Bruno Lima 2025-01-31 15:20 UTC “Numbers hold on the hard subset.”',
			'Davi Melo 2025-01-31 15:40 UTC does not count: Davi Melo wrote content of this version',
			'1 more approval of *@example.com, not Ana Souza (asked for it), not Davi Melo (wrote it)',
		]);
		assert.match(
			await panel.page.getByRole('region', { name: 'Approvals' }).innerText(),
			/Git knows you as Clara Reis <clara@example\.com>, and you may approve this request\./,
		);
	});

	test('lists what the commit would write', async () => {
		await open(stateOf(mixedGates));
		assert.deepEqual(await panel.texts('.written dd'), [
			'registry/code-generator.yaml',
			'2.0.0 Staging → Production 1.4.0 Production → Archived',
			'promote(code-generator): 2.0.0 Staging -> Production',
			'code-generator/v2.0.0',
		]);
	});

	test('offers the promotion, and no override, once nothing is in the way', async () => {
		await open(stateOf(passedGates, { request: approvedByTwo }));
		assert.match(await panel.page.getByRole('status', { name: 'Verdict' }).innerText(), /^Can be promoted\./);
		assert.deepEqual(await deeds(), ['Reject…', 'Promote']);
		await panel.page.getByText('Promote', { exact: true }).focus();
		await panel.page.keyboard.press('Enter');
		assert.deepEqual(answers(), [{ kind: 'promote', override: false }]);
		await panel.screenshot('promotion-ready');
	});

	test('lets who asked withdraw, and not approve, and says why', async () => {
		await open(stateOf(mixedGates, { by: ana }));
		assert.deepEqual(await deeds(), ['Withdraw…', 'Override…']);
		assert.match(
			await panel.page.getByRole('region', { name: 'Approvals' }).innerText(),
			/People cannot decide on their own requests\./,
		);
	});

	test('offers to ask when nobody has, and tells of an earlier no', async () => {
		const rejection = { by: bruno, at: '2025-01-31T15:20:00Z', verdict: 'reject', comment: 'Too slow on long files' } as const;
		await open(stateOf(mixedGates, { request: { status: 'rejected', reviews: [rejection] } }));
		assert.deepEqual(await deeds(), ['Request…', 'Override…']);
		assert.match((await panel.texts('.banner-info')).join(), /rejected by Bruno Lima, 2025-01-31 15:20 UTC: “Too slow on long files”/);
	});

	test('asks the host for everything by keyboard alone', async () => {
		await open(stateOf(mixedGates));
		for (const label of [
			'Prompt diff 1.4.0 ↔ 2.0.0',
			'Evidence: exp-001',
			'Timeline',
			'Reject…',
			'Approve',
			'Override…',
			'Run again',
		]) {
			await panel.page.getByText(label, { exact: true }).focus();
			await panel.page.keyboard.press('Enter');
		}
		assert.deepEqual(answers(), [
			{ kind: 'show-prompt-diff' },
			{ kind: 'show-evidence', experiment: 'exp-001' },
			{ kind: 'show-timeline' },
			{ kind: 'answer', verdict: 'reject' },
			{ kind: 'answer', verdict: 'approve' },
			{ kind: 'promote', override: true },
			{ kind: 'run-gates' },
		]);
	});

	test('shows how far the gates are, and ends them', async () => {
		const overview = promotionOverview(sceneReading({ request: approvedByTwo }), undefined, describeFailure);
		const gates = { kind: 'running', label: 'command: python smoke.py', doneCount: 2, totalCount: 5 } as const;
		await open({ kind: 'promotion', overview, gates, isTrusted: true });
		assert.match(await panel.page.getByRole('region', { name: 'Gates' }).innerText(), /Gate 3 of 5: command: python smoke\.py/);
		assert.equal(await panel.page.getByRole('progressbar').getAttribute('aria-valuenow'), '2');
		assert.ok(!(await deeds()).includes('Promote'));
		await panel.screenshot('promotion-running');
		await panel.page.getByText('Cancel', { exact: true }).click();
		assert.deepEqual(answers(), [{ kind: 'cancel-gates' }]);
		await panel.receive({
			kind: 'state',
			subject,
			state: { kind: 'promotion', overview, gates: { kind: 'stopped' }, isTrusted: true },
		});
		assert.match((await panel.texts('.verdict')).join(), /Cannot be promoted yet\..*stopped before they finished/);
	});

	test('is for viewing only in Restricted Mode', async () => {
		await open(stateOf(mixedGates, {}, false));
		assert.match((await panel.texts('.verdict')).join(), /Restricted Mode is for viewing only/);
		for (const label of ['Reject…', 'Approve', 'Override…']) await panel.page.getByText(label, { exact: true }).click({ force: true });
		await panel.page.getByText('Timeline', { exact: true }).click();
		assert.deepEqual(answers(), [{ kind: 'show-timeline' }]);
	});

	test('shows a move that was made with what it recorded, and marks an override', async () => {
		const shared = { at: '2025-02-01T09:00:00Z', by: clara };
		const more = [
			{
				...shared,
				version: '2.0.0',
				from: 'Staging',
				to: 'Production',
				reason: 'It cannot wait',
				override: true,
				gates: [...mixedGates],
			},
			{ ...shared, version: '1.4.0', from: 'Production', to: 'Archived', reason: 'Replaced by 2.0.0 in Production' },
		];
		await open(stateOf(mixedGates, { more, request: { status: 'done' } }));
		assert.match(
			await panel.page.getByRole('status', { name: 'Verdict' }).innerText(),
			/^It is in Production\. .*This is an override: the version did not meet the requirements of the stage\./,
		);
		assert.deepEqual(await deeds(), []);
		assert.equal(await panel.page.getByText('Evidence: exp-001').count(), 0, 'the move recorded none');
		assert.deepEqual(await panel.texts('#written-heading'), ['WHAT WAS WRITTEN']);
		await panel.screenshot('promotion-made');
	});

	test('keeps what it is about, so that it can be restored', async () => {
		await open(stateOf(mixedGates));
		assert.deepEqual(panel.savedState, { subject, scrollTop: 0 });
	});

	test('keeps 500 pixels of width without scrolling sideways', async () => {
		await open(stateOf(mixedGates), { width: 500 });
		assert.equal(await panel.page.evaluate('document.documentElement.scrollWidth <= window.innerWidth'), true);
		await panel.screenshot('promotion-narrow');
	});

	for (const theme of Object.keys(themes) as ThemeName[]) {
		test(`can be read in ${theme}`, async () => {
			await open(stateOf(mixedGates), { theme });
			await panel.screenshot(`promotion-${theme}`);
			assert.deepEqual(await panel.faintTexts(), []);
		});
	}
});
