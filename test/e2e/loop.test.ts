import assert from 'node:assert/strict';
import { join } from 'node:path';
import { eventually } from '../support/eventually.ts';
import { SampleCopy } from './sample-copy.ts';
import { Workbench } from './workbench.ts';

const prompt = 'prompts/code-generator-v2.0.0.j2';
const registry = 'registry/code-generator.yaml';

/** One window, from the first look to the verified promotion, in the order in which a person works. */
suite('the loop in the editor', function () {
	this.timeout(120_000);
	let sample: SampleCopy;
	let workbench: Workbench;

	suiteSetup(async function () {
		this.timeout(300_000);
		sample = new SampleCopy();
		workbench = await Workbench.open(sample.root);
	});
	teardown(async function () {
		if (this.currentTest?.state === 'failed')
			await workbench.picture(`failed-${this.currentTest.title.slice(0, 40).replaceAll(/\W+/g, '-')}`);
	});
	suiteTeardown(async () => {
		await workbench.close();
		sample.dispose();
	});

	test('the views show the experiment with its verdict, the stages and the versions', async () => {
		await workbench.showViews();
		await workbench.expand('Experiments', 'exp-001', 'v1');
		await workbench.expand('Registry', 'code-generator', 'Production');
		await workbench.expand('Prompts', 'code-generator', '2.0.0');
		await workbench.row('Experiments', /exp-001.*\+\d+\.\d pts/).waitFor();
		await workbench.picture('views-dark');
	});

	test('a variable that is not declared is underlined and stands in Problems; its fix declares it', async () => {
		await workbench.openFile(prompt);
		await workbench.page.keyboard.press('Control+End');
		await workbench.page.keyboard.type('\nAnswer in the style of {{ style_guide }}.');
		const problem = await workbench.problem(/style_guide. is used/);
		await problem.click();
		await workbench.page.locator('.monaco-editor .squiggly-warning').first().waitFor();
		await workbench.picture('diagnostic-dark');

		await workbench.command('View: Focus Active Editor Group');
		await workbench.page.keyboard.press('Control+.');
		const fix = workbench.page
			.locator('.action-widget .monaco-list-row')
			.filter({ hasText: /declare/i })
			.first();
		await fix.waitFor();
		await workbench.picture('fix-dark');
		await fix.click();
		await problem.waitFor({ state: 'detached' });
		await workbench.page.keyboard.press('Control+S');
		const saved = await eventually('the declaration on disk', () => {
			const text = sample.read(prompt);
			return Promise.resolve(/^ {2}style_guide:/m.test(text) ? text : undefined);
		});
		// Brackets that the editor closes by itself were typed over, not doubled.
		assert.match(saved, /^Answer in the style of \{\{ style_guide \}\}\.$/m);
		const changed = await workbench.problem(/still 2\.0\.0/);
		sample.git('checkout', '--', prompt);
		await changed.waitFor({ state: 'detached' });
	});

	test('recording a run makes one commit, and the view counts it', async () => {
		const results = sample.evaluate('v2', 1);
		const before = sample.git('rev-parse', 'HEAD').trim();
		await workbench.command('Stagemark: Record Run');
		await workbench.choose('variant', 'v2');
		await workbench.answer('Seed', '1');
		await workbench.chooseFile('Results of exp-001/v2', join(sample.root, results, 'samples.jsonl'));
		await workbench.notification(/Run .* is recorded/).waitFor();
		assert.equal(sample.git('rev-parse', 'HEAD~1').trim(), before);
		assert.match(sample.git('log', '-1', '--format=%s'), /^record\(exp-001\): v2 seed 1\n$/);
		await workbench.row('Experiments', /v2.*11 runs/).waitFor();
	});

	test('the comparison says what differs, and how sure it is', async () => {
		await workbench.clearNotifications();
		await workbench.closeAllEditors();
		await workbench.closeBottomPanel();
		await workbench.command('Stagemark: Compare Runs');
		const panel = await workbench.webview('Paired on 100 cases');
		await panel.getByText('Comparable.').first().waitFor();
		const row = panel.getByRole('row').filter({ hasText: 'test_pass_rate' }).first();
		assert.match(await row.innerText(), /Improved/);
		await workbench.picture('compare-dark');
	});

	test('the prompt diff shows the words that changed and the version they ask for', async () => {
		await workbench.closeAllEditors();
		await workbench.command('Stagemark: Show Prompt Diff');
		await workbench.choose('newer', '2.0.0');
		const panel = await workbench.webview('last_word');
		assert.match(await panel.locator('body').innerText(), /1\.0\.0[\s\S]*2\.0\.0/);
		await workbench.picture('prompt-diff-dark');
	});

	test('promoting shows what the gates say, takes a reason to override them, and is one commit', async () => {
		await workbench.closeAllEditors();
		await workbench.command('Stagemark: Promote');
		await workbench.choose('version', '2.0.0');
		await workbench.choose('Where does code-generator@2.0.0 go?', 'Production');
		await workbench.answer(/why|reason/i, 'Passes more hidden tests on the same cases');
		const dialog = workbench.page.locator('.monaco-dialog-box');
		await dialog.waitFor();
		assert.match(await dialog.innerText(), /\? test_pass_rate: 0\.89\d* \(>= 0\.87\)[^]*n ≈ \d+ cases would decide/);
		await workbench.picture('gates-dark');
		await dialog.getByRole('button', { name: 'Override' }).click();
		await workbench.answer(/why|reason/i, 'Passes more hidden tests; the rest is for the next hundred cases');
		await dialog.getByText('The transition will record that the gates were overridden.').waitFor();
		await workbench.picture('promote-dark');
		await dialog.getByRole('button', { name: 'Promote' }).click();
		await workbench.notification(/Production/).waitFor();
		assert.match(sample.git('log', '-1', '--format=%s'), /^promote\(code-generator\): 2\.0\.0 \S+ -> Production\n$/);
		await workbench.row('Registry', 'Archived').waitFor();
		assert.match(sample.read(registry), /^stages: .*Production: 2\.0\.0/m);
	});

	test('verifying confirms the history, and a changed letter in it is found by the editor', async () => {
		await workbench.command('Stagemark: Verify Registry');
		await workbench.notification(/Verified/).waitFor();
		await workbench.clearNotifications();
		sample.write(registry, sample.read(registry).replace('tried by the team this week', 'tried by the team this month'));
		await workbench.openFile(registry);
		await (await workbench.problem(/chain|digest/i)).waitFor();
		await workbench.picture('broken-chain-dark');
		await workbench.command('Stagemark: Verify Registry');
		await workbench.notification(/could not be verified|Verification of the registry found/).waitFor();
		sample.git('checkout', '--', registry);
	});
});
