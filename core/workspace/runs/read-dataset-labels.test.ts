import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DiskFileStore } from '../../../io/files/file-store.ts';
import { readDatasetLabels } from './read-dataset-labels.ts';
import type { DatasetLabels } from './read-dataset-labels.ts';

suite('readDatasetLabels', () => {
	let root: string;
	setup(() => {
		root = mkdtempSync(join(tmpdir(), 'stagemark-labels-'));
	});
	teardown(() => rmSync(root, { recursive: true, force: true }));

	async function read(name: string, text: string, columns: readonly string[]): Promise<DatasetLabels> {
		writeFileSync(join(root, name), text);
		const found = await readDatasetLabels({ path: name }, columns, new DiskFileStore(root), new AbortController().signal);
		return found ?? assert.fail();
	}

	const asObject = ({ labels }: DatasetLabels, column: string): object => Object.fromEntries(labels.get(column) ?? []);

	for (const { title, name, text, expected } of [
		{
			title: 'JSON Lines by id',
			name: 'a.jsonl',
			text: '{"id": "x", "kind": "a"}\n\n{"id": 7, "kind": 3}\n',
			expected: { x: ['a'], 7: ['3'] },
		},
		{
			title: 'lists and truth values',
			name: 'a.jsonl',
			text: '{"case": "x", "id": "y", "kind": ["a", "b", "a"]}\n{"id": "z", "kind": false}\n',
			expected: { x: ['a', 'b'], z: ['false'] },
		},
		{
			title: 'row numbers',
			name: 'a.jsonl',
			text: '{"kind": "a"}\nnot json\n{"kind": null}\n{"kind": "b"}\n',
			expected: { 1: ['a'], 4: ['b'] },
		},
		{
			title: 'a table with quotes and line breaks in a cell',
			name: 'a.csv',
			text: 'id,text,kind\r\nx,"a, ""b""\nc",  a \r\ny,,\r\n',
			expected: { x: ['a'] },
		},
		{ title: 'a table with tabs', name: 'a.tsv', text: 'case\tkind\nx\ta b\n', expected: { x: ['a b'] } },
		{
			title: 'names of the language itself',
			name: 'a.jsonl',
			text: '{"id": "__proto__", "kind": "a"}\n',
			expected: JSON.parse('{"__proto__": ["a"]}') as object,
		},
	]) {
		test(`reads ${title}`, async () => {
			const found = await read(name, text, ['kind', 'constructor']);
			assert.deepEqual(asObject(found, 'kind'), expected);
			assert.deepEqual(asObject(found, 'constructor'), {});
			assert.match(found.sha256 ?? '', /^[0-9a-f]{64}$/);
		});
	}

	test('says what columns there are, and that a missing file has none', async () => {
		assert.deepEqual((await read('a.csv', 'id,kind\nx,a\n', ['other'])).columns, ['id', 'kind']);
		const { signal } = new AbortController();
		const missing = await readDatasetLabels({ dvc: 'data/b.csv.dvc' }, ['kind'], new DiskFileStore(root), signal);
		assert.deepEqual([missing?.path, missing?.sha256, missing?.columns], ['data/b.csv', undefined, []]);
		assert.equal(await readDatasetLabels(undefined, ['kind'], new DiskFileStore(root), signal), undefined);
	});
});
