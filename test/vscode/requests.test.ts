import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { commands, extensions, Uri, window, workspace } from 'vscode';
import type { FileDecoration } from 'vscode';
import { LanguageServerStarter } from '../../extension/language-server-starter.ts';
import { StageDecorations } from '../../extension/trees/stage-decorations.ts';
import type { TreeElement } from '../../extension/trees/tree-element.ts';
import { Workspaces } from '../../extension/model/workspaces.ts';
import { registryView } from '../../extension/trees/registry-tree.ts';
import { eventually } from '../support/eventually.ts';

const root = workspace.workspaceFolders?.[0]?.uri ?? Uri.file('/');
const registry = 'registry/greeter.yaml';

function git(...args: readonly string[]): string {
	return execFileSync('git', args, { cwd: root.fsPath, encoding: 'utf8' }).trim();
}

/** From now on commits are this person's. */
function be(name: string): void {
	git('config', 'user.name', name);
	git('config', 'user.email', `${name.toLowerCase()}@example.com`);
}

function write(path: string, text: string): void {
	const file = join(root.fsPath, path);
	mkdirSync(dirname(file), { recursive: true });
	writeFileSync(file, text);
}

function lastSubject(): string {
	return git('log', '-1', '--format=%an: %s');
}

function text({ item }: TreeElement): string {
	return `${typeof item.label === 'object' ? item.label.label : (item.label ?? '')} | ${String(item.description ?? '')}`;
}

function tabs(label: string): number {
	return window.tabGroups.all.flatMap(group => group.tabs).filter(tab => tab.label === label).length;
}

