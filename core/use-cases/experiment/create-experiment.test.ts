import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createPorts } from '../../../io/node-ports.ts';
import { writeSampleWorkspace } from '../../../test/support/sample-workspace.ts';
import { TemporaryRepository } from '../../../test/support/temporary-repository.ts';
import { describeFailure } from '../../words/describe-failure.ts';
import type { Ports } from '../../ports/ports.ts';
import { createExperiment } from './create-experiment.ts';
import type { CreateRequest } from './create-experiment.ts';

const signal = new AbortController().signal;

suite('createExperiment', () => {
	let repository: TemporaryRepository;
	let ports: Ports;

	setup(() => {
		repository = TemporaryRepository.create();
		writeSampleWorkspace(repository);
		ports = createPorts(repository.root);
	});

	teardown(() => {
		ports.git.dispose();
		repository.dispose();
	});

	const branch = (): string => repository.git('symbolic-ref', '--short', 'HEAD').trim();

	async function refusal(request: Partial<CreateRequest>): Promise<string> {
		const before = repository.git('status', '--porcelain', '--untracked-files=all') + branch();
		const created = await createExperiment({ title: 'More care', ...request }, ports, signal);
		assert.equal(repository.git('status', '--porcelain', '--untracked-files=all') + branch(), before);
		return created.ok ? 'It was created.' : Object.values(describeFailure(created.failure)).join(' ');
	}

	test('lays out the files for the person whom Git knows, on the branch that is checked out', async () => {
		const created = await createExperiment({ title: 'More care' }, ports, signal);
		if (!created.ok) assert.fail(JSON.stringify(created.failure));
		assert.deepEqual(
			[created.value.id, created.value.branch, created.value.fileNames],
			['exp-002', undefined, ['methodology.yaml', 'hypothesis.md', 'conclusion.md']],
		);
		assert.match(repository.read(`${created.value.folder}/methodology.yaml`), /^owner: ana@example\.com$/m);
		assert.equal(branch(), 'main');
	});

	test('writes the size and the hash of a dataset that is there, and the path alone of one that is not', async () => {
		repository.write('datasets/three.jsonl', '{"case":1}\n{"case":2}\n\n{"case":3}\n');
		const methodology = async (dataset: string): Promise<string> => {
			const created = await createExperiment({ title: 'More care', dataset }, ports, signal);
			return created.ok ? repository.read(`${created.value.folder}/methodology.yaml`) : JSON.stringify(created.failure);
		};
		assert.match(
			await methodology('datasets/three.jsonl'),
			/^dataset: \{path: datasets\/three\.jsonl, size: 3, sha256: [0-9a-f]{64}\}$/m,
		);
		assert.match(await methodology('datasets/later.jsonl'), /^dataset: \{path: datasets\/later\.jsonl\}$/m);
		repository.write('datasets/pointer.jsonl', `version https://git-lfs.github.com/spec/v1\noid sha256:${'a'.repeat(64)}\nsize 12\n`);
		assert.match(await methodology('datasets/pointer.jsonl'), /^dataset: \{path: datasets\/pointer\.jsonl\}$/m);
	});

	test('makes a branch after the folder when asked to, and takes along what is staged, changed and new', async () => {
		repository.write('staged.txt', 'mine\n');
		repository.git('add', 'staged.txt');
		repository.write('evaluate.py', 'print("changed")\n');
		const before = repository.git('status', '--porcelain');
		const created = await createExperiment({ title: 'More care', branch: true }, ports, signal);
		assert.equal(created.ok && created.value.branch, 'experiment/exp-002-more-care');
		assert.equal(branch(), 'experiment/exp-002-more-care');
		assert.equal(repository.git('status', '--porcelain', '--', 'staged.txt', 'evaluate.py'), before);
		assert.equal(repository.git('rev-parse', 'HEAD'), repository.git('rev-parse', 'main'));
	});

	test('takes any name after the conventions', async () => {
		const created = await createExperiment({ title: 'More care', branch: 'feature/care' }, ports, signal);
		assert.equal(created.ok && created.value.branch, 'feature/care');
	});

	for (const name of [
		'care',
		'--force',
		'experiment/',
		'experiment/a b',
		'experiment/../main',
		'experiment/-x',
		'feature/a.lock',
		'release/@{1}',
	]) {
		test(`refuses the branch ${name}, says how branches are called, and writes nothing`, async () => {
			assert.match(
				await refusal({ branch: name }),
				/is not a valid branch name here\. Branch names have the form experiment\/…, feature\/…, hotfix\/…, release\/…/,
			);
		});
	}

	test('names a branch that is there already, or that stands in the way', async () => {
		repository.git('branch', 'experiment/exp-002-more-care');
		assert.match(await refusal({ branch: true }), /The branch “experiment\/exp-002-more-care” already exists\./);
		repository.git('branch', 'feature/care');
		assert.match(await refusal({ branch: 'feature/care/now' }), /The branch “feature\/care\/now” already exists\./);
	});

	test('leaves no merge half-way', async () => {
		repository.write('.git/MERGE_HEAD', repository.git('rev-parse', 'HEAD'));
		assert.match(await refusal({ branch: true }), /A merge is in progress in this repository\./);
	});

	test('says in the words of Git why a branch was not made, and takes the files back', async () => {
		repository.write('.git/refs/heads/experiment', 'in the way');
		assert.match(
			await refusal({ branch: true }),
			/Git did not switch to the new branch “experiment\/exp-002-more-care”\. Git reported: fatal: /,
		);
		assert.equal(existsSync(join(repository.root, 'experiments', '2025-01', 'exp-002-more-care')), false);
	});

	test('needs a commit to branch from', async () => {
		repository.git('checkout', '--quiet', '--orphan', 'nothing');
		assert.match(await refusal({ branch: true }), /A branch cannot be created here\. The repository has no commit yet/);
	});
});
