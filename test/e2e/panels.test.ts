import assert from 'node:assert/strict';
import { join } from 'node:path';
import { runCommandLine } from '../support/command-line.ts';
import { eventually } from '../support/eventually.ts';
import { SampleCopy } from './sample-copy.ts';
import { Workbench } from './workbench.ts';

const allSeen = 'Paired on 100 cases';

/** What only the real editor can show: panels outlive a reload, follow the repository, and write files. */
suite('a comparison that stays open', function () {
	this.timeout(120_000);
	let sample: SampleCopy;
	let workbench: Workbench;

	suiteSetup(async function () {
		this.timeout(300_000);
		sample = new SampleCopy();
		workbench = await Workbench.open(sample.root);
		await workbench.command('Stagemark: Compare Runs');
		await workbench.webview(allSeen);
	});
	teardown(async function () {
		if (this.currentTest?.state === 'failed')
			await workbench.picture(`failed-${this.currentTest.title.slice(0, 40).replaceAll(/\W+/g, '-')}`);
	});
	suiteTeardown(async () => {
		await workbench.close();
		sample.dispose();
	});

	test('comes back after a reload of the window with the choices that were made in it', async () => {
		const panel = await workbench.webview(allSeen);
		const toggle = panel.getByRole('checkbox', { name: 'Only differences' });
		assert.equal(await toggle.getAttribute('aria-checked'), 'true');
		await toggle.click();
		await panel.getByText(/facts? that (is|are) the same/).waitFor({ state: 'detached' });
		// VS Code writes down the state of a panel a moment after it changes.
		await workbench.page.waitForTimeout(1000);
		await workbench.reload();
		const restored = await workbench.webview(allSeen);
		assert.equal(await restored.getByRole('checkbox', { name: 'Only differences' }).getAttribute('aria-checked'), 'false');
	});

	test('is opened once: asking again brings the same panel to the front', async () => {
		await workbench.openFile('README.md');
		await workbench.command('Stagemark: Compare Runs');
		await workbench.webview(allSeen);
		assert.equal(await workbench.page.getByRole('tab', { name: /Prompt v2 vs v1/ }).count(), 1);
	});

	test('counts a run that was recorded from a terminal meanwhile', async () => {
		await (await workbench.webview(allSeen)).getByText('20 runs').first().waitFor();
		const results = sample.evaluate('v2', 1);
		const { exitCode, stderr } = runCommandLine(sample.root, [
			...['record', '--experiment', 'exp-001', '--variant', 'v2', '--seed', '11'],
			...['--samples', `${results}/samples.jsonl`, '--params', `${results}/params.json`],
		]);
		assert.equal(exitCode, 0, stderr);
		await workbench.webview('21 runs');
	});

	test('keeps what somebody says of an answer beside its run, as one commit of that file alone', async () => {
		const panel = await workbench.webview('21 runs');
		await panel.locator('.case-name').first().click();
		const feedback = panel.getByRole('group', { name: 'Your feedback' }).first();
		await feedback.getByRole('textbox', { name: 'Score' }).fill('4');
		await feedback.getByRole('textbox', { name: 'Comment' }).fill('Reads well.');
		await feedback.getByText('Save').click();
		await panel.locator('.ratings li').filter({ hasText: '4Reads well.' }).waitFor();
		const shown = await eventually('the commit', () => {
			const newest = sample.git('show', '--format=%s', '--name-only');
			return Promise.resolve(newest.startsWith('feedback') ? newest : undefined);
		});
		assert.match(shown, /^feedback\(exp-001\): \S+ case \S+\n\nexperiments\/\S+\/feedback\.jsonl\n$/);
	});

	test('exports the very table that the command line prints', async () => {
		const panel = await workbench.webview('21 runs');
		await panel.getByRole('button', { name: 'Export' }).click();
		await panel.getByRole('button', { name: 'CSV' }).click();
		const target = join(sample.root, 'out', 'comparison.csv');
		await workbench.saveFile('Export Comparison', target);
		await workbench.notification(/saved as/).waitFor();
		const saved = await eventually('the exported file', () => Promise.resolve(sample.read('out/comparison.csv')));
		assert.equal(saved, runCommandLine(sample.root, ['compare', 'exp-001', '--format', 'csv']).stdout);
	});
});
