import assert from 'node:assert/strict';
import {
	CodeLensRequest,
	CodeLensResolveRequest,
	ConfigurationRequest,
	DidChangeConfigurationNotification,
	DocumentFormattingRequest,
	DocumentOnTypeFormattingRequest,
	DocumentRangeFormattingRequest,
	FoldingRangeRequest,
	InlayHintRefreshRequest,
	InlayHintRequest,
	InlayHintResolveRequest,
	SelectionRangeRequest,
	SemanticTokensDeltaRequest,
	SemanticTokensRangeRequest,
	SemanticTokensRequest,
} from 'vscode-languageserver/node';
import type { InlayHint, Position, SelectionRange, SemanticTokens, SemanticTokensDelta, TextEdit } from 'vscode-languageserver/node';
import { createPositionMap } from '../../../language-server/lsp/convert/position-map.ts';
import { eventually } from '../../support/eventually.ts';
import { TemporaryRepository } from '../../support/temporary-repository.ts';
import { ClientProcess, editorCapabilities } from './client-process.ts';

const path = 'prompts/greeter.j2';
/** Symbols of two UTF-16 units and four bytes stand before what the answers point at. */
const prompt = [
	'---',
	'name:  greeter',
	'inputs:',
	'  name: {type: string}',
	'---',
	'system:',
	'😀 Be kind to {{name}} and {{ guest }}.',
	'',
	'user:',
	'{% if name %}',
	'ação {{ name | upper }}',
	'{% endif %}',
	'',
].join('\n');
const methodologyPath = 'experiments/exp-001/methodology.yaml';
const methodology = 'id: exp-001\nname: "😀"\nvariants:\n  v1: {prompt: greeter@Production}\n';

