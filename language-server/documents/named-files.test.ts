import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { createPorts } from '../../io/node-ports.ts';
import { WorkerTokenCounter } from '../../io/tokens/worker-token-counter.ts';
import { TemporaryRepository } from '../../test/support/temporary-repository.ts';
import { createLanguageService } from '../create-language-service.ts';

const signal = new AbortController().signal;
const configuration = 'prompts/promptfooconfig.yaml';

suite('files that another file names', () => {
	test('are read as it says from the moment it says so, and no longer when it says it no more or is gone', async () => {
		const repository = TemporaryRepository.create();
		const { files, git, clock } = createPorts(repository.root);
		const tokens = new WorkerTokenCounter();
		try {
			repository.write('stagemark.yaml', 'prompts: ["prompts/*"]\n');
			repository.write('texts/ask.txt', 'Tell {{ topic');
			repository.write(configuration, 'prompts: ["Tell {{ topic }}"]\nproviders: [echo]\n');
			const service = createLanguageService({ files, git, clock, tokens, log: message => assert.fail(message) });
			const found = async (): Promise<readonly string[]> => (await service.diagnose('texts/ask.txt', signal)).map(({ rule }) => rule);
			assert.deepEqual(await found(), []);
			service.setDocument(configuration, 'prompts: [file://../texts/ask.txt]\nproviders: [echo]\n');
			assert.deepEqual(await found(), ['unclosed-delimiter']);
			service.setDocument(configuration, 'prompts: [file://../texts/*.md]\nproviders: [echo]\n');
			assert.deepEqual(await found(), []);
			service.setDocument(configuration, 'prompts: [file://../texts/*.txt]\nproviders: [echo]\n');
			assert.deepEqual(await found(), ['unclosed-delimiter']);
			rmSync(join(repository.root, configuration));
			await service.closeDocument(configuration);
			assert.deepEqual(await found(), []);
		} finally {
			tokens.dispose();
			git.dispose();
			repository.dispose();
		}
	});
});
