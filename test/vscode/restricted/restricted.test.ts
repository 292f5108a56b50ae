import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { commands, extensions, languages, Uri, window, workspace } from 'vscode';
import { agentServers } from '../../../extension/agent-servers.ts';
import { eventually } from '../../support/eventually.ts';

const root = workspace.workspaceFolders?.[0]?.uri ?? Uri.file('/');

/** Everything a command could have changed: commits, index, working tree. */
function repositoryState(): string {
	const git = (...args: readonly string[]): string => execFileSync('git', args, { cwd: root.fsPath, encoding: 'utf8' });
	return [git('rev-parse', 'HEAD'), git('status', '--porcelain', '--untracked-files=all'), git('diff', 'HEAD')].join('\n');
}

suite('a workspace that is not trusted', () => {
	suiteSetup(async () => {
		assert.equal(workspace.isTrusted, false);
		await extensions.getExtension('stagemark.stagemark')?.activate();
	});

	test('still gets findings', async () => {
		const prompt = Uri.joinPath(root, 'prompts', 'code-generator-v2.0.0.j2');
		const document = await workspace.openTextDocument(prompt);
		const editor = await window.showTextDocument(document);
		await editor.edit(edit => {
			edit.insert(document.lineAt(document.lineCount - 1).range.end, '\n{{ tone }}\n');
		});
		await eventually('a finding', () =>
			Promise.resolve(languages.getDiagnostics(prompt).some(({ message }) => message.includes('tone')) ? true : undefined),
		);
		await commands.executeCommand('workbench.action.files.revert');
	});

	test('offers agents nothing', async () => {
		assert.deepEqual(await agentServers(extensions.getExtension('stagemark.stagemark')?.extensionUri ?? Uri.file('/')), []);
	});

	const writing = [
		['stagemark.importResults', { experiment: 'exp-001', from: 'results.json', skipPreview: true }],
		['stagemark.recordRun', { experiment: 'exp-001', variant: 'v1' }],
		['stagemark.runExperiment', { experiment: 'exp-001', seed: 12, skipPreview: true }],
		['stagemark.promote', { prompt: 'code-generator', version: '2.0.0' }],
		['stagemark.lockExperiment', { experiment: 'exp-001' }],
		['stagemark.completeExperiment', { experiment: 'exp-001' }],
		['stagemark.reproduceRun', { experiment: 'exp-001', run: '20250131T103000Z-3f9a1c', skipPreview: true }],
		['stagemark.requestPromotion', { prompt: 'code-generator', version: '2.0.0', to: 'Production', reason: 'Please' }],
		['stagemark.approveRequest', { prompt: 'code-generator', reason: 'Good' }],
		['stagemark.rejectRequest', { prompt: 'code-generator', reason: 'Bad' }],
		['stagemark.withdrawRequest', { prompt: 'code-generator', reason: 'Later' }],
		['stagemark.rollBack', { prompt: 'code-generator', stage: 'Production', reason: 'Back', skipPreview: true }],
		['stagemark.archiveVersion', { prompt: 'code-generator', version: '1.0.0', reason: 'Old' }],
		['stagemark.setAlias', { prompt: 'code-generator', alias: 'champion', version: '1.0.0', reason: 'Best' }],
		['stagemark.newExperiment', {}],
		['stagemark.initializeWorkspace', {}],
	] as const;
	for (const [command, target] of writing) {
		test(`${command} refuses and leaves the repository as it is, also when it is called past the menus`, async () => {
			const before = repositoryState();
			await commands.executeCommand(command, target);
			assert.equal(repositoryState(), before);
		});
	}

	test('may compare, which only reads', async () => {
		await commands.executeCommand('stagemark.compareRuns', { experiment: 'exp-001' });
		const tab = await eventually('the panel', () =>
			Promise.resolve(window.tabGroups.all.flatMap(group => group.tabs).find(({ label }) => label.includes('exp-001'))),
		);
		assert.match(tab.label, /exp-001/);
	});
});
