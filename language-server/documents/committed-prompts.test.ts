import assert from 'node:assert/strict';
import { createPorts } from '../../io/node-ports.ts';
import { parsePrompt } from '../../core/formats/prompt/parse-prompt.ts';
import type { Git } from '../../core/ports/git.ts';
import { loadWorkspace } from '../../core/workspace/load-workspace.ts';
import { TemporaryRepository } from '../../test/support/temporary-repository.ts';
import { createCommittedPrompts } from './committed-prompts.ts';

const signal = new AbortController().signal;

suite('prompts at HEAD', () => {
	const promptCount = 200;
	const pathOf = (position: number): string => `prompts/p${position}.j2`;
	const textOf = (position: number): string => `---\nname: p${position}\nversion: 1.0.0\n---\nuser:\nHello ${position}\n`;
	let repository: TemporaryRepository;

	suiteSetup(() => {
		repository = TemporaryRepository.create();
		for (let position = 0; position < promptCount; position++) repository.write(pathOf(position), textOf(position));
		repository.commitAll('Prompts');
	});
	suiteTeardown(() => repository.dispose());

	/** Asks for the prompts at these positions, one after the other; gives how often Git was asked, and for how many files. */
	async function ask(positions: readonly number[]): Promise<{ readonly questions: number; readonly files: number }> {
		const { files, git } = createPorts(repository.root);
		let [questions, fileCount] = [0, 0];
		const counting = Object.create(git, {
			readAt: {
				value: (...[revision, paths]: Parameters<Git['readAt']>) => {
					questions++;
					fileCount += paths.length;
					return git.readAt(revision, paths);
				},
			},
			state: { value: () => git.state() },
			listAt: { value: (revision: string) => git.listAt(revision) },
		}) as Git;
		try {
			const facts = await loadWorkspace(files, git, signal);
			const committed = createCommittedPrompts(counting, 'HEAD', () => assert.fail('HEAD is there'));
			for (const position of positions) {
				const found = await committed.get(parsePrompt(pathOf(position), `${textOf(position)}!`), facts);
				assert.equal(found?.text, textOf(position));
			}
			return { questions, files: fileCount };
		} finally {
			git.dispose();
		}
	}

	test('are read for a few without reading those of all others', async () => {
		const { files } = await ask([3, 77, 150, 199]);
		// Each with the card it could have, and as many others as were asked for.
		assert.ok(files <= 2 * (4 + 1 + 2 + 3 + 4), `${files}`);
	});

	for (const [title, positions] of [
		['from the first to the last', Array.from({ length: promptCount }, (_, position) => position)],
		['from the last to the first', Array.from({ length: promptCount }, (_, position) => promptCount - 1 - position)],
		['in any order', Array.from({ length: promptCount }, (_, position) => (position * 77) % promptCount)],
	] as const) {
		test(`are read in a few batches when all are asked for ${title}`, async () => {
			const { questions, files } = await ask(positions);
			assert.ok(questions < 30, `${questions}`);
			assert.equal(files, 2 * promptCount);
		});
	}
});
