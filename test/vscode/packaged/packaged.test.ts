import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { commands, extensions, languages, Uri, window, workspace } from 'vscode';
import { eventually } from '../../support/eventually.ts';

const root = workspace.workspaceFolders?.[0]?.uri ?? Uri.file('/');
const prompt = Uri.joinPath(root, 'prompts', 'code-generator-v2.0.0.j2');

suite('the packaged extension', () => {
	test('is the installed one, not the project', () => {
		const extension = extensions.getExtension('stagemark.stagemark');
		assert.ok(extension);
		assert.notEqual(extension.extensionPath, process.cwd());
		assert.match(extension.extensionPath, /stagemark\.stagemark-\d+\.\d+\.\d+[^/\\]*$/);
	});

	test('starts with the workspace and registers its commands', async () => {
		await eventually('the extension', () =>
			Promise.resolve(extensions.getExtension('stagemark.stagemark')?.isActive === true ? true : undefined),
		);
		const registered = await commands.getCommands(true);
		assert.ok(registered.includes('stagemark.recordRun'));
		assert.ok(registered.includes('stagemark.promote'));
	});

	test('brings its language server', async () => {
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

	test('brings its panels', async () => {
		await commands.executeCommand('stagemark.compareRuns', { experiment: 'exp-001' });
		await eventually('the compare panel', () =>
			Promise.resolve(window.tabGroups.all.flatMap(group => group.tabs).find(({ label }) => label.includes('exp-001'))),
		);
	});

	test('brings the command line, which needs nothing but Node', () => {
		const cli = join(extensions.getExtension('stagemark.stagemark')?.extensionPath ?? '', 'dist', 'cli.js');
		const run = spawnSync(process.execPath, [cli, '--cwd', root.fsPath, 'verify'], { encoding: 'utf8' });
		assert.equal(run.status, 0, run.stderr + run.stdout);
	});

	test('carries neither sources nor tests nor modules', () => {
		const { extensionPath } = extensions.getExtension('stagemark.stagemark') ?? { extensionPath: '' };
		const files = execFileSync('find', ['.', '-type', 'f'], { cwd: extensionPath, encoding: 'utf8' }).trim().split('\n');
		const strangers = files.filter(file => /\.ts$|\.map$|node_modules|^\.\/(test|core|examples)\//.test(file));
		assert.deepEqual(strangers, []);
		assert.ok(files.includes('./dist/extension.js'));
	});
});