/** One story in one repository: each test goes on where the one before ended. */
suite('a request, from asking to rolling back, by several people', () => {
	const log = window.createOutputChannel('Stagemark requests', { log: true });
	const installed = extensions.getExtension('stagemark.stagemark');
	assert.ok(installed);
	const server = new LanguageServerStarter({ extensionUri: installed.extensionUri, log });
	const workspaces = new Workspaces({ log, source: server, translate: sentence => sentence });
	const decorations = new StageDecorations(workspaces);
	const before = { head: git('rev-parse', 'HEAD'), name: git('config', 'user.name'), email: git('config', 'user.email') };
	let request = '';

	suiteSetup(async () => {
		await extensions.getExtension('stagemark.stagemark')?.activate();
		be('Davi');
		write('stagemark.yaml', 'promotion:\n  Production: {require: [lint-clean], approvals: 1}\n');
		for (const version of ['1.0.0', '1.1.0']) {
			const words = version === '1.0.0' ? 'Greet' : 'Greet warmly';
			write(
				`prompts/greeter-v${version}.j2`,
				`---\nname: greeter\nversion: ${version}\ninputs:\n  topic: {type: string}\n---\nuser:\n${words}: {{ topic }}\n`,
			);
		}
		git('add', '--all');
		git('commit', '--quiet', '--message', 'A greeter');
	});

	suiteTeardown(async () => {
		await commands.executeCommand('workbench.action.closeAllEditors');
		git('reset', '--hard', '--quiet', before.head);
		git('tag', '--delete', 'greeter/v1.0.0', 'greeter/v1.1.0');
		git('config', 'user.name', before.name);
		git('config', 'user.email', before.email);
		decorations.dispose();
		workspaces.dispose();
		// The log stays: it is told when the server's process has ended, which is after this.
		await server.stop();
	});

	/** The top rows of the Registry view, or those below a row, as a user would read them now. */
	async function rows(...labels: readonly string[]): Promise<readonly string[]> {
		const [model] = workspaces.all;
		await model?.reload();
		let elements = model === undefined ? [] : await registryView.roots(model, 'greeter');
		for (const label of labels) {
			elements = (await elements.find(element => text(element).startsWith(`${label} |`))?.children?.()) ?? [];
		}
		return elements.map(text);
	}

	async function decoration(version: string): Promise<FileDecoration | undefined> {
		await workspaces.all[0]?.reload();
		return decorations.provideFileDecoration(Uri.joinPath(root, 'prompts', `greeter-v${version}.j2`));
	}

	async function ask(version: string): Promise<void> {
		await commands.executeCommand('stagemark.requestPromotion', {
			prompt: 'greeter',
			version,
			to: 'Production',
			reason: 'Reads better',
		});
		request = [...readFileSync(join(root.fsPath, registry), 'utf8').matchAll(/id: (r-[0-9a-f]{6})/g)].at(-1)?.[1] ?? '';
	}

	async function answer(command: 'approveRequest' | 'rejectRequest' | 'withdrawRequest'): Promise<void> {
		await commands.executeCommand(`stagemark.${command}`, { prompt: 'greeter', request, reason: 'Said by the test' });
	}

	async function promote(version: string): Promise<void> {
		await commands.executeCommand('stagemark.promote', {
			prompt: 'greeter',
			version,
			to: 'Production',
			reason: 'Agreed',
			skipPreview: true,
		});
	}

	test('Ana asks, and the request stands on top of the view', async () => {
		be('Ana');
		await ask('1.0.0');
		assert.equal(lastSubject(), 'Ana: request(greeter): 1.0.0 to Production');
		assert.equal((await rows())[0], 'greeter 1.0.0 to Production | requested by Ana · 0 of 1 approvals');
	});

	test('the promotion opens in one panel, however often it is asked for', async () => {
		const target = { prompt: 'greeter', version: '1.0.0', to: 'Production' };
		await commands.executeCommand('stagemark.showPromotion', target);
		await commands.executeCommand('stagemark.showPromotion', target);
		await eventually('the panel', () => Promise.resolve(tabs('greeter 1.0.0 → Production') > 0 ? true : undefined));
		assert.equal(tabs('greeter 1.0.0 → Production'), 1);
	});

	test('neither Ana, who asked, nor Davi, who wrote it, approves, and nothing is promoted', async () => {
		const head = git('rev-parse', 'HEAD');
		await answer('approveRequest');
		be('Davi');
		await answer('approveRequest');
		await promote('1.0.0');
		assert.equal(git('rev-parse', 'HEAD'), head);
		assert.equal(git('status', '--porcelain'), '');
	});

	test('Bruno approves, and the version goes to Production with his approval and the gate', async () => {
		be('Bruno');
		await answer('approveRequest');
		assert.equal(lastSubject(), 'Bruno: approve(greeter): 1.0.0 to Production');
		assert.equal((await rows())[0], 'greeter 1.0.0 to Production | requested by Ana · 1 of 1 approvals');
		await promote('1.0.0');
		assert.equal(lastSubject(), 'Bruno: promote(greeter): 1.0.0 None -> Production');
		const written = readFileSync(join(root.fsPath, registry), 'utf8');
		assert.match(written, /gate: lint-clean\n +outcome: passed[^]*approvals:\n +- by: Bruno <bruno@example\.com>/);
		assert.doesNotMatch(written, /override/);
		assert.deepEqual(await rows(), ['greeter | prompt']);
	});

	test('the prompt carries a P in the explorer, which says what it means', async () => {
		const shown = await decoration('1.0.0');
		assert.deepEqual([shown?.badge, shown?.tooltip], ['P', 'greeter 1.0.0 is in Production']);
		assert.equal(await decoration('1.1.0'), undefined);
	});

	test('a change of the promoted file is stale evidence in view and explorer', async () => {
		const path = 'prompts/greeter-v1.0.0.j2';
		write(path, `${readFileSync(join(root.fsPath, path), 'utf8')}Now.\n`);
		assert.match((await rows('greeter', 'Production')).join(), /^1\.0\.0 \| stale evidence · /);
		assert.match((await decoration('1.0.0'))?.tooltip ?? '', /greeter 1\.0\.0 in Production differs from what was evaluated/);
		git('checkout', '--quiet', '--', path);
	});

	test('an own request can be withdrawn, and that of another rejected', async () => {
		await ask('1.1.0');
		await answer('withdrawRequest');
		assert.equal(lastSubject(), 'Bruno: withdraw(greeter): 1.1.0 to Production');
		await ask('1.1.0');
		be('Ana');
		await answer('rejectRequest');
		assert.equal(lastSubject(), 'Ana: reject(greeter): 1.1.0 to Production');
		assert.deepEqual(await rows(), ['greeter | prompt']);
	});

	test('the next version replaces the first, and a rollback brings that back in one commit', async () => {
		await ask('1.1.0');
		be('Bruno');
		await answer('approveRequest');
		await promote('1.1.0');
		assert.match((await rows('greeter', 'Archived')).join(), /^1\.0\.0 \| /);
		await commands.executeCommand('stagemark.rollBack', {
			prompt: 'greeter',
			stage: 'Production',
			reason: 'Too warm',
			skipPreview: true,
		});
		assert.equal(lastSubject(), 'Bruno: rollback(greeter): 1.0.0 Archived -> Production');
		assert.match((await rows('greeter', 'Production')).join(), /^1\.0\.0 \| /);
	});

	test('an alias is a row of its own and stands at its version, until it is taken away', async () => {
		const alias = { prompt: 'greeter', alias: 'champion', reason: 'Shorter to say' };
		await commands.executeCommand('stagemark.setAlias', { ...alias, version: '1.0.0' });
		assert.ok((await rows('greeter')).includes('@champion | 1.0.0'));
		assert.match((await rows('greeter', 'Production')).join(), /^1\.0\.0 \| @champion · /);
		await commands.executeCommand('stagemark.setAlias', { ...alias, remove: true });
		assert.ok(!(await rows('greeter')).includes('@champion | 1.0.0'));
	});

	test('archiving empties the stage', async () => {
		await commands.executeCommand('stagemark.archiveVersion', {
			prompt: 'greeter',
			version: '1.0.0',
			reason: 'Nobody greets any more',
		});
		assert.equal(lastSubject(), 'Bruno: archive(greeter): 1.0.0 Production -> Archived');
		assert.equal(await decoration('1.0.0'), undefined);
	});

	test('the timeline of all that opens', async () => {
		await commands.executeCommand('stagemark.showTimeline', { prompt: 'greeter' });
		await eventually('the panel', () => Promise.resolve(tabs('Timeline of greeter') === 1 ? true : undefined));
	});
});
