import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import { diffPrompts } from '../../core/formats/prompt/diff/diff-prompts.ts';
import { parsePrompt } from '../../core/formats/prompt/parse-prompt.ts';
import type { PromptDiff } from '../../core/formats/prompt/diff/prompt-diff.ts';
import { promptDiffPanelMessageSchema } from '../../webviews/prompt-diff/protocol.ts';
import { launchChromium } from './chromium.ts';
import { PanelPage, themes } from './panel-page.ts';
import type { ThemeName } from './panel-page.ts';

const before = `---
name: code-generator
version: 1.0.0
model: gpt-4-turbo
parameters: {temperature: 0.7, max_tokens: 1024}
inputs:
  spec: {type: string, trust: untrusted}
  tone: {type: string}
---
system:
You write Python functions. Answer with code only.

user:
Write this function in a {{ tone }} style: {{ spec }}
`;

const after = `---
name: code-generator
version: 1.1.0
model: gpt-4-turbo
parameters: {temperature: 0.2, max_tokens: 1024}
inputs:
  spec: {type: string, trust: untrusted}
output: {format: json}
---
system:
You write Python functions. Answer with code only.

user:
Write the function below. <img src=x onerror="window.wasRun = true">
<spec>{{ spec }}</spec>
`;

function diffOf(oldText: string, newText: string): PromptDiff {
	return diffPrompts(parsePrompt('prompts/code-generator-v1.0.0.j2', oldText), parsePrompt('prompts/code-generator-v1.1.0.j2', newText));
}

const subject = { folder: 'file:///repository', before: 'code-generator@1.0.0', after: 'code-generator@1.1.0' };
const metrics = [
	{ name: 'test_pass_rate', before: 0.782, after: 0.89 },
	{ name: 'bleu', before: 0.721, after: undefined },
];

