import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { extensions, ThemeIcon, window, workspace } from 'vscode';
import type { TreeItem } from 'vscode';
import { LanguageServerStarter } from '../../extension/language-server-starter.ts';
import { WorkspaceModel } from '../../extension/model/workspace-model.ts';
import { pageRows } from '../../extension/trees/page-rows.ts';
import { treeElement } from '../../extension/trees/tree-element.ts';
import type { TreeElement } from '../../extension/trees/tree-element.ts';
import { experimentsView } from '../../extension/trees/experiments-tree.ts';
import { promptsView } from '../../extension/trees/prompts-tree.ts';
import { registryView } from '../../extension/trees/registry-tree.ts';
import type { View } from '../../extension/trees/tree.ts';
import { eventually } from '../support/eventually.ts';

/** The rows on the way to `labels`, as a user would read them: label and description. */
async function open(rows: readonly TreeElement[], ...labels: readonly string[]): Promise<readonly TreeElement[]> {
	const [label, ...rest] = labels;
	if (label === undefined) return rows;
	const row = rows.find(({ item }) => item.label === label);
	assert.ok(row?.children, `${label} in ${rows.map(text).join(', ')}`);
	return open(await row.children(), ...rest);
}

function text({ item }: { readonly item: TreeItem }): string {
	return `${labelOf(item)} | ${String(item.description ?? '')}`;
}

function labelOf({ label }: TreeItem): string | undefined {
	return typeof label === 'object' ? label.label : label;
}

suite('a long list', () => {
	const rows = Array.from({ length: 450 }, (_, position) =>
		treeElement({ id: `row-${position}`, label: `row ${position}`, icon: new ThemeIcon('file'), target: {} }),
	);

	test('shows 200 rows and puts the next ones behind a row that opens, and so on to the end', async () => {
		const shown: (string | undefined)[][] = [];
		for (let next: readonly TreeElement[] | undefined = rows; next !== undefined;) {
			const page: readonly TreeElement[] = pageRows(next, 'list');
			shown.push(page.map(({ item }) => labelOf(item)));
			next = await page.at(-1)?.children?.();
		}
		assert.deepEqual(
			shown.map(page => [page.length, page.at(0), page.at(-1)]),
			[
				[201, 'row 0', '… 250 more'],
				[201, 'row 200', '… 50 more'],
				[50, 'row 400', 'row 449'],
			],
		);
	});

	test('of 200 rows is shown whole', () => {
		assert.equal(pageRows(rows.slice(0, 200), 'list').length, 200);
	});
});

