import assert from 'node:assert/strict';
import { eventually } from '../support/eventually.ts';
import { SampleCopy } from './sample-copy.ts';
import { Workbench } from './workbench.ts';

const registry = 'registry/code-generator.yaml';

/** Two people in one window, from the request to the way back: what each of them sees, and may do. */
suite('a request in the editor', function () {
	this.timeout(120_000);
	let sample: SampleCopy;
	let workbench: Workbench;

	function be(name: string): void {
		sample.git('config', 'user.name', name);
		sample.git('config', 'user.email', `${name.toLowerCase()}@example.com`);
	}

	suiteSetup(async function () {
		this.timeout(300_000);
		sample = new SampleCopy();
		// The model of the sample was retired in the meantime, which its own configuration allows for.
		const rules = 'rules: {retired-model: off}\n';
		sample.write('stagemark.yaml', `promotion:\n  Production: {require: [lint-clean, fresh-evidence], approvals: 1}\n${rules}`);
		sample.git('commit', '--quiet', '--all', '--message', 'One approval for Production');
		be('Clara');
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

	async function committed(subject: string): Promise<void> {
		await eventually(subject, () => Promise.resolve(sample.git('log', '-1', '--format=%an: %s').trim() === subject ? true : undefined));
	}

	test('the panel shows what is missing, and from it the version is asked for', async () => {
		await workbench.showViews();
		await workbench.command('Stagemark: Show Promotion');
		await workbench.choose('version', '2.0.0');
		await workbench.choose('Where does code-generator@2.0.0 go?', 'Production');
		const panel = await workbench.webview('Cannot be promoted yet.');
		await panel.getByText('lacks approval for Production').waitFor();
		await panel.getByText('Request…', { exact: true }).click();
		await workbench.answer('Why should code-generator@2.0.0 go to Production?', 'Passes more hidden tests');
		await committed('Clara: request(code-generator): 2.0.0 to Production');
		await workbench.row('Registry', /code-generator 2\.0\.0 to Production.*requested by Clara · 0 of 1 approvals/).waitFor();
		await panel.getByText('People cannot decide on their own requests.').waitFor();
		await workbench.picture('promotion-dark');
	});

	test('somebody else approves in the same panel, which then offers the promotion', async () => {
		await workbench.clearNotifications();
		be('Bruno');
		await workbench.command('Stagemark: Refresh');
		const panel = await workbench.webview('Git knows you as Bruno <bruno@example.com>, and you may approve this request.');
		await panel.getByText('Approve', { exact: true }).click();
		await workbench.answer('Why do you approve code-generator@2.0.0 for Production?', 'Numbers hold on the hard subset.');
		await committed('Bruno: approve(code-generator): 2.0.0 to Production');
		await panel.getByText('Can be promoted.').waitFor();
		await panel.getByText('Promote', { exact: true }).click();
		await workbench.answer('Why does code-generator@2.0.0 go to Production?', 'Asked for, approved, evaluated');
		await committed('Bruno: promote(code-generator): 2.0.0 None -> Production');
		await panel.getByText('It is in Production.').waitFor();
		assert.match(sample.read(registry), /approvals:\n +- by: Bruno <bruno@example\.com>/);
	});

	test('rolling back says which version comes back, and the timeline marks it', async () => {
		await workbench.clearNotifications();
		await workbench.command('Stagemark: Roll Back');
		await workbench.choose('Which stage goes back?', 'Production');
		await workbench.answer('Why does code-generator go back to 1.0.0 in Production?', 'Errors doubled overnight');
		const dialog = workbench.page.locator('.monaco-dialog-box');
		await dialog.getByText('Roll code-generator back to 1.0.0 in Production?').waitFor();
		await dialog.getByRole('button', { name: 'Roll Back' }).click();
		await committed('Bruno: rollback(code-generator): 1.0.0 Archived -> Production');
		await workbench.clearNotifications();
		await workbench.closeAllEditors();
		await workbench.command('Stagemark: Show Timeline');
		const panel = await workbench.webview('Verified:');
		await panel.locator('.entry').filter({ hasText: 'rollback' }).filter({ hasText: 'Errors doubled overnight' }).waitFor();
		await workbench.picture('timeline-dark');
	});

	test('both panels come back after a reload of the window', async () => {
		await workbench.reload();
		const panel = await workbench.webview('Verified:');
		assert.match(await panel.locator('h1').innerText(), /Timeline of code-generator/);
	});
});
