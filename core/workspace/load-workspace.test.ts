import assert from 'node:assert/strict';
import { createPorts } from '../../io/node-ports.ts';
import { TemporaryRepository } from '../../test/support/temporary-repository.ts';
import type { Ports } from '../ports/ports.ts';
import { loadPromptHistory } from './load-prompt-history.ts';
import { loadWorkspace } from './load-workspace.ts';
import type { WorkspaceIndex } from './workspace-index.ts';

const prompt = (version: string, text = 'Hello {{ name }}'): string =>
	`---\nname: greeter\nversion: ${version}\ninputs: {name: string}\n---\n${text}\n`;
const experiment = (first: string, second: string): string =>
	`id: exp-001\nvariants:\n  a: {prompt: ${first}, baseline: true}\n  b: {prompt: ${second}}\n`;

suite('loadWorkspace', () => {
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

	function load(): Promise<WorkspaceIndex> {
		return loadWorkspace(ports.files, ports.git, new AbortController().signal);
	}

	function versions(index: WorkspaceIndex): readonly (string | undefined)[] {
		return index.versionsOf('greeter').map(({ version }) => version);
	}

	test('reads configuration, prompts, experiments and registry, and notes every other file', async () => {
		repository.write('stagemark.yaml', 'prompts: ["texts/**"]\n');
		repository.write('texts/greeter.j2', prompt('1.0.0'));
		repository.write('prompts/elsewhere.j2', prompt('9.0.0'));
		repository.write('experiments/2025-01/exp-001-x/methodology.yaml', experiment('greeter@1.0.0', 'greeter'));
		repository.write('registry/greeter.yaml', 'name: greeter\nstages: {Production: 1.0.0}\n');
		repository.write('datasets/big.bin', new Uint8Array([0, 1, 2]));
		const index = await load();
		assert.deepEqual(
			index.prompts.map(({ path }) => path),
			['texts/greeter.j2'],
		);
		assert.equal(index.experiments[0]?.folder, 'experiments/2025-01/exp-001-x');
		assert.deepEqual(index.stagesOf('greeter', '1.0.0'), ['Production']);
		assert.deepEqual([index.hasOptedIn, index.exists('datasets/big.bin'), index.exists('prompts/elsewhere.j2')], [true, true, true]);
	});

	test('reads the files that a file of another tool names, wherever they lie, in the language of that file', async () => {
		repository.write(
			'prompts/promptfooconfig.yaml',
			'prompts: [file://../texts/a.txt, two/*.md, {id: file://c.json}]\nproviders: [echo]\n',
		);
		repository.write('texts/a.txt', '{{ a }}');
		repository.write('texts/b.txt', '{{ b }}');
		repository.write('prompts/two/one.md', '{{ c }}');
		repository.write('prompts/c.json', '[{"role": "user", "content": "{{ d }}"}]');
		repository.write(
			'prompts/few.yaml',
			'_type: few_shot\ninput_variables: [e]\nprefix_path: ../texts/prefix.txt\nsuffix_path: texts/suffix.txt\n',
		);
		repository.write('texts/prefix.txt', '{e}');
		repository.write('texts/suffix.txt', '{f}');
		const index = await load();
		const read = index.prompts.map(({ path, dialect, template, usedInputs }) => [path, template ?? dialect, ...usedInputs]);
		assert.deepEqual(read.filter(([path]) => path !== 'prompts/promptfooconfig.yaml' && path !== 'prompts/few.yaml').sort(), [
			['prompts/c.json', 'promptfoo', 'd'],
			['prompts/two/one.md', 'promptfoo', 'c'],
			['texts/a.txt', 'promptfoo', 'a'],
			['texts/prefix.txt', 'f-string', 'e'],
			['texts/suffix.txt', 'f-string', 'f'],
		]);
	});

	test('reads an empty folder that is no repository', async () => {
		repository.git('status');
		const index = await loadWorkspace(ports.files, undefined, new AbortController().signal);
		assert.deepEqual([index.prompts, index.experiments, index.registries, index.hasOptedIn], [[], [], [], false]);
	});

	test('reads a repository without commits, leaving what is not there unresolved', async () => {
		repository.write('prompts/greeter.j2', prompt('2.0.0'));
		repository.write('experiments/e/methodology.yaml', experiment('greeter@1.0.0', 'greeter@2.0.0'));
		const index = await load();
		assert.equal(index.resolve({ name: 'greeter', selector: '1.0.0' }).kind, 'unknown-selector');
	});

	test('passes over binary and oversized prompt files, which still exist', async () => {
		repository.write('prompts/binary.j2', new Uint8Array([104, 0, 105]));
		repository.write('prompts/big.j2', 'x'.repeat(6 * 1024 * 1024));
		repository.write('prompts/greeter.j2', prompt('1.0.0'));
		const index = await load();
		assert.equal(index.prompts.length, 1);
		assert.equal(index.exists('prompts/big.j2') && index.exists('prompts/binary.j2'), true);
	});

	test('finds a version that only an earlier commit has, when an experiment refers to it', async () => {
		repository.write('prompts/greeter.j2', prompt('1.0.0'));
		const first = repository.commitAll('one');
		repository.write('prompts/greeter.j2', prompt('1.1.0'));
		repository.commitAll('two');
		repository.write('prompts/greeter.j2', prompt('2.0.0'));
		repository.write('experiments/e/methodology.yaml', experiment('greeter@1.0.0', 'greeter@2.0.0'));
		repository.commitAll('three');
		const index = await load();
		assert.deepEqual(versions(index), ['2.0.0', '1.1.0', '1.0.0']);
		const found = index.resolve({ name: 'greeter', selector: '1.0.0' });
		assert.equal(found.kind === 'found' ? found.prompt.revision : found.kind, first);
	});

	test('finds the file of a version that was deleted, when a registry holds it', async () => {
		repository.write('prompts/greeter-v1.0.0.j2', prompt('1.0.0'));
		repository.commitAll('one');
		repository.git('rm', '--quiet', 'prompts/greeter-v1.0.0.j2');
		repository.write('prompts/greeter-v2.0.0.j2', prompt('2.0.0'));
		repository.write('registry/greeter.yaml', 'name: greeter\nversions: {1.0.0: {source: prompts/greeter-v1.0.0.j2}}\n');
		repository.commitAll('two');
		assert.deepEqual(versions(await load()), ['2.0.0', '1.0.0']);
	});

	test('finds a version under the name a file had before it was renamed', async () => {
		repository.write('prompts/old-name.j2', prompt('1.0.0'));
		repository.commitAll('one');
		repository.git('mv', 'prompts/old-name.j2', 'prompts/new-name.j2');
		repository.write('prompts/new-name.j2', prompt('2.0.0'));
		repository.write('experiments/e/methodology.yaml', experiment('greeter@1.0.0', 'greeter'));
		repository.commitAll('two');
		assert.deepEqual(versions(await load()), ['2.0.0', '1.0.0']);
	});

	test('takes the text of the newest commit for a version that was committed several times', async () => {
		repository.write('prompts/greeter.j2', prompt('1.0.0', 'first'));
		repository.commitAll('one');
		repository.write('prompts/greeter.j2', prompt('1.0.0', 'second'));
		const second = repository.commitAll('two');
		repository.write('prompts/greeter.j2', prompt('2.0.0'));
		repository.write('experiments/e/methodology.yaml', experiment('greeter@1.0.0', 'greeter'));
		repository.commitAll('three');
		assert.equal((await load()).versionsOf('greeter')[1]?.revision, second);
	});

	test('does not read the history of names that nobody misses, until asked', async () => {
		repository.write('prompts/greeter.j2', prompt('1.0.0'));
		repository.commitAll('one');
		repository.write('prompts/greeter.j2', prompt('2.0.0'));
		repository.commitAll('two');
		const index = await load();
		assert.deepEqual(versions(index), ['2.0.0']);
		await loadPromptHistory(index, new Set(['greeter']), ports.git, new AbortController().signal);
		assert.deepEqual(versions(index), ['2.0.0', '1.0.0']);
	});

	test('finds history in a workspace that is a folder of a larger repository', async () => {
		repository.write('service/prompts/greeter.j2', prompt('1.0.0'));
		repository.commitAll('one');
		repository.write('service/prompts/greeter.j2', prompt('2.0.0'));
		repository.write('service/experiments/e/methodology.yaml', experiment('greeter@1.0.0', 'greeter'));
		repository.commitAll('two');
		const service = createPorts(`${repository.root}/service`);
		try {
			assert.deepEqual(versions(await loadWorkspace(service.files, service.git, new AbortController().signal)), ['2.0.0', '1.0.0']);
		} finally {
			service.git.dispose();
		}
	});

	test('stops when it is cancelled', async () => {
		repository.write('prompts/greeter.j2', prompt('1.0.0'));
		const controller = new AbortController();
		controller.abort(new Error('enough'));
		await assert.rejects(loadWorkspace(ports.files, ports.git, controller.signal), /enough/);
	});
});
