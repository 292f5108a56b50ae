import assert from 'node:assert/strict';
import { createPorts } from '../../../io/node-ports.ts';
import { TemporaryRepository } from '../../../test/support/temporary-repository.ts';
import { readDatasetColumns } from './read-dataset-columns.ts';

suite('readDatasetColumns', () => {
	const files: readonly (readonly [path: string, text: string, columns: string])[] = [
		['a.jsonl', '{"id": 1, "question": "x"}\n{"id": 2, "the answer": {"id": 3}}\n', 'id question the answer'],
		['b.jsonl', 'no JSON\n[1]\n\n{"a": 1}\n', 'a'],
		['c.csv', 'id,question text,"a, ""b"""\n1,2,3\n', 'id question text a, ""b""'],
		['d.tsv', 'id\tquestion, text\n', 'id question, text'],
		['e.csv', '', ''],
	];
	for (const [path, text, expected] of files) {
		test(`finds “${expected}” in ${path}, and where each name stands`, async () => {
			const repository = TemporaryRepository.create();
			const { files: reader, git } = createPorts(repository.root);
			try {
				repository.write(path, text);
				const columns = await readDatasetColumns(path, reader, new AbortController().signal);
				assert.equal(columns.map(({ range }) => text.slice(range.start, range.end)).join(' '), expected);
				assert.equal(columns.map(({ name }) => name).join(' '), expected.replaceAll('""', '"'));
			} finally {
				git.dispose();
				repository.dispose();
			}
		});
	}

	test('reads the first lines and no more, and nothing outside of the workspace', async () => {
		const repository = TemporaryRepository.create();
		const { files: reader, git } = createPorts(repository.root);
		try {
			repository.write('a.jsonl', `${'{"a": 1}\n'.repeat(1000)}{"late": 1}\n`);
			const signal = new AbortController().signal;
			assert.deepEqual(
				(await readDatasetColumns('a.jsonl', reader, signal)).map(({ name }) => name),
				['a'],
			);
			assert.deepEqual(await readDatasetColumns('../../etc/passwd', reader, signal), []);
		} finally {
			git.dispose();
			repository.dispose();
		}
	});
});