suite('prompt diff panel', () => {
	let browser: Browser;
	let panel: PanelPage;

	suiteSetup(async () => {
		browser = await launchChromium();
	});
	suiteTeardown(() => browser.close());

	async function open(diff: PromptDiff, options: { theme?: ThemeName; width?: number; savedState?: unknown } = {}): Promise<void> {
		panel = await PanelPage.open(browser, { panel: 'prompt-diff', ...options });
		await panel.receive({ kind: 'state', subject, state: { kind: 'diff', diff, metrics } });
	}

	function answers(): unknown[] {
		return panel.sent.map(message => promptDiffPanelMessageSchema.parse(message)).filter(message => message.kind !== 'ready');
	}

	teardown(async () => {
		assert.deepEqual(panel.complaints, [], 'no script error and no violation of the content security policy');
		await panel.close();
	});

	test('marks added and removed words with elements that say so, not with colour alone', async () => {
		await open(diffOf(before, after));
		const user = panel.page.locator('.message-changed');
		assert.match((await user.locator('.side').first().locator('del').allInnerTexts()).join(' '), /tone/);
		assert.match((await user.locator('.side').last().locator('ins').allInnerTexts()).join(' '), /below/);
		assert.equal(await user.locator('.side').first().locator('ins').count(), 0);
		assert.equal(await user.locator('.side').last().locator('del').count(), 0);
		const lines = await panel.page.evaluate(
			'[..."id"].map(c => getComputedStyle(document.querySelector(c === "i" ? "ins" : "del")).textDecorationLine)',
		);
		assert.deepEqual(lines, ['underline', 'line-through']);
	});

	test('folds messages that are the same on both sides', async () => {
		await open(diffOf(before, after));
		const same = panel.page.locator('.message-same');
		assert.equal(await same.locator('pre').first().isVisible(), false);
		await same.locator('summary').focus();
		await panel.page.keyboard.press('Enter');
		assert.equal(await same.locator('pre').first().innerText(), 'You write Python functions. Answer with code only.');
	});

	test('keeps markup in a prompt text', async () => {
		await open(diffOf(before, after));
		assert.equal(await panel.page.getByText('<img src=x').count(), 1);
		assert.equal(await panel.page.locator('main img').count(), 0);
		assert.equal(await panel.page.evaluate('window.wasRun'), undefined);
	});

	test('says which version the change requires, why, and that it was not given', async () => {
		const diff = diffOf(before, after);
		assert.equal(diff.requiredBump, 'major');
		await open(diff);
		const banner = await panel.page.getByRole('region', { name: 'Required version' }).innerText();
		assert.match(banner, /Requires a major version\. 1\.0\.0 → 1\.1\.0 is not enough/);
		for (const { reason } of diff.reasons) assert.ok(banner.includes(reason), reason);
	});

	test('says that the version is enough when it is', async () => {
		await open(diffOf(before, after.replace('version: 1.1.0', 'version: 2.0.0')));
		assert.match(await panel.page.getByRole('region', { name: 'Required version' }).innerText(), /1\.0\.0 → 2\.0\.0 is enough/);
	});

	test('shows sizes as estimates with their difference', async () => {
		const diff = diffOf(before, after);
		await open(diff);
		const delta = diff.after.estimatedTokenCount - diff.before.estimatedTokenCount;
		const sign = delta > 0 ? '+' : '−';
		const expected = `~${diff.before.estimatedTokenCount} → ~${diff.after.estimatedTokenCount} tokens (${sign}${Math.abs(delta)})`;
		assert.equal((await panel.texts('.chips li'))[0], expected);
	});

	test('lists inputs, parameters and output that differ, and the metrics of both sides', async () => {
		await open(diffOf(before, after));
		assert.ok((await panel.texts('[aria-labelledby=inputs-heading] tbody th')).includes('tone'));
		const values = await panel.texts('[aria-labelledby=parameters-heading] tbody tr');
		assert.ok(
			values.some(row => /temperature\s+0\.7\s+0\.2/.test(row)),
			values.join(' | '),
		);
		assert.ok(
			values.some(row => row.startsWith('output absent')),
			values.join(' | '),
		);
		assert.deepEqual(await panel.texts('.metrics tbody tr'), ['test_pass_rate 78.2 % 89.0 % +10.8 pts', 'bleu 0.721 not recorded n/a']);
	});

	test('asks the host to swap the sides and to open files and the text diff', async () => {
		await open(diffOf(before, after));
		for (const label of ['Swap sides', 'Open 1.0.0', 'Open 1.1.0', 'Open text diff']) {
			await panel.page.getByText(label, { exact: true }).focus();
			await panel.page.keyboard.press('Enter');
		}
		assert.deepEqual(answers(), [
			{ kind: 'swap' },
			{ kind: 'open-file', side: 'before' },
			{ kind: 'open-file', side: 'after' },
			{ kind: 'open-text-diff' },
		]);
	});

	test('keeps what it is about, so that it can be restored', async () => {
		await open(diffOf(before, after));
		assert.deepEqual(panel.savedState, { subject, scrollTop: 0 });
	});

	test('says so when nothing differs', async () => {
		await open(diffOf(before, before));
		assert.match(
			await panel.page.getByRole('region', { name: 'Required version' }).innerText(),
			/Both versions have the same content\./,
		);
		assert.deepEqual(await panel.texts('.columns .empty'), ['Nothing differs.', 'Nothing differs.']);
		await panel.screenshot('prompt-diff-identical');
	});

	test('keeps 500 pixels of width without scrolling sideways', async () => {
		await open(diffOf(before, after), { width: 500 });
		assert.equal(await panel.page.evaluate('document.documentElement.scrollWidth <= window.innerWidth'), true);
		await panel.screenshot('prompt-diff-narrow');
	});

	for (const theme of Object.keys(themes) as ThemeName[]) {
		test(`can be read in ${theme}`, async () => {
			await open(diffOf(before, after), { theme });
			await panel.screenshot(`prompt-diff-${theme}`);
			assert.deepEqual(await panel.faintTexts(), []);
		});
	}
});
