import assert from 'node:assert/strict';
import { createPorts } from '../../../io/node-ports.ts';
import { writeSampleWorkspace } from '../../../test/support/sample-workspace.ts';
import { TemporaryRepository } from '../../../test/support/temporary-repository.ts';
import { assertTranslated } from '../../../test/support/translation/assert-translated.ts';
import type { Ports } from '../../ports/ports.ts';
import { sha256Hex } from '../../base/sha256.ts';
import type { RecordedRun, RecordRequest } from './record-request.ts';
import { recordRun } from './record-run.ts';

const methodology = 'experiments/2025-01/exp-001-care/methodology.yaml';

suite('a run records what it was made with', () => {
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

	async function recorded(request: Partial<RecordRequest> = {}): Promise<RecordedRun> {
		const base = { experiment: 'exp-001', variant: 'v2', samplesFile: 'in/samples.jsonl', seed: 1 };
		const result = await recordRun({ ...base, ...request }, ports, new AbortController().signal);
		if (!result.ok) assert.fail(JSON.stringify(result.failure));
		for (const warning of result.value.warnings) assertTranslated(warning);
		return result.value;
	}

	function plan(command: string, more = ''): void {
		const text = repository.read(methodology).replace(/^run: .*$/m, `run: {command: ${command}}`);
		repository.write(methodology, `${text.trimEnd()}\n${more}`);
	}

	const hashOf = (path: string): { path: string; sha256: string } => ({ path, sha256: sha256Hex(repository.read(path)) });

	test('every file of the command that scores, without the dataset and without results', async () => {
		repository.write('evals/metrics.py', 'METRICS = 1\n');
		repository.write('experiments/2025-01/exp-001-care/results/old.json', '{}');
		plan('python evaluate.py --with=evals/metrics.py datasets/cases.jsonl results/old.json');
		const { record } = await recorded();
		assert.deepEqual(record.scorer, {
			name: 'evaluate.py',
			sha256: hashOf('evaluate.py').sha256,
			files: [hashOf('evaluate.py'), hashOf('evals/metrics.py')],
		});
	});

	test('the files that the plan names, and the judge with its prompt', async () => {
		repository.write('evals/a.py', 'A = 1\n');
		repository.write('evals/b.py', 'B = 1\n');
		repository.write('judges/polite.txt', 'Is it polite?\n');
		plan('python evaluate.py', 'scorer: {files: ["evals/*.py"], judge: {model: gpt-4o, prompt: judges/polite.txt}}\n');
		const { record, warnings } = await recorded();
		assert.deepEqual(record.scorer?.files, [hashOf('evaluate.py'), hashOf('evals/a.py'), hashOf('evals/b.py')]);
		assert.deepEqual(record.scorer.judge, { model: 'gpt-4o', prompt: hashOf('judges/polite.txt') });
		assert.deepEqual(warnings, []);
		// None of them is committed, so that all of them are kept with the run.
		const kept = record.git?.files?.map(({ path }) => path) ?? [];
		assert.deepEqual(
			['evals/a.py', 'evals/b.py', 'judges/polite.txt'].filter(path => !kept.includes(path)),
			[],
		);
	});

	test('a file that the plan names and that is not there is a warning', async () => {
		plan('python evaluate.py', 'scorer: {files: [evals/gone.py], judge: {prompt: judges/gone.txt}}\n');
		const { record, warnings } = await recorded();
		assert.equal(record.scorer?.judge, undefined);
		assert.match(warnings.join('\n'), /The plan names evals\/gone\.py as part of the scorer, and there is no such file/);
		assert.match(warnings.join('\n'), /The plan names judges\/gone\.txt as part of the scorer/);
	});

	test('lock files at the root, beside the plan and beside the scorer, by path', async () => {
		for (const path of [
			'requirements-dev.txt',
			'uv.lock',
			'evals/requirements.txt',
			'experiments/package-lock.json',
			'web/yarn.lock',
		]) {
			repository.write(path, `${path}\n`);
		}
		repository.write('evals/run.py', 'RUN = 1\n');
		plan('python evals/run.py');
		assert.deepEqual((await recorded()).record.environment.lockfiles, {
			'evals/requirements.txt': hashOf('evals/requirements.txt').sha256,
			'experiments/package-lock.json': hashOf('experiments/package-lock.json').sha256,
			'requirements-dev.txt': hashOf('requirements-dev.txt').sha256,
			'uv.lock': hashOf('uv.lock').sha256,
		});
	});

	test('the endpoint of the model where the parameters name one', async () => {
		repository.write('in/a.yaml', 'endpoint: https://me:pass@api.example.com:8443/v1\n');
		repository.write('in/b.yaml', 'endpoint: {api: openai-chat, host: 127.0.0.1, response_model: gpt-4o-2024-08-06}\n');
		assert.deepEqual((await recorded({ paramsFile: 'in/a.yaml' })).record.endpoint, { host: 'api.example.com:8443' });
		const { record } = await recorded({ paramsFile: 'in/b.yaml' });
		assert.deepEqual(record.endpoint, { api: 'openai-chat', host: '127.0.0.1', response_model: 'gpt-4o-2024-08-06' });
		assert.equal((await recorded()).record.endpoint, undefined);
	});
});
