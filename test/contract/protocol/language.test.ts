import assert from 'node:assert/strict';
import { CodeActionRequest, CodeLensRequest, HoverRequest, InlayHintRequest } from 'vscode-languageserver/node';
import type { Hover } from 'vscode-languageserver/node';
import { TemporaryRepository } from '../../support/temporary-repository.ts';
import { ClientProcess, editorCapabilities } from './client-process.ts';

const path = 'prompts/a_v1.0.0.j2';
const prompt = ['---', 'inputs:', '  language: {type: string}', '---', 'Write {{ langauge }} for {{ language }}.', ''].join('\n');

suite('the language of the client', () => {
	let repository: TemporaryRepository;
	let client: ClientProcess;

	async function start(locale: string): Promise<void> {
		client = await ClientProcess.start(repository.root, editorCapabilities, [repository.root], locale);
		await client.open(path, prompt);
	}

	setup(() => {
		repository = TemporaryRepository.create();
	});

	teardown(async () => {
		await client.stop();
		repository.dispose();
	});

	async function shown(): Promise<readonly string[]> {
		const textDocument = { uri: client.uri(path) };
		const diagnostics = await client.pull(path);
		const range = diagnostics[0]?.range ?? { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
		const actions = await client.connection.sendRequest(CodeActionRequest.type, { textDocument, range, context: { diagnostics } });
		const hover = await client.connection.sendRequest(HoverRequest.type, { textDocument, position: { line: 1, character: 2 } });
		const whole = { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } };
		const hints = await client.connection.sendRequest(InlayHintRequest.type, { textDocument, range: whole });
		const lenses = await client.connection.sendRequest(CodeLensRequest.type, { textDocument });
		return [
			...diagnostics.map(({ message }) => (typeof message === 'string' ? message : message.value)),
			...(actions ?? []).map(({ title }) => title),
			hover === null ? '' : textOf(hover.contents),
			...(hints ?? []).map(({ label }) => (typeof label === 'string' ? label : '')),
			...(lenses ?? []).flatMap(({ command }) => command?.title ?? []),
		];
	}

	function textOf(contents: Hover['contents']): string {
		return typeof contents === 'object' && 'value' in contents ? contents.value : '';
	}

	test('a client in Brazilian Portuguese reads findings, fixes, hovers, hints and lenses in its language', async () => {
		await start('pt-br');
		assert.deepEqual(await shown(), [
			'“langauge” é usada, mas não declarada: quem chama não sabe que precisa informá-la, e ela vira texto vazio. Declare-a em “inputs” ou corrija o nome.',
			'Declarar “langauge” em inputs',
			'Substituir por “language”',
			'Ignorar undeclared-variable nesta linha',
			'Ignorar undeclared-variable neste arquivo',
			'**inputs** · chaves com valores ou lista\n\nAs variáveis do template\\.',
			'~4 tokens + 2 entradas',
		]);
	});

	test('a client in a language without a catalogue reads English', async () => {
		await start('fr');
		assert.deepEqual(await shown(), [
			'“langauge” is used but not declared, so callers do not know that they must pass it and it renders as empty text. Declare it under “inputs” or correct its name.',
			'Declare “langauge” under inputs',
			'Replace with “language”',
			'Ignore undeclared-variable for this line',
			'Ignore undeclared-variable for this file',
			'**inputs** · keys with values or list\n\nThe variables of the template\\.',
			'~4 tokens + 2 inputs',
		]);
	});
});
