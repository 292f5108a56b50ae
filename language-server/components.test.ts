import assert from 'node:assert/strict';
import { estimatedTokens } from '../core/ports/token-count.ts';
import { createPorts } from '../io/node-ports.ts';
import { TemporaryRepository } from '../test/support/temporary-repository.ts';
import { createLanguageService } from './create-language-service.ts';
import type { LanguageService } from './language-service.ts';

const signal = new AbortController().signal;
const draft = (words: string): string => `---\nname: draft\nversion: 1.0.0\ndescription: Drafts.\ninputs: {}\n---\nuser:\n${words}\n`;
const pipeline = 'version: 1.0.0\nsteps:\n  - {prompt: draft@1.0.0, model: answerer}\n';
const card = '---\nversion: 1.2.0\nprovider: openai\nlicense: other\nlimits: {context_tokens: 8000}\n---\n# Answerer\n';

suite('models and pipelines in the editor', () => {
	let repository: TemporaryRepository;
	let service: LanguageService;
	let disposeGit: () => void;

	setup(() => {
		repository = TemporaryRepository.create();
		repository.write('prompts/draft-v1.0.0.j2', draft('Write.'));
		repository.write('models/answerer.md', card);
		repository.write('pipelines/rag.yaml', pipeline);
		repository.commitAll('Start');
		const { clock, files, git } = createPorts(repository.root);
		disposeGit = () => git.dispose();
		service = createLanguageService({
			clock,
			files,
			git,
			tokens: { count: text => Promise.resolve(estimatedTokens(text)), dispose: () => undefined },
			log: message => assert.fail(message),
		});
	});
	teardown(() => {
		disposeGit();
		repository.dispose();
	});

	test('hover on a member tells version and file, definition leads there', async () => {
		const offset = pipeline.indexOf('answerer');
		const hover = await service.hover('pipelines/rag.yaml', offset, signal);
		assert.equal(hover?.markdown, '**answerer** 1\\.2\\.0 · model\n\n`models/answerer.md`');
		const [place] = await service.define('pipelines/rag.yaml', pipeline.indexOf('draft@'), signal);
		assert.equal(place?.path, 'prompts/draft-v1.0.0.j2');
	});

	test('hover on a key of a card tells what it means', async () => {
		const hover = await service.hover('models/answerer.md', card.indexOf('license'), signal);
		assert.match(hover?.markdown ?? '', /^\*\*license\*\* · text or list\n\nLicence as an SPDX identifier/);
	});

	test('completion offers members of the kind of the key, and keys of a card that are not there', async () => {
		const member = await service.complete('pipelines/rag.yaml', pipeline.indexOf('answerer'), signal);
		assert.deepEqual(
			member.map(({ label }) => label),
			['answerer@1.2.0', 'answerer'],
		);
		const text = card.replace('license: other\n', '\n');
		service.setDocument('models/answerer.md', text);
		const keys = await service.complete('models/answerer.md', text.indexOf('\n\n') + 1, signal);
		const labels = keys.map(({ label }) => label);
		assert.deepEqual([labels.includes('license'), labels.includes('provider')], [true, false]);
		assert.deepEqual(await service.complete('models/answerer.md', text.length, signal), []);
	});

	test('an edit of a member is news to the registry file of the pipeline, and its evidence is stale at once', async () => {
		await service.load(signal);
		repository.write(
			'registry/rag.yaml',
			`name: rag\nkind: pipeline\nstages: {Production: 1.0.0}\nversions:\n  1.0.0: {source: pipelines/rag.yaml, sha256: ${'a'.repeat(64)}, stage: Production}\n`,
		);
		await service.filesChanged(['registry/rag.yaml'], signal);
		const found = await service.diagnose('registry/rag.yaml', signal);
		assert.deepEqual(
			found.map(({ rule, severity }) => `${rule} ${severity}`),
			['stage-pointer-mismatch error', 'stale-evidence error', 'registry-content-mismatch error', 'stage-pointer-mismatch error'],
		);
		assert.equal(service.setDocument('prompts/draft-v1.0.0.j2', draft('Write well.')), true);
	});

	test('a pipeline whose member is gone says so, on the words of the step', async () => {
		service.setDocument('pipelines/rag.yaml', pipeline.replace('draft@1.0.0', 'drafd@1.0.0'));
		const [finding] = await service.diagnose('pipelines/rag.yaml', signal);
		assert.equal(finding?.rule, 'unresolved-pipeline-member');
		assert.equal(
			finding.message,
			'There is no prompt named “drafd”. The pipeline is incomplete without it. Did you mean “draft@1.0.0”?',
		);
	});

	test('notes and foreign pipelines in these folders are nobody’s business', async () => {
		repository.write('models/README.md', '# Models\n');
		repository.write('pipelines/azure.yml', 'trigger: [main]\nsteps:\n  - script: npm test\n');
		await service.load(signal);
		assert.deepEqual(
			[await service.diagnose('models/README.md', signal), await service.diagnose('pipelines/azure.yml', signal)],
			[[], []],
		);
	});
});
