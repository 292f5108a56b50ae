import assert from 'node:assert/strict';
import { chmodSync } from 'node:fs';
import { createPorts } from '../../../io/node-ports.ts';
import { TemporaryRepository } from '../../../test/support/temporary-repository.ts';
import { parseExperiment } from '../../formats/experiment/parse-experiment.ts';
import { parsePrompt } from '../../formats/prompt/parse-prompt.ts';
import { localEndpoint } from './first-endpoint.ts';
import { initializeWorkspace, planInitialization } from './initialize-workspace.ts';
import { loadWorkspace } from '../../workspace/load-workspace.ts';
import { parseConfig } from '../../formats/config/parse-config.ts';

const signal = new AbortController().signal;

suite('planInitialization', () => {
	const plan = planInitialization(new Set(), localEndpoint);

	test('lays out everything in an empty workspace', () => {
		assert.deepEqual([...plan.create.keys()].sort(), [
			'.gitattributes',
			'datasets/tickets.jsonl',
			'experiments/first-steps/exp-001-teams/conclusion.md',
			'experiments/first-steps/exp-001-teams/hypothesis.md',
			'experiments/first-steps/exp-001-teams/methodology.yaml',
			'prompts/classify-ticket-v1.0.0.j2',
			'prompts/classify-ticket-v1.1.0.j2',
			'registry/README.md',
			'stagemark.yaml',
		]);
		assert.deepEqual(plan.skipped, []);
	});

	test('makes files without any problem', () => {
		for (const [path, text] of plan.create) {
			assert.ok(text.endsWith('\n'), path);
			if (path.endsWith('.j2')) assert.deepEqual(parsePrompt(path, text).problems, []);
			if (path.endsWith('methodology.yaml')) assert.deepEqual(parseExperiment(path, text).problems, []);
			if (path === 'stagemark.yaml') assert.deepEqual(parseConfig(text).problems, []);
		}
	});

	test('makes a configuration whose examples are good when their # is taken off', () => {
		const text = plan.create.get('stagemark.yaml') ?? assert.fail();
		const config = parseConfig(text.replace(/^# ([a-z]+:|  )/gm, '$1'));
		assert.deepEqual(config.problems, []);
		assert.equal(config.value.promotion['Production']?.approvals, 1);
		assert.deepEqual(config.value.rules, { 'unused-variable': 'info' });
	});

	test('asks a model on this machine for little at a time, and waits for it', () => {
		const path = 'experiments/first-steps/exp-001-teams/methodology.yaml';
		for (const [url, evaluate] of [
			['http://127.0.0.1:11434/v1', { concurrency: 2, timeout: '5m' }],
			['http://localhost:1234/v1', { concurrency: 2, timeout: '5m' }],
			['https://api.openai.com/v1', { concurrency: 8, timeout: '60s' }],
		] as const) {
			const { create } = planInitialization(new Set(), { ...localEndpoint, url });
			const { concurrency, timeout } = parseExperiment(path, create.get(path) ?? '').value?.evaluate ?? assert.fail();
			assert.deepEqual({ concurrency, timeout }, evaluate);
		}
	});

	test('counts the cases of its dataset right', () => {
		const lines =
			plan.create
				.get('datasets/tickets.jsonl')
				?.trimEnd()
				.split('\n')
				.map(line => JSON.parse(line) as unknown) ?? [];
		const path = 'experiments/first-steps/exp-001-teams/methodology.yaml';
		assert.equal(parseExperiment(path, plan.create.get(path) ?? '').value?.dataset?.size, lines.length);
	});

	const existing: readonly (readonly [
		title: string,
		paths: readonly string[],
		created: readonly string[],
		skipped: readonly string[],
	])[] = [
		['a workspace with prompts gets no example', ['prompts/own.j2'], ['.gitattributes', 'registry/README.md', 'stagemark.yaml'], []],
		[
			'a workspace with experiments gets no example',
			['experiments/x/notes.md', '.gitattributes'],
			['registry/README.md', 'stagemark.yaml'],
			['.gitattributes'],
		],
		[
			'a workspace that has everything gets nothing',
			['prompts/a.j2', '.gitattributes', 'registry/README.md', 'stagemark.yaml'],
			[],
			['.gitattributes', 'registry/README.md', 'stagemark.yaml'],
		],
	];
	for (const [title, paths, created, skipped] of existing) {
		test(title, () => {
			const { create, skipped: kept } = planInitialization(new Set(paths), localEndpoint);
			assert.deepEqual([[...create.keys()], kept], [created, skipped]);
		});
	}
});

suite('initializeWorkspace', () => {
	let repository: TemporaryRepository;

	setup(() => {
		repository = TemporaryRepository.create();
	});
	teardown(() => repository.dispose());

	test('writes what is missing and leaves what is there as it is', async () => {
		repository.write('stagemark.yaml', 'prompts: ["prompts/**"] # mine\n');
		const ports = createPorts(repository.root);
		const outcome = await initializeWorkspace(localEndpoint, ports, signal);
		assert.equal(outcome.ok, true);
		assert.deepEqual(outcome.value.skipped, ['stagemark.yaml']);
		assert.equal(repository.read('stagemark.yaml'), 'prompts: ["prompts/**"] # mine\n');
		const index = await loadWorkspace(ports.files, ports.git, signal);
		assert.equal(index.hasOptedIn, true);
		assert.equal(index.resolve({ name: 'classify-ticket', selector: '1.1.0' }).kind, 'found');
		ports.git.dispose();
	});

	test('a second time changes nothing', async () => {
		const ports = createPorts(repository.root);
		await initializeWorkspace(localEndpoint, ports, signal);
		const again = await initializeWorkspace(localEndpoint, ports, signal);
		assert.deepEqual(again.ok && again.value.created, []);
	});

	test('takes back what it wrote when a file cannot be written', async () => {
		// A file where a folder is needed is refused for every user, also for root, whom permissions do not stop.
		repository.write('registry', 'not a folder\n');
		chmodSync(`${repository.root}/registry`, 0o444);
		const ports = createPorts(repository.root);
		const { files } = ports;
		const outcome = await initializeWorkspace(localEndpoint, ports, signal);
		assert.equal(outcome.ok, false);
		assert.deepEqual(
			(await files.list('', signal)).files.map(({ path }) => path),
			['registry'],
		);
		assert.equal(repository.read('registry'), 'not a folder\n');
	});
});
