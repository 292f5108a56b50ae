import assert from 'node:assert/strict';
import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { get } from 'node:http';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { commands, extensions, languages, Uri, window, workspace } from 'vscode';
import { z } from 'zod';
import { eventually } from '../support/eventually.ts';

const root = workspace.workspaceFolders?.[0]?.uri ?? Uri.file('/');
const prompt = Uri.joinPath(root, 'prompts', 'code-generator-v2.0.0.j2');
const recorder = resolve(__dirname, '../../test/support/record-connections.cjs');
const entrySchema = z.object({ process: z.string(), event: z.string(), host: z.string().optional() });
const thisMachine = ['127.0.0.1', '::1', 'localhost'];

suite('the network', () => {
	const folder = mkdtempSync(join(tmpdir(), 'stagemark-network-'));
	const file = join(folder, 'connections');

	/** Everything noted so far: the server may start before the first test or during it. */
	const seen: z.output<typeof entrySchema>[] = [];

	/** What was noted since the last call. */
	function noted(): readonly z.output<typeof entrySchema>[] {
		const lines = readFileSync(file, 'utf8')
			.split('\n')
			.filter(line => line !== '');
		rmSync(file);
		appendFileSync(file, '');
		const entries = lines.map(line => entrySchema.parse(JSON.parse(line)));
		seen.push(...entries);
		return entries;
	}

	suiteSetup(async () => {
		process.env['STAGEMARK_CONNECTIONS'] = file;
		process.env['NODE_OPTIONS'] = `--require ${recorder}`;
		// In this process, where the extension runs, and through the environment in the language server it starts again.
		createRequire(__filename)(recorder);
		await extensions.getExtension('stagemark.stagemark')?.activate();
		await commands.executeCommand('stagemark.restart');
	});
	suiteTeardown(() => {
		delete process.env['NODE_OPTIONS'];
		rmSync(folder, { recursive: true, force: true });
	});

	test('is watched here: a request is noted, even one that fails', async () => {
		await new Promise<void>(done => {
			get('http://stagemark.invalid/').on('error', () => done());
		});
		assert.ok(noted().some(({ host }) => host === 'stagemark.invalid'));
	});

	test('is not used while prompts are checked, runs compared, versions shown and the registry verified', async () => {
		const document = await workspace.openTextDocument(prompt);
		const editor = await window.showTextDocument(document);
		await editor.edit(edit => {
			edit.insert(document.lineAt(document.lineCount - 1).range.end, '\n{{ pitch }}\n');
		});
		await eventually('a finding', () =>
			Promise.resolve(languages.getDiagnostics(prompt).some(({ message }) => message.includes('pitch')) ? true : undefined),
		);
		await commands.executeCommand('workbench.action.files.revert');
		await commands.executeCommand('stagemark.compareRuns', { experiment: 'exp-001' });
		await commands.executeCommand('stagemark.showPromptDiff', { before: 'code-generator@1.0.0', after: 'code-generator@2.0.0' });
		await commands.executeCommand('stagemark.verifyRegistry', { prompt: 'code-generator' });

		const entries = noted();
		assert.ok(
			seen.some(entry => entry.event === 'started' && entry.process.includes('server.js')),
			`The language server is watched too; noted: ${JSON.stringify(seen)}`,
		);
		const outside = entries.filter(({ host }) => host !== undefined && !thisMachine.includes(host));
		assert.deepEqual(outside, []);
	});
});
