import assert from 'node:assert/strict';
import { parseConfig } from '../../../core/formats/config/parse-config.ts';
import { createWorkspaceIndex } from '../../../core/workspace/workspace-index.ts';
import { parseDocument } from '../../documents/parse-document.ts';
import { memoryFiles } from '../../lsp/virtual-workspace.ts';
import type { DocumentSource } from '../document-source.ts';
import { followMoves } from '../editing/follow-moves.ts';
import { occurrencesOf } from './references.ts';
import type { NamedSymbol } from './symbol.ts';
import { findSymbols } from './workspace-symbols.ts';

const promptCount = 10_000;

suite('names among 10,000 prompts', () => {
	const config = parseConfig(undefined);
	const index = createWorkspaceIndex(config);
	const texts = new Map<string, string>();
	let read: string[] = [];
	const source: DocumentSource = {
		facts: index,
		files: memoryFiles,
		signal: new AbortController().signal,
		document(path) {
			read.push(path);
			const text = texts.get(path);
			return Promise.resolve(text === undefined ? undefined : parseDocument(path, { kind: 'text', text }, config.value));
		},
	};

	suiteSetup(() => {
		for (let number = 0; number < promptCount; number++) {
			texts.set(
				`prompts/p${number}.j2`,
				`---\nname: p${number}\nversion: 1.0.0\n---\n{{ spec }}${number === 7 ? '{% include "p8.j2" %}' : ''}\n`,
			);
		}
		texts.set('experiments/e/methodology.yaml', 'id: e\ndataset: {path: d.jsonl, columns: {spec: q}}\nvariants: {a: {prompt: p8}}\n');
		texts.set('experiments/f/methodology.yaml', 'id: f\nvariants: {a: {prompt: p9}}\nmetrics: {cost: {}}\n');
		texts.set('registry/p8.yaml', 'name: p8\nversions: {1.0.0: {source: prompts/p8.j2}}\n');
		for (const [path, text] of texts) index.update(path, text);
	});

	setup(() => {
		read = [];
	});

	const symbols: readonly (readonly [symbol: NamedSymbol, read: readonly string[]])[] = [
		[
			{ kind: 'prompt', name: 'p8', reference: { name: 'p8', selector: undefined } },
			['experiments/e/methodology.yaml', 'prompts/p8.j2', 'registry/p8.yaml'],
		],
		[
			{ kind: 'input', path: 'prompts/p8.j2', name: 'spec', declaration: undefined },
			['experiments/e/methodology.yaml', 'prompts/p8.j2'],
		],
		[{ kind: 'metric', name: 'cost' }, ['experiments/f/methodology.yaml']],
		[{ kind: 'file', path: 'prompts/p8.j2' }, ['prompts/p7.j2', 'registry/p8.yaml']],
	];
	for (const [symbol, expected] of symbols) {
		test(`only documents that name the ${symbol.kind} are read to find it`, async () => {
			const found = await occurrencesOf([symbol], source);
			assert.deepEqual(read, expected);
			assert.deepEqual([...new Set(found.map(({ path }) => path))], expected);
		});
	}

	test('a file that moves makes only those be read that name it', async () => {
		const { edits } = await followMoves([{ from: 'prompts/p8.j2', to: 'prompts/new/p8.j2' }], source);
		assert.deepEqual(read, ['prompts/p7.j2', 'registry/p8.yaml']);
		assert.deepEqual(
			edits.map(({ edits: [edit] }) => edit?.newText),
			['new/p8.j2', 'prompts/new/p8.j2'],
		);
	});

	test('finding symbols reads nothing, and gives no more than anybody looks through', () => {
		assert.equal(findSymbols('p', index).length, 500);
		assert.deepEqual(
			findSymbols('p9999', index).map(({ name }) => name),
			['p9999', 'p9999@1.0.0'],
		);
		assert.deepEqual(read, []);
	});
});
