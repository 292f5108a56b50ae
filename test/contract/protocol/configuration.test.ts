import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { CompletionRequest, DocumentDiagnosticRequest, HoverRequest } from 'vscode-languageserver/node';
import type { Position } from 'vscode-languageserver/node';
import { createPositionMap } from '../../../language-server/lsp/convert/position-map.ts';
import { TemporaryRepository } from '../../support/temporary-repository.ts';
import { ClientProcess, inShort } from './client-process.ts';

const path = 'stagemark.yaml';
const prompt = '---\nname: a\nversion: 1.0.0\ninputs: {a: string}\n---\n{{ a }} {{ b }}\n';

suite('stagemark.yaml over the protocol', () => {
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

	function at(text: string, words: string): { textDocument: { uri: string }; position: Position } {
		const position = createPositionMap(text, 'utf-16').toPosition(text.indexOf(words) + words.length);
		return { textDocument: { uri: client.uri(path) }, position };
	}

	async function hover(text: string, words: string): Promise<string | undefined> {
		const answer = await client.connection.sendRequest(HoverRequest.type, at(text, words));
		const contents = answer?.contents;
		return typeof contents === 'object' && 'value' in contents ? contents.value : undefined;
	}

	async function labels(text: string, words: string): Promise<readonly string[]> {
		const answer = await client.connection.sendRequest(CompletionRequest.type, at(text, words));
		return (Array.isArray(answer) ? answer : (answer?.items ?? [])).map(({ label }) => label);
	}

	test('hover on a rule shows its page, on another key what it is for', async () => {
		const text = 'rules:\n  unused-variable: off\n  no-such-rule: off\nregistry: registry\n';
		await client.open(path, text);
		assert.equal(await hover(text, '  unused-var'), readFileSync('docs/rules/unused-variable.md', 'utf8'));
		assert.equal(await hover(text, 'no-such'), undefined);
		assert.equal(await hover(text, '\nregis'), '**registry** · text · default `"registry"`\n\nFolder of registry files\\.');
	});

	test('completion offers rules that are not set yet, severities and dialects', async () => {
		const text = 'rules:\n  unused-variable: off\n  un\n  missing-version: o\ndialects:\n  "prompts/**": p\n';
		await client.open(path, text);
		const offered = await labels(text, 'off\n  un');
		assert.ok(offered.includes('undeclared-variable') && !offered.includes('unused-variable'), offered.join());
		assert.deepEqual(await labels(text, 'missing-version: o'), ['off', 'hint', 'info', 'warning', 'error']);
		assert.deepEqual((await labels(text, '"prompts/**": p')).slice(0, 2), ['dotprompt', 'github-prompt']);
	});

	test('the severity of a rule is what the configuration says, at once', async () => {
		await client.open('prompts/a.j2', prompt);
		assert.deepEqual(inShort(await client.pull('prompts/a.j2')), ['5:11-5:12 warning undeclared-variable']);
		await client.open(path, 'rules: {undeclared-variable: error}\n');
		assert.deepEqual(inShort(await client.pull('prompts/a.j2')), ['5:11-5:12 error undeclared-variable']);
		await client.change(path, { text: 'rules: {undeclared-variable: {severity: hint}}\n' });
		assert.deepEqual(inShort(await client.pull('prompts/a.j2')), ['5:11-5:12 hint undeclared-variable']);
		await client.change(path, { text: 'rules: {undeclared-variable: off}\n' });
		assert.deepEqual(await client.pull('prompts/a.j2'), []);
	});

	test('a chosen dialect decides how a file is read, and whether it is a prompt at all', async () => {
		repository.write('prompts/a.txt', '{% if x %}\n');
		const pullText = async (): Promise<readonly string[]> => {
			const textDocument = { uri: client.uri('prompts/a.txt') };
			const report = await client.connection.sendRequest(DocumentDiagnosticRequest.type, { textDocument });
			return report.kind === 'full' ? inShort(report.items) : [];
		};
		assert.deepEqual(await pullText(), []);
		await client.open(path, 'dialects: {"prompts/*.txt": plain-jinja}\n');
		assert.ok((await pullText()).includes('0:0-0:10 error unclosed-block'));
		await client.change(path, { text: 'dialects: {"prompts/*.txt": plain-jinja, prompts/a.txt: none}\n' });
		assert.deepEqual(await pullText(), []);
		await client.change(path, { text: 'dialects: {"prompts/*.txt": jinja}\n' });
		assert.deepEqual(inShort(await client.pull(path)), ['0:28-0:33 error wrong-value-type']);
	});
});
