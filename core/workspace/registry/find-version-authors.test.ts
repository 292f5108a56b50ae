import assert from 'node:assert/strict';
import { createPorts } from '../../../io/node-ports.ts';
import { TemporaryRepository } from '../../../test/support/temporary-repository.ts';
import type { Ports } from '../../ports/ports.ts';
import { findVersionAuthors } from './find-version-authors.ts';
import { readContent } from './read-content.ts';

const signal = new AbortController().signal;
const [ana, bruno, clara] = ['Ana <ana@example.com>', 'Bruno <bruno@example.com>', 'Clara <clara@example.com>'] as const;

suite('the authors of a version', () => {
	let repository: TemporaryRepository;
	let ports: Ports;

	setup(() => {
		repository = TemporaryRepository.create();
		ports = createPorts(repository.root);
	});

	teardown(() => {
		ports.git.dispose();
		repository.dispose();
	});

	async function authors(
		path: string,
		version: string,
		steps: readonly (readonly [who: string, text: string])[],
	): Promise<readonly string[]> {
		for (const [who, text] of steps) {
			repository.write(path, text);
			repository.git('add', '--all');
			repository.git('commit', '--quiet', `--author=${who}`, '--message=change');
		}
		const reading = { kind: 'prompt', dialects: {} } as const;
		const { contentHash } = readContent(reading, path, steps.at(-1)?.[1] ?? '');
		const found = await findVersionAuthors({ ...reading, path, version, contentHash }, ports.git, signal);
		return [...(found ?? [])].sort();
	}

	test('are not those who committed the same text before it had a version', async () =>
		assert.deepEqual(
			await authors('prompts/a.j2', '1.0.0', [
				[ana, '---\nname: a\n---\nBe brief.\n'],
				[bruno, '---\nname: a\nversion: 1.0.0\n---\nBe brief.\n'],
			]),
			[bruno],
		));

	test('are all who worked on the text under this version', async () =>
		assert.deepEqual(
			await authors('prompts/a.j2', '1.0.0', [
				[ana, '---\nname: a\n---\nBe brief.\n'],
				[bruno, '---\nname: a\nversion: 1.0.0\n---\nBe kind.\n'],
				[clara, '---\nname: a\nversion: 1.0.0\n---\nBe brief.\n'],
			]),
			[bruno, clara],
		));

	test('are not those who wrote an earlier version in the same file', async () =>
		assert.deepEqual(
			await authors('prompts/a.j2', '1.1.0', [
				[ana, '---\nversion: 1.0.0\n---\nBe brief.\n'],
				[bruno, '---\nversion: 1.1.0\n---\nBe brief.\n'],
			]),
			[bruno],
		));

	test('are all who changed a file whose version stands in its name, and one that never says any', async () => {
		const steps = [
			[ana, 'Be kind.\n'],
			[bruno, 'Be brief.\n'],
		] as const;
		assert.deepEqual(await authors('prompts/a-v1.0.0.j2', '1.0.0', steps), [ana, bruno].sort());
		assert.deepEqual(await authors('prompts/b.j2', '1.0.0', steps), [ana, bruno].sort());
	});
});
