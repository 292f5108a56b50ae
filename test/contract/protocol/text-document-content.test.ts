import assert from 'node:assert/strict';
import { pathToFileURL } from 'node:url';
import { TextDocumentContentRefreshRequest, TextDocumentContentRequest } from 'vscode-languageserver/node';
import { eventually } from '../../support/eventually.ts';
import { TemporaryRepository } from '../../support/temporary-repository.ts';
import { ClientProcess, editorCapabilities } from './client-process.ts';

const path = 'prompts/greeter.j2';
const prompt = `---
name: greeter
version: 1.0.0
inputs:
  who: {type: string, example: Ada}
  tone: {type: string}
---
system:
Be {{ tone }}.

user:
{% include "shared/greeting.j2" %}
{% for n in range(2) %}{{ n }}{% endfor %}
`;

suite('documents that the server writes', () => {
	let repository: TemporaryRepository;
	let client: ClientProcess;
	const refreshed: string[] = [];

	suiteSetup(async () => {
		repository = TemporaryRepository.create();
		repository.write(path, prompt);
		repository.write('prompts/shared/greeting.j2', 'Hello {{ who }}!\n');
		repository.write('secret.txt', 'not a prompt');
		repository.commitAll('First');
		client = await ClientProcess.start(repository.root, {
			...editorCapabilities,
			workspace: { ...editorCapabilities.workspace, textDocumentContent: {} },
		});
		client.connection.onRequest(TextDocumentContentRefreshRequest.type, ({ uri }) => void refreshed.push(uri));
	});

	suiteTeardown(async () => {
		await client.stop();
		repository.dispose();
	});

	function address(scheme: string, query: Readonly<Record<string, unknown>>): string {
		const folder = pathToFileURL(repository.root).href;
		return `${scheme}:/${path}?${encodeURIComponent(JSON.stringify({ folder, path, ...query }))}`;
	}

	async function content(uri: string): Promise<string> {
		const { text } = await client.connection.sendRequest(TextDocumentContentRequest.type, { uri });
		return text;
	}

	test('the server says which schemes it serves', () => {
		assert.deepEqual(client.initialized.capabilities.workspace?.textDocumentContent, {
			schemes: ['stagemark-rendered', 'stagemark-revision'],
		});
	});

	test('a prompt is shown with samples, given values, placeholders and what it includes', async () => {
		assert.equal(await content(address('stagemark-rendered', {})), 'system:\nBe ‹tone›.\n\nuser:\nHello Ada!\n01\n');
		assert.equal(
			await content(address('stagemark-rendered', { values: { tone: 'kind' } })),
			'system:\nBe kind.\n\nuser:\nHello Ada!\n01\n',
		);
	});

	test('the preview follows what is typed', async () => {
		const uri = address('stagemark-rendered', {});
		await content(uri);
		refreshed.length = 0;
		await client.open(path, prompt.replace('Be {{ tone }}.', 'Be {{ tone | nofilter }}.'));
		await eventually('a refresh of the preview', () => Promise.resolve(refreshed.includes(uri) || undefined));
		assert.match(await content(uri), /^⚠ prompts\/greeter\.j2:9:14: `nofilter` is not a built-in filter of Jinja/);
		await client.close(path);
	});

	test('a file is shown as it was in a commit', async () => {
		const revision = repository.git('rev-parse', 'HEAD').trim();
		repository.write(path, 'changed\n');
		assert.equal(await content(address('stagemark-revision', { revision })), prompt);
		repository.write(path, prompt);
	});

	test('an address that is no hash, leads out of the folder or names no prompt is refused', async () => {
		const folder = pathToFileURL(repository.root).href;
		const outside = `stagemark-rendered:/x?${encodeURIComponent(JSON.stringify({ folder, path: '../x.j2' }))}`;
		for (const uri of [
			address('stagemark-revision', { revision: '--all' }),
			outside,
			'stagemark-rendered:/x',
			address('stagemark-rendered', { folder: 'file:///etc' }),
		]) {
			await assert.rejects(content(uri), /does not belong to a document in an open folder/);
		}
		await assert.rejects(content(address('stagemark-rendered', { path: 'secret.txt' })), /secret\.txt is not a prompt/);
	});
});
