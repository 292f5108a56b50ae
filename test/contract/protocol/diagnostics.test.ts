import assert from 'node:assert/strict';
import {
	DidChangeWatchedFilesNotification,
	DocumentDiagnosticRequest,
	FileChangeType,
	ProgressType,
	WorkspaceDiagnosticRequest,
} from 'vscode-languageserver/node';
import type { Diagnostic, WorkspaceDiagnosticReportPartialResult, WorkspaceDocumentDiagnosticReport } from 'vscode-languageserver/node';
import { eventually } from '../../support/eventually.ts';
import { TemporaryRepository } from '../../support/temporary-repository.ts';
import { ClientProcess, inShort } from './client-process.ts';

const prompt = ['---', 'name: code-generator', 'inputs:', '  lang: {type: string}', '---', 'Write {{ spec }} code.', ''].join('\n');

suite('diagnostics over the protocol', () => {
	let repository: TemporaryRepository;
	let client: ClientProcess;

	setup(async () => {
		repository = TemporaryRepository.create();
		repository.write('prompts/a.j2', prompt);
		client = await ClientProcess.start(repository.root);
	});

	teardown(async () => {
		await client.stop();
		repository.dispose();
	});

	test('an undeclared name beside a declared one nobody uses is exactly one finding each, on the words themselves', async () => {
		await client.open('prompts/a.j2', prompt);
		const found = await client.pull('prompts/a.j2');
		assert.deepEqual(inShort(found), ['3:2-3:6 warning unused-variable', '5:9-5:13 warning undeclared-variable']);
		assert.match(messageOf(found[1]), /^“spec” is used but not declared, so callers do not know that they must pass it/);
		assert.deepEqual(found[0]?.tags, [1], 'an unused input is faded');
		assert.equal(found[0].source, 'stagemark');
		assert.match(found[0].codeDescription?.href ?? '', /^file:.+\/docs\/rules\/unused-variable\.md$/);
	});

	test('edits are followed one by one, each relative to the one before', async () => {
		await client.open('prompts/a.j2', prompt);
		await client.change(
			'prompts/a.j2',
			{ range: { start: { line: 5, character: 9 }, end: { line: 5, character: 13 } }, text: 'lang' },
			{ range: { start: { line: 5, character: 0 }, end: { line: 5, character: 0 } }, text: '😀 {{ tone }} ' },
		);
		assert.deepEqual(inShort(await client.pull('prompts/a.j2')), ['5:6-5:10 warning undeclared-variable']);
		await client.change('prompts/a.j2', { text: 'No tags at all.\n' });
		assert.deepEqual(await client.pull('prompts/a.j2'), []);
	});

	test('a client that has the findings already is told that nothing changed', async () => {
		await client.open('prompts/a.j2', prompt);
		const uri = client.uri('prompts/a.j2');
		const first = await client.connection.sendRequest(DocumentDiagnosticRequest.type, { textDocument: { uri } });
		const again = await client.connection.sendRequest(DocumentDiagnosticRequest.type, {
			textDocument: { uri },
			previousResultId: first.resultId ?? 'none',
		});
		assert.deepEqual(again, { kind: 'unchanged', resultId: first.resultId });
	});

	test('a client that does not ask is sent the findings, and an empty list when the document is closed', async () => {
		await client.stop();
		client = await ClientProcess.start(repository.root, {});
		assert.equal(client.initialized.capabilities.diagnosticProvider, undefined);
		await client.open('prompts/a.j2', prompt);
		const sent = await eventually('findings', () => Promise.resolve(client.published.at(-1)));
		assert.equal(sent.version, 1);
		assert.deepEqual(inShort(sent.diagnostics), ['3:2-3:6 warning unused-variable', '5:9-5:13 warning undeclared-variable']);
		await client.close('prompts/a.j2');
		await eventually('the empty list', () => Promise.resolve(client.published.find(({ diagnostics }) => diagnostics.length === 0)));
	});

	test('while somebody types fast, only the findings of the last text are sent', async () => {
		await client.stop();
		client = await ClientProcess.start(repository.root, {});
		await client.open('prompts/a.j2', prompt);
		for (let index = 0; index < 50; index++) {
			const place = { line: 5, character: 13 + index };
			await client.change('prompts/a.j2', { range: { start: place, end: place }, text: 'x' });
		}
		const sent = await eventually('the findings of version 51', () =>
			Promise.resolve(client.published.find(({ version }) => version === 51)),
		);
		assert.deepEqual(inShort(sent.diagnostics), ['3:2-3:6 warning unused-variable', '5:9-5:63 warning undeclared-variable']);
		assert.ok(client.published.length < 10, `${client.published.length} lists were sent`);
	});

	test('a new prompt file repairs the reference of an experiment, and the client is told to ask again', async () => {
		const methodology = 'experiments/exp-001/methodology.yaml';
		const text = 'id: exp-001\nhypothesis: It helps.\nmetrics: {rate: {primary: true}}\nvariants:\n  v1: {prompt: writer@1.0.0}\n';
		await client.open(methodology, text);
		assert.deepEqual(inShort(await client.pull(methodology)), ['4:15-4:27 error unresolved-prompt-ref']);
		await client.open('prompts/writer.j2', '---\nname: writer\nversion: 1.0.0\n---\nWrite.\n');
		await eventually('a refresh', () => Promise.resolve(client.refreshCount > 0 ? true : undefined));
		assert.deepEqual(await client.pull(methodology), []);
	});

	test('content that differs from the last commit asks for another version, until it is committed', async () => {
		const text = '---\nname: writer\nversion: 1.0.0\n---\nWrite.\n';
		repository.write('stagemark.yaml', '');
		repository.write('prompts/writer.j2', text);
		await client.open('prompts/writer.j2', text.replace('Write.', 'Write well.'));
		assert.deepEqual(await client.pull('prompts/writer.j2'), [], 'nothing is committed yet');
		repository.commitAll('first');
		await client.connection.sendNotification('workspace/didChangeWatchedFiles', {
			changes: [{ uri: client.uri('.git/logs/HEAD'), type: 2 }],
		});
		const found = await client.pull('prompts/writer.j2');
		assert.deepEqual(inShort(found), ['2:9-2:14 warning content-changed-without-version-bump']);
	});

	test('files that cannot be read have one finding at their top', async () => {
		repository.write('prompts/huge.j2', Buffer.alloc(50_000_000, 'x'));
		repository.write('prompts/picture.j2', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1]));
		repository.write('prompts/empty.j2', '');
		assert.deepEqual(inShort(await client.pull('prompts/huge.j2')), ['0:0-0:0 error unreadable-file']);
		assert.match(messageOf((await client.pull('prompts/huge.j2'))[0]), /^This file has 50 MB and is not read/);
		assert.match(messageOf((await client.pull('prompts/picture.j2'))[0]), /^This file is binary/);
		assert.deepEqual(await client.pull('prompts/empty.j2'), []);
		assert.deepEqual(await client.pull('prompts/missing.j2'), []);
	});

	test('a broken template and a merge conflict are told where they are', async () => {
		await client.open('prompts/a.j2', '{% if x %}\n{{ y\n');
		assert.deepEqual(inShort(await client.pull('prompts/a.j2')), ['0:0-0:10 error unclosed-block', '1:0-1:2 error unclosed-delimiter']);
		const conflict = '---\nname: a\n<<<<<<< HEAD\nversion: 1.0.0\n=======\nversion: 2.0.0\n>>>>>>> other\n---\nWrite.\n';
		await client.change('prompts/a.j2', { text: conflict });
		assert.deepEqual(inShort(await client.pull('prompts/a.j2')), ['2:0-2:12 error merge-conflict']);
	});

	test('the whole workspace is reported without opening a file, then only what changed', async () => {
		repository.write('experiments/exp-001/methodology.yaml', 'id: exp-001\nmetrics: {rate: {primary: true}}\n');
		await client.pull('prompts/a.j2');
		const report = await client.connection.sendRequest(WorkspaceDiagnosticRequest.type, { previousResultIds: [] });
		const counts = report.items.map(item => [item.uri.slice(client.uri('').length), item.kind === 'full' ? item.items.length : -1]);
		assert.deepEqual(counts, [
			['experiments/exp-001/methodology.yaml', 1],
			['prompts/a.j2', 2],
		]);
		const previousResultIds = report.items.map(({ uri, resultId }) => ({ uri, value: resultId ?? '' }));
		const next = client.connection.sendRequest(WorkspaceDiagnosticRequest.type, { previousResultIds });
		await client.open('prompts/a.j2', 'No tags.\n');
		const kinds = (await next).items.map(({ kind }) => kind);
		assert.deepEqual(kinds, ['unchanged', 'full']);
	});

	test('a client that takes partial results gets the workspace batch by batch, then an empty answer', async () => {
		for (let number = 0; number < 120; number++) repository.write(`prompts/many/p${number}.j2`, `{% if x %}${number}`);
		await client.stop();
		client = await ClientProcess.start(repository.root);
		await client.pull('prompts/a.j2');
		const batches: string[][] = [];
		const partial = new ProgressType<WorkspaceDiagnosticReportPartialResult>();
		const listener = client.connection.onProgress(partial, 'workspace', ({ items }) => {
			batches.push(items.map(({ uri }) => uri.slice(client.uri('').length)));
		});
		const report = await client.connection.sendRequest(WorkspaceDiagnosticRequest.type, {
			previousResultIds: [],
			partialResultToken: 'workspace',
		});
		assert.deepEqual(report, { items: [] });
		assert.deepEqual(
			batches.map(({ length }) => length),
			[50, 50, 21],
		);
		assert.equal(new Set(batches.flat()).size, 121);
		listener.dispose();
	});

	test('after an edit only the documents whose findings differ are told anew, also when the edit is news to all', async () => {
		repository.write('prompts/b.j2', '{% if x %}');
		await client.open('prompts/a.j2', prompt);
		await client.pull('prompts/a.j2');
		const kindsAfter = async (previous: readonly WorkspaceDocumentDiagnosticReport[]): Promise<WorkspaceDocumentDiagnosticReport[]> => {
			const previousResultIds = previous.map(({ uri, resultId }) => ({ uri, value: resultId ?? '' }));
			return (await client.connection.sendRequest(WorkspaceDiagnosticRequest.type, { previousResultIds })).items;
		};
		const first = await kindsAfter([]);
		await client.change('prompts/a.j2', { text: `${prompt}{{ other }}\n` });
		const second = await kindsAfter(first);
		assert.deepEqual(
			second.map(({ kind }) => kind),
			['full', 'unchanged'],
		);
		await client.change('prompts/a.j2', { text: prompt.replace('name: code-generator', 'name: b') });
		const third = await kindsAfter(second);
		assert.deepEqual(
			third.map(({ kind }) => kind),
			['full', 'unchanged'],
		);
	});

	test('a file that is not open is judged anew when it changes on disk, as after a checkout', async () => {
		await client.open('prompts/a.j2', prompt);
		await client.pull('prompts/a.j2');
		await client.close('prompts/a.j2');
		const report = await client.connection.sendRequest(WorkspaceDiagnosticRequest.type, { previousResultIds: [] });
		const previousResultIds = report.items.map(({ uri, resultId }) => ({ uri, value: resultId ?? '' }));
		repository.write('prompts/a.j2', prompt.replace('{{ spec }}', '{{ lang }}'));
		await client.connection.sendNotification(DidChangeWatchedFilesNotification.type, {
			changes: [{ uri: client.uri('prompts/a.j2'), type: FileChangeType.Changed }],
		});
		// An editor asks again and again; an answer may come early and tell of no change yet.
		const findings = await eventually('new findings', async () => {
			const { items } = await client.connection.sendRequest(WorkspaceDiagnosticRequest.type, { previousResultIds });
			return items.find(item => item.kind === 'full')?.items;
		});
		assert.deepEqual(findings, []);
	});
});

function messageOf(diagnostic: Diagnostic | undefined): string {
	const message = diagnostic?.message;
	return typeof message === 'string' ? message : '';
}
