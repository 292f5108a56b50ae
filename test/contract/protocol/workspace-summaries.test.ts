import assert from 'node:assert/strict';
import { renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { DidChangeWatchedFilesNotification, DidSaveTextDocumentNotification, FileChangeType } from 'vscode-languageserver/node';
import type { FileEvent } from 'vscode-languageserver/node';
import { applyChange, indexOfSnapshot } from '../../../core/workspace/summaries/workspace-snapshot.ts';
import type { WorkspaceIndex } from '../../../core/workspace/workspace-index.ts';
import { eventually } from '../../support/eventually.ts';
import { TemporaryRepository } from '../../support/temporary-repository.ts';
import { ClientProcess, editorCapabilities } from './client-process.ts';
import type { SummariesAnswer, SummariesChanged } from '../../../core/workspace/summaries/summaries-request.ts';

const capabilities = {
	...editorCapabilities,
	workspace: { ...editorCapabilities.workspace, didChangeWatchedFiles: { dynamicRegistration: true, relativePatternSupport: true } },
};

const greeter = '---\nname: greeter\nversion: 1.0.0\n---\nHello\n';
const path = 'prompts/greeter.j2';

suite('what the server tells of a workspace', () => {
	let repository: TemporaryRepository;
	let client: ClientProcess;
	let told: SummariesChanged[] = [];

	setup(async () => {
		repository = TemporaryRepository.create();
		repository.write(path, greeter);
		repository.write('experiments/2025-01/e/methodology.yaml', 'id: e\nvariants: {v1: {prompt: greeter@1.0.0}}\n');
		repository.write('datasets/cases.jsonl', '{}\n');
		told = [];
		client = await ClientProcess.start(repository.root, capabilities);
		client.connection.onNotification('stagemark/summariesChanged', (message: SummariesChanged) => void told.push(message));
	});

	teardown(async () => {
		await client.stop();
		repository.dispose();
	});

	const folderUri = (): string => pathToFileURL(repository.root).href;

	async function ask(isFresh = false): Promise<SummariesAnswer> {
		return client.connection.sendRequest('stagemark/summaries', { folder: folderUri(), isFresh });
	}

	async function tellChanged(...paths: readonly string[]): Promise<void> {
		const changes = paths.map((changed): FileEvent => ({ uri: client.uri(changed), type: FileChangeType.Changed }));
		await client.connection.sendNotification(DidChangeWatchedFilesNotification.type, { changes });
	}

	function next(count: number): Promise<SummariesChanged> {
		return eventually(`message ${count}`, () => Promise.resolve(told[count - 1]));
	}

	const listed = (index: WorkspaceIndex) => index.prompts.map(({ name, version }) => `${name} ${version ?? '-'}`);

	test('is what its index knows, in answer to a request', async () => {
		const { snapshot } = await ask();
		const index = indexOfSnapshot(snapshot);
		assert.deepEqual(listed(index), ['greeter 1.0.0']);
		assert.deepEqual(
			index.experiments.map(({ experiment }) => experiment.id),
			['e'],
		);
		assert.deepEqual(
			[index.exists('datasets/cases.jsonl'), index.exists('datasets/other.jsonl'), index.hasOptedIn],
			[true, false, false],
		);
	});

	test('is a version that only Git has, too, where something refers to it', async () => {
		repository.git('add', '--all');
		repository.git('commit', '--quiet', '--message', 'One');
		repository.write(path, greeter.replace('1.0.0', '2.0.0'));
		const { snapshot } = await ask();
		assert.deepEqual(
			indexOfSnapshot(snapshot)
				.versionsOf('greeter')
				.map(({ version, revision }) => [version, typeof revision]),
			[
				['2.0.0', 'undefined'],
				['1.0.0', 'string'],
			],
		);
	});

	test('is watched from the first request on and not before', async () => {
		assert.deepEqual(client.registrations, []);
		await ask();
		const patterns = JSON.stringify(client.registrations.map(({ registerOptions }) => registerOptions as unknown));
		assert.match(patterns, /"pattern":"experiments\/\*\*"/);
		assert.match(patterns, /"pattern":"prompts\/\*\*"/);
	});

	test('follows the files one change at a time, and the changes add up to a fresh answer', async () => {
		const answer = await ask();
		const index = indexOfSnapshot(answer.snapshot);
		repository.write(path, greeter.replace('1.0.0', '1.1.0'));
		await tellChanged(path);
		const first = await next(1);
		assert.deepEqual([first.folder, first.revision - answer.revision], [folderUri(), 1]);
		assert.deepEqual(
			first.change.files.map(file => file.path),
			[path],
		);
		repository.write('stagemark.yaml', 'prompts: [texts/**]\n');
		repository.write('texts/a.j2', 'A');
		await tellChanged('stagemark.yaml', 'texts/a.j2');
		const second = await next(2);
		assert.equal(second.revision - answer.revision, 2);
		for (const { change } of [first, second]) applyChange(index, change);
		assert.deepEqual([listed(index), index.hasOptedIn], [['a -'], true]);
		const fresh = indexOfSnapshot((await ask(true)).snapshot);
		assert.deepEqual([listed(fresh), fresh.paths], [listed(index), index.paths]);
	});

	test('is silent about a file that changed and says what it said', async () => {
		await ask();
		repository.write(path, greeter.replace('Hello', 'Hello{# to all #}'));
		await tellChanged(path);
		repository.write('prompts/b.j2', 'B');
		await tellChanged('prompts/b.j2');
		assert.deepEqual(
			(await next(1)).change.files.map(file => file.path),
			['prompts/b.j2'],
		);
	});

	test('is what stands on disk, whatever the editor has not saved', async () => {
		await client.open(path, greeter.replace('1.0.0', '3.0.0'));
		await client.open('prompts/new.j2', 'Not saved yet');
		const { snapshot } = await ask();
		const index = indexOfSnapshot(snapshot);
		assert.deepEqual([listed(index), index.exists('prompts/new.j2')], [['greeter 1.0.0'], false]);
		await client.change(path, { text: greeter.replace('1.0.0', '4.0.0') });
		repository.write(path, greeter.replace('1.0.0', '4.0.0'));
		await client.connection.sendNotification(DidSaveTextDocumentNotification.type, { textDocument: { uri: client.uri(path) } });
		applyChange(index, (await next(1)).change);
		assert.deepEqual(listed(index), ['greeter 4.0.0']);
	});

	test('is under the configuration on disk, whatever the editor has not saved', async () => {
		await client.open('stagemark.yaml', 'prompts: [elsewhere/**]\n');
		const index = indexOfSnapshot((await ask()).snapshot);
		assert.deepEqual([listed(index), index.hasOptedIn], [['greeter 1.0.0'], false]);
	});

	test('follows whole folders that go and come in one event', async () => {
		const index = indexOfSnapshot((await ask()).snapshot);
		renameSync(join(repository.root, 'prompts'), join(repository.root, 'kept'));
		await tellChanged('prompts');
		applyChange(index, (await next(1)).change);
		assert.deepEqual([listed(index), index.exists(path)], [[], false]);
		renameSync(join(repository.root, 'kept'), join(repository.root, 'prompts'));
		await tellChanged('prompts');
		applyChange(index, (await next(2)).change);
		assert.deepEqual(listed(index), ['greeter 1.0.0']);
		rmSync(join(repository.root, 'experiments'), { recursive: true });
		await tellChanged('experiments');
		applyChange(index, (await next(3)).change);
		assert.deepEqual(index.experiments, []);
		repository.write('prompts/more/visitor.j2', greeter.replace('greeter', 'visitor'));
		await tellChanged('prompts/more');
		applyChange(index, (await next(4)).change);
		assert.deepEqual([listed(index), index.exists('prompts/more')], [['greeter 1.0.0', 'visitor 1.0.0'], false]);
		rmSync(join(repository.root, 'prompts/more'), { recursive: true });
		await tellChanged('prompts/more');
		applyChange(index, (await next(5)).change);
		assert.deepEqual(listed(index), ['greeter 1.0.0']);
	});

	test('a fresh answer knows what no event told of', async () => {
		await ask();
		repository.write('prompts/b.j2', 'B');
		assert.deepEqual(listed(indexOfSnapshot((await ask()).snapshot)), ['greeter 1.0.0']);
		assert.deepEqual(listed(indexOfSnapshot((await ask(true)).snapshot)), ['b -', 'greeter 1.0.0']);
	});

	test('a question about a folder that is not open is answered with what it takes', async () => {
		const elsewhere = { folder: 'file:///elsewhere', isFresh: false };
		await assert.rejects(client.connection.sendRequest('stagemark/summaries', elsewhere), /takes the URI of a folder that is open/);
		await assert.rejects(client.connection.sendRequest('stagemark/summaries', {}), /takes the URI of a folder that is open/);
	});
});
