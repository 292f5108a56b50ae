import assert from 'node:assert/strict';
import { createPorts } from '../../../io/node-ports.ts';
import { TemporaryRepository } from '../../../test/support/temporary-repository.ts';
import { promptFile } from './prompt-file.ts';

suite('the file of a prompt that a command reads', () => {
	test('has the text of a prompt inside a file, without escapes, also of an earlier commit', async () => {
		const repository = TemporaryRepository.create();
		const { files, git } = createPorts(repository.root);
		try {
			repository.write('agents.json', '{"clerk": {"prompt": "Say \\"hi\\".\\nTo {name}."}}\n');
			repository.commitAll('one');
			const revision = repository.git('rev-parse', 'HEAD').trim();
			repository.write('agents.json', '{"clerk": {"prompt": "Bye."}}\n');
			const written: string[] = [];
			const folder = { write: (path: string, text: string) => Promise.resolve(String(written.push(path, text))) };
			const path = 'agents.json#$.clerk.prompt';
			await promptFile({ revision: undefined, path }, folder, { files, git });
			await promptFile({ revision, path }, folder, { files, git });
			assert.deepEqual(written, ['.stagemark/prompt/clerk.txt', 'Bye.', '.stagemark/prompt/clerk.txt', 'Say "hi".\nTo {name}.']);
		} finally {
			git.dispose();
			repository.dispose();
		}
	});
});