for (const encoding of ['utf-16', 'utf-8', 'utf-32'] as const) {
	suite(`features about one document, positions in ${encoding}`, () => {
		let repository: TemporaryRepository;
		let client: ClientProcess;
		const wanted = new Map<string, boolean>();
		let hintRefreshCount = 0;

		suiteSetup(async () => {
			repository = TemporaryRepository.create();
			repository.write('prompts/greeter-v1.0.0.j2', 'Greet.\n');
			repository.write('registry/greeter.yaml', 'name: greeter\nstages: {Production: 1.0.0}\n');
			repository.write(methodologyPath, methodology);
			client = await ClientProcess.start(repository.root, {
				...editorCapabilities,
				general: { positionEncodings: [encoding] },
				workspace: {
					...editorCapabilities.workspace,
					configuration: true,
					didChangeConfiguration: { dynamicRegistration: true },
					inlayHint: { refreshSupport: true },
				},
			});
			client.connection.onRequest(ConfigurationRequest.type, ({ items }) =>
				items.map(({ section }) => wanted.get(section ?? '') ?? null),
			);
			client.connection.onRequest(InlayHintRefreshRequest.type, () => {
				hintRefreshCount++;
			});
			await client.open(path, prompt);
			await client.open(methodologyPath, methodology);
		});

		suiteTeardown(async () => {
			await client.stop();
			repository.dispose();
		});

		const textDocument = (file = path): { uri: string } => ({ uri: client.uri(file) });
		const options = { tabSize: 2, insertSpaces: true };

		/** The place behind the first `words` of a text, counted as the client does. */
		function behind(text: string, words: string): Position {
			return createPositionMap(text, encoding).toPosition(text.indexOf(words) + words.length);
		}

		/** What a range of the client's covers. */
		function words(text: string, range: { readonly start: Position; readonly end: Position }): string {
			const { start, end } = createPositionMap(text, encoding).toTextRange(range);
			return text.slice(start, end);
		}

		function applied(text: string, edits: readonly TextEdit[] | null): string {
			const positions = createPositionMap(text, encoding);
			return (edits ?? [])
				.map(({ range, newText }) => ({ ...positions.toTextRange(range), newText }))
				.sort((left, right) => right.start - left.start)
				.reduce((changed, { start, end, newText }) => changed.slice(0, start) + newText + changed.slice(end), text);
		}

		test('the encoding the client asked for was agreed on', () =>
			assert.equal(client.initialized.capabilities.positionEncoding, encoding));

		test('folding ranges: front matter, roles, blocks', async () => {
			const ranges = await client.connection.sendRequest(FoldingRangeRequest.type, { textDocument: textDocument() });
			assert.deepEqual(
				ranges?.map(({ startLine, endLine, kind }) => [startLine, endLine, kind]),
				[
					[0, 4, 'region'],
					[2, 3, undefined],
					[5, 6, 'region'],
					[8, 11, 'region'],
					[9, 10, undefined],
				],
			);
		});

		test('selection ranges: from the word to the document, for several cursors', async () => {
			const chains = await client.connection.sendRequest(SelectionRangeRequest.type, {
				textDocument: textDocument(),
				positions: [behind(prompt, 'ação {{ na'), behind(prompt, 'greet')],
			});
			assert.deepEqual(selected(prompt, chains?.[0]).slice(0, 4), [
				'name',
				'name | upper',
				'{{ name | upper }}',
				'ação {{ name | upper }}',
			]);
			assert.deepEqual(selected(prompt, chains?.[1]).slice(0, 2), ['greeter', 'name:  greeter']);
			assert.equal(selected(prompt, chains?.[1]).at(-1), prompt);
		});

		function selected(text: string, chain: SelectionRange | undefined): readonly string[] {
			return chain === undefined ? [] : [words(text, chain.range), ...selected(text, chain.parent)];
		}

		test('semantic tokens: of the document and of a range', async () => {
			const { legend } = client.initialized.capabilities.semanticTokensProvider ?? {};
			assert.ok(legend !== undefined);
			const full = await client.connection.sendRequest(SemanticTokensRequest.type, { textDocument: textDocument() });
			const shown = decode(prompt, full?.data ?? [], legend);
			assert.deepEqual(shown, [
				'name parameter declaration readonly',
				'system: role',
				'name parameter readonly',
				'guest parameter undeclared',
				'user: role',
				'if keyword',
				'name parameter readonly',
				'name parameter readonly',
				'upper function defaultLibrary',
				'endif keyword',
			]);
			const range = { start: behind(prompt, 'ação '), end: behind(prompt, 'ação {{ name | upper') };
			const part = await client.connection.sendRequest(SemanticTokensRangeRequest.type, { textDocument: textDocument(), range });
			assert.deepEqual(decode(prompt, part?.data ?? [], legend), ['name parameter readonly', 'upper function defaultLibrary']);
		});

		test('semantic tokens: a difference leads to the same as asking for all', async () => {
			const full = await client.connection.sendRequest(SemanticTokensRequest.type, { textDocument: textDocument() });
			assert.ok(full?.resultId !== undefined);
			const { resultId: previousResultId } = full;
			const ask = (): Promise<SemanticTokens | SemanticTokensDelta | null> =>
				client.connection.sendRequest(SemanticTokensDeltaRequest.type, { textDocument: textDocument(), previousResultId });
			const changed = prompt.replace('{{ guest }}', '{{ name }} 😀 {{ guest | lower }}');
			await client.change(path, { text: changed });
			const delta = await ask();
			assert.ok(delta !== null && 'edits' in delta, 'the answer is a difference');
			const data = [...full.data];
			for (const edit of delta.edits.toReversed()) data.splice(edit.start, edit.deleteCount, ...(edit.data ?? []));
			const again = await client.connection.sendRequest(SemanticTokensRequest.type, { textDocument: textDocument() });
			assert.deepEqual(data, again?.data);
			const stale = await ask();
			assert.ok(stale !== null && 'data' in stale, 'nothing can be different from an answer that is out of date');
			await client.change(path, { text: prompt });
		});

		function decode(
			text: string,
			data: readonly number[],
			legend: { readonly tokenTypes: readonly string[]; readonly tokenModifiers: readonly string[] },
		): readonly string[] {
			let line = 0;
			let character = 0;
			const tokens: string[] = [];
			for (let index = 0; index < data.length; index += 5) {
				const [lines = 0, characters = 0, length = 0, type = 0, bits = 0] = data.slice(index, index + 5);
				character = lines === 0 ? character + characters : characters;
				line += lines;
				const start = { line, character };
				const modifiers = legend.tokenModifiers.filter((_, bit) => (bits & (1 << bit)) !== 0);
				tokens.push(
					[words(text, { start, end: { line, character: character + length } }), legend.tokenTypes[type], ...modifiers].join(' '),
				);
			}
			return tokens;
		}

		test('inlay hints: the length of messages and what a stage means, more of it when asked', async () => {
			assert.deepEqual(await hints(path, prompt), [
				['---', '~10 tokens in 2 messages'],
				['system:', '~8 tokens + 2 inputs'],
				['user:', '~2 tokens + 1 input'],
			]);
			assert.deepEqual(await hints(methodologyPath, methodology), [['prompt: greeter@Production', '= 1.0.0']]);
			const [hint] = (await inlayHints(methodologyPath, methodology)) ?? [];
			assert.ok(hint !== undefined && hint.tooltip === undefined);
			const resolved = await client.connection.sendRequest(InlayHintResolveRequest.type, hint);
			const { tooltip } = resolved;
			assert.match(
				typeof tooltip === 'object' ? tooltip.value : '',
				/^\*\*greeter\*\* 1\\\.0\\\.0 · Production\n\n`prompts\/greeter-v1/,
			);
		});

		test('inlay hints: each kind can be switched off, and the client is told to ask again', async () => {
			wanted.set('stagemark.inlayHints.tokens', false);
			await eventually('a registration for settings', () =>
				Promise.resolve(client.registrations.find(({ method }) => method === DidChangeConfigurationNotification.method)),
			);
			const before = hintRefreshCount;
			await client.connection.sendNotification(DidChangeConfigurationNotification.type, { settings: null });
			await eventually('a refresh', () => Promise.resolve(hintRefreshCount > before ? true : undefined));
			assert.deepEqual(await hints(path, prompt), []);
			assert.deepEqual(await hints(methodologyPath, methodology), [['prompt: greeter@Production', '= 1.0.0']]);
			wanted.clear();
			await client.connection.sendNotification(DidChangeConfigurationNotification.type, { settings: null });
			assert.equal((await hints(path, prompt)).length, 3);
		});

		function inlayHints(file: string, text: string): Promise<InlayHint[] | null> {
			const range = { start: { line: 0, character: 0 }, end: createPositionMap(text, encoding).toPosition(text.length) };
			return client.connection.sendRequest(InlayHintRequest.type, { textDocument: textDocument(file), range });
		}

		/** The words before each hint on its line, and the hint. */
		async function hints(file: string, text: string): Promise<readonly (readonly [before: string, label: unknown])[]> {
			const found = (await inlayHints(file, text)) ?? [];
			return found.map(({ position, label }) => {
				const line = words(text, { start: { line: position.line, character: 0 }, end: position });
				return [line.replace(/^.*\{/, ''), label] as const;
			});
		}

		test('typing the end of an opening tag gives the end tag, elsewhere nothing', async () => {
			const text = `${prompt}😀 {% for x in name %}`;
			await client.change(path, { text });
			const edits = await client.connection.sendRequest(DocumentOnTypeFormattingRequest.type, {
				textDocument: textDocument(),
				position: behind(text, '{% for x in name %}'),
				ch: '}',
				options,
			});
			assert.equal(applied(text, edits), `${text}{% endfor %}`);
			const inText = await client.connection.sendRequest(DocumentOnTypeFormattingRequest.type, {
				textDocument: textDocument(),
				position: behind(text, '{{name}}'),
				ch: '}',
				options,
			});
			assert.deepEqual(inText, []);
			await client.change(path, { text: prompt });
		});

		test('formatting: layout of the document, or of a selection', async () => {
			const all = await client.connection.sendRequest(DocumentFormattingRequest.type, { textDocument: textDocument(), options });
			assert.equal(applied(prompt, all), prompt.replace('name:  greeter', 'name: greeter').replace('{{name}}', '{{ name }}'));
			const range = { start: { line: 6, character: 0 }, end: { line: 6, character: 40 } };
			const part = await client.connection.sendRequest(DocumentRangeFormattingRequest.type, {
				textDocument: textDocument(),
				range,
				options,
			});
			assert.equal(applied(prompt, part), prompt.replace('{{name}}', '{{ name }}'));
		});

		test('code lenses: places first, runs when they come into view', async () => {
			const lenses = await client.connection.sendRequest(CodeLensRequest.type, { textDocument: textDocument(methodologyPath) });
			assert.deepEqual(
				lenses?.map(({ range, command }) => [words(methodology, range), command]),
				[['v1', undefined]],
			);
			const [lens] = lenses;
			assert.ok(lens !== undefined);
			const resolved = await client.connection.sendRequest(CodeLensResolveRequest.type, lens);
			assert.deepEqual(resolved.command, { title: 'no runs', command: '' });
			assert.deepEqual(resolved.range, lens.range);
		});

		test('a document of nobody has empty answers', async () => {
			await client.open('notes/readme.md', '{{ x }}\n');
			const document = textDocument('notes/readme.md');
			const range = { start: { line: 0, character: 0 }, end: { line: 1, character: 0 } };
			assert.deepEqual(await client.connection.sendRequest(FoldingRangeRequest.type, { textDocument: document }), []);
			assert.deepEqual(await client.connection.sendRequest(InlayHintRequest.type, { textDocument: document, range }), []);
			assert.deepEqual(await client.connection.sendRequest(DocumentFormattingRequest.type, { textDocument: document, options }), []);
			const tokens = await client.connection.sendRequest(SemanticTokensRequest.type, { textDocument: document });
			assert.deepEqual(tokens?.data, []);
		});
	});
}