suite('views of the sample repository', () => {
	const log = window.createOutputChannel('Stagemark test', { log: true });
	const [folder] = workspace.workspaceFolders ?? [];
	const installed = extensions.getExtension('stagemark.stagemark');
	assert.ok(folder && installed);
	const server = new LanguageServerStarter({ extensionUri: installed.extensionUri, log });
	const model = new WorkspaceModel({ folder, log, source: server, translate: sentence => sentence });

	suiteTeardown(async () => {
		model.dispose();
		// The log stays: it is told when the server's process has ended, which is after this.
		await server.stop();
	});

	async function rowsOf(view: View, filter = ''): Promise<readonly TreeElement[]> {
		return view.roots(model, filter);
	}

	test('experiments go from the month to the artifacts of a run', async () => {
		const roots = await rowsOf(experimentsView);
		assert.ok(roots.map(text).includes('2025-01 | 1'), roots.map(text).join());
		const [experiment] = await open(roots, '2025-01');
		assert.ok(experiment);
		assert.match(text(experiment), /^exp-001 Prompt v2 vs v1 \| \+\d+\.\d pts · Improved · running$/);
		const variants = await open(roots, '2025-01', 'exp-001 Prompt v2 vs v1');
		assert.match(variants.map(text).join('\n'), /^v1 \| baseline · [\d.]+ % · \d+ runs · code-generator@1\.0\.0\nv2 \| /);
		const runs = await open(roots, '2025-01', 'exp-001 Prompt v2 vs v1', 'v1');
		assert.match(runs.map(text).join('\n'), /seed 1 \| [\d.]+ % · \d{4}-\d{2}-\d{2}/);
		const files = await open(roots, '2025-01', 'exp-001 Prompt v2 vs v1', 'v1', 'seed 1');
		assert.ok(files.map(({ item }) => labelOf(item)).includes('samples.jsonl'));
	});

	test('prompts list their versions, newest first', async () => {
		const roots = await rowsOf(promptsView);
		const versions = await open(roots, 'code-generator');
		assert.deepEqual(
			versions.map(({ item }) => labelOf(item)),
			['2.0.0', '1.0.0'],
		);
		assert.deepEqual(versions[0]?.target, { folder: folder.uri.toString(), prompt: 'code-generator', version: '2.0.0' });
	});

	test('the registry goes from a name to its stages, versions and reasons', async () => {
		const roots = await rowsOf(registryView);
		assert.deepEqual(
			roots.map(({ item }) => labelOf(item)),
			['code-generator'],
		);
		const stages = await open(roots, 'code-generator');
		const labels = stages.map(({ item }) => labelOf(item));
		assert.ok(labels.includes('Production'), labels.join());
		const [version] = await open(roots, 'code-generator', 'Production');
		assert.ok(version?.children);
		const [reason] = await version.children();
		assert.match(text(reason ?? version), / \| \S+ → Production$/);
	});

	async function promptNames(): Promise<readonly (string | undefined)[]> {
		return (await rowsOf(promptsView)).map(({ item }) => labelOf(item));
	}

	function eventuallyListed(name: string, isListed: boolean): Promise<true> {
		return eventually(`${name} ${isListed ? 'there' : 'gone'}`, async () =>
			(await promptNames()).includes(name) === isListed ? true : undefined,
		);
	}

	test('follow files and whole folders that come and go on disk', async () => {
		const before = await promptNames();
		const visitors = join(folder.uri.fsPath, 'prompts', 'visitors');
		mkdirSync(visitors);
		writeFileSync(join(visitors, 'visitor.j2'), '---\nname: visitor\nversion: 1.0.0\n---\nHello\n');
		await eventuallyListed('visitor', true);
		rmSync(visitors, { recursive: true });
		await eventuallyListed('visitor', false);
		assert.deepEqual(await promptNames(), before);
	});

	test('ask again when the language server died and was started anew', async () => {
		const before = await promptNames();
		let changeCount = 0;
		const listener = model.onDidChange(() => changeCount++);
		const servers = execFileSync('pgrep', ['-P', String(process.pid), '-f', 'dist/server.js'], { encoding: 'utf8' });
		for (const id of servers.trim().split('\n')) process.kill(Number(id), 'SIGKILL');
		await eventually('the views told to look again', () => Promise.resolve(changeCount > 0 ? true : undefined));
		listener.dispose();
		assert.deepEqual(await promptNames(), before);
	});

	test('show only what contains the filter', async () => {
		assert.equal((await rowsOf(promptsView, 'code-gen')).length, 1);
		for (const view of [experimentsView, promptsView, registryView]) {
			assert.deepEqual(await rowsOf(view, 'no such thing'), [], view.id);
		}
	});

	test('show what the workspace wrote in their tooltips as text, never as a link or as Markdown', async () => {
		const [month] = await rowsOf(experimentsView);
		const [experiment] = (await month?.children?.()) ?? [];
		const tooltip = experiment?.item.tooltip;
		assert.ok(typeof tooltip === 'object');
		assert.match(tooltip.value, /Owner&#58;&nbsp;ana&#64;example&#46;com/);
		assert.match(tooltip.value, /test\\_pass\\_rate/);
		assert.ok(tooltip.isTrusted !== true && tooltip.supportHtml !== true);
	});
});
