import assert from 'node:assert/strict';
import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { createPorts } from '../../../io/node-ports.ts';
import { samplesText, writeSampleWorkspace } from '../../../test/support/sample-workspace.ts';
import { TemporaryRepository } from '../../../test/support/temporary-repository.ts';
import { describeFailure } from '../../words/describe-failure.ts';
import type { Ports } from '../../ports/ports.ts';
import type { RecordRequest } from './record-request.ts';
import { recordRun } from './record-run.ts';

const signal = new AbortController().signal;
const folder = 'experiments/2025-01/exp-001-care';
const v2: RecordRequest = { experiment: 'exp-001', variant: 'v2', samplesFile: 'in/samples.jsonl', seed: 1 };
suite('recordRun', () => {
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

	async function refusal(request: Partial<RecordRequest>): Promise<{ readonly kind: string; readonly words: string }> {
		const before = repository.git('status', '--porcelain', '--untracked-files=all') + repository.git('rev-parse', 'HEAD');
		const result = await recordRun({ ...v2, ...request }, ports, signal);
		if (result.ok) assert.fail(`It recorded ${result.value.folder}.`);
		assert.equal(repository.git('status', '--porcelain', '--untracked-files=all') + repository.git('rev-parse', 'HEAD'), before);
		const { what, why, action } = describeFailure(result.failure);
		return { kind: result.failure.kind, words: `${what} ${why} ${action}` };
	}

	suite('refuses with what, why and what to do, and changes nothing,', () => {
		const unknown: readonly (readonly [title: string, request: Partial<RecordRequest>, kind: string, words: RegExp])[] = [
			['an unknown experiment', { experiment: 'exp-01' }, 'unknown-experiment', /no experiment “exp-01”.*Did you mean “exp-001”\?/],
			[
				'a path for an experiment',
				{ experiment: '../../x' },
				'unknown-experiment',
				/no experiment “\.\.\/\.\.\/x”.*There is “exp-001”/,
			],
			['an unknown variant', { variant: 'v3' }, 'unknown-variant', /no variant “v3”.*Did you mean “v1”\?/],
			['a variant called like a method of objects', { variant: 'toString' }, 'unknown-variant', /no variant “toString”/],
			[
				'a missing samples file',
				{ samplesFile: 'in/nothing.jsonl' },
				'unreadable-input',
				/in\/nothing\.jsonl” cannot be read.*there is no such file/,
			],
			['a missing artifact', { artifactFiles: ['--upload-pack=x'] }, 'unreadable-input', /--upload-pack=x” cannot be read/],
			['a time that is none', { startedAt: 'yesterday' }, 'invalid-time', /“yesterday” is not a valid time/],
			[
				'an end before the start',
				{ startedAt: '2025-01-02', endedAt: '2025-01-01' },
				'invalid-time',
				/“2025-01-01” is not a valid time/,
			],
			['a credential in a tag', { tags: { key: secret() } }, 'secret-found', /credential \(GitHub token\) in tags\.key/],
			['a credential in the notes', { notes: `see ${secret()}` }, 'secret-found', /in notes/],
		];
		for (const [title, request, kind, words] of unknown) {
			test(title, async () => {
				const refused = await refusal(request);
				assert.equal(refused.kind, kind);
				assert.match(refused.words, words);
			});
		}

		const files: readonly (readonly [
			title: string,
			path: 'metricsFile' | 'paramsFile' | 'samplesFile',
			text: string | Uint8Array,
			kind: string,
			words: RegExp,
		])[] = [
			['metrics that are not numbers', 'metricsFile', '{"pass_rate": "high"}', 'invalid-input', /“pass_rate” is not a number/],
			['metrics with NaN as Python writes it', 'metricsFile', '{"pass_rate": NaN}', 'invalid-input', /“pass_rate” is not a number/],
			['a list for metrics', 'metricsFile', '[1]', 'invalid-input', /must be one map/],
			[
				'metrics with conflict markers',
				'metricsFile',
				'<<<<<<< a\nx: 1\n=======\nx: 2\n>>>>>>> b\n',
				'invalid-input',
				/Line 1: .*conflict/i,
			],
			['binary parameters', 'paramsFile', Uint8Array.of(0, 1), 'unreadable-input', /it is binary/],
			['a seed that is none', 'paramsFile', 'seed: a', 'invalid-input', /“seed” is not a number/],
			['a credential in a parameter', 'paramsFile', `auth: {token: ${secret()}}`, 'secret-found', /in parameters\.auth\.token/],
			['an empty samples file', 'samplesFile', '', 'no-usable-samples', /contains no samples/],
			['samples without one good line', 'samplesFile', 'nope\n', 'no-usable-samples', /This line is not JSON/],
			[
				'a credential in the samples',
				'samplesFile',
				`${samplesText(1)}{"case": "c", "output": "${secret()}"}`,
				'secret-found',
				/in line 3 of .*file/,
			],
		];
		for (const [title, path, text, kind, words] of files) {
			test(title, async () => {
				repository.write('in/file', text);
				const refused = await refusal({ [path]: 'in/file' });
				assert.equal(refused.kind, kind);
				assert.match(refused.words, words);
			});
		}

		test('nothing to record', async () => {
			const result = await recordRun({ experiment: 'exp-001', variant: 'v2' }, ports, signal);
			assert.equal(!result.ok && result.failure.kind, 'nothing-to-record');
		});

		const artifacts = [
			['in a text', `a\nb\nkey=${secret()}\n`, /credential \(GitHub token\) in line 3 of .*in\/file/],
			['in one line of megabytes', `${'x'.repeat(6_000_000)} ${secret()}`, /credential \(GitHub token\) in line 1 of/],
			['in JSON behind many lines', `${'{}\n'.repeat(100_000)}{"key": "${secret()}"}`, /in line 100001 of/],
			[
				'in a key file',
				['-----BEGIN', 'PRIVATE', 'KEY-----\n' + `${'Qm7vKp2TzX9dLw4RsYb8NcGh1JfEuA6o'.repeat(4)}\n`].join(' '),
				/credential \(private key\) in line 1 of/,
			],
		] as const;
		for (const [title, text, words] of artifacts) {
			test(`a credential in an artifact, ${title}`, async () => {
				repository.write('in/file', text);
				assert.match((await refusal({ artifactFiles: ['in/file'] })).words, words);
			});
		}

		test('an artifact over 10 MB, with the way out', async () => {
			repository.write('in/large', Buffer.alloc(10 * 1024 * 1024 + 1));
			assert.match((await refusal({ artifactFiles: ['in/large'] })).words, /too large for Git.*Track it with DVC or Git LFS/);
		});

		test('two artifacts of one name', async () => {
			repository.write('a/x.txt', '1');
			repository.write('b/X.txt', '2');
			assert.equal((await refusal({ artifactFiles: ['a/x.txt', 'b/X.txt'] })).kind, 'duplicate-artifact');
		});

		test('a prompt that is nowhere', async () => {
			repository.write(`${folder}/methodology.yaml`, 'id: exp-001\nvariants: {v2: {prompt: code-generator@3.0.0}}\n');
			assert.match((await refusal({})).words, /The prompt “code-generator@3\.0\.0” of variant “v2” was not found/);
		});

		test('an id that two experiments have', async () => {
			repository.write('experiments/2025-01/copy/methodology.yaml', repository.read(`${folder}/methodology.yaml`));
			assert.equal((await refusal({})).kind, 'ambiguous-experiment');
		});

		test('a commit that a hook forbids, in the words of the hook', async () => {
			repository.write('.git/hooks/commit-msg', '#!/bin/sh\necho "no ticket number" >&2\nexit 1\n');
			chmodSync(join(repository.root, '.git/hooks/commit-msg'), 0o755);
			const refused = await refusal({});
			assert.match(refused.words, /A Git hook refused the commit\. The files were restored.*no ticket number/);
		});

		test('a merge that is under way', async () => {
			repository.git('update-ref', 'MERGE_HEAD', 'HEAD');
			assert.match((await refusal({})).words, /A merge is in progress.*Finish or abort the merge/);
		});

		test('a file where the folder of runs must be', async () => {
			repository.write(`${folder}/runs`, 'a file');
			assert.match((await refusal({})).words, /could not be written.*a file is where its folder must be/);
			assert.equal(repository.read(`${folder}/runs`), 'a file');
		});

		test('work that was cancelled', async () => {
			const controller = new AbortController();
			controller.abort(new Error('cancelled'));
			const before = repository.git('rev-parse', 'HEAD');
			await assert.rejects(recordRun(v2, ports, controller.signal), /cancelled/);
			assert.equal(repository.git('rev-parse', 'HEAD'), before);
		});
	});

	test('refuses while another process writes, and says which', async () => {
		await ports.journal.begin({ path: 'x', contents: {}, commit: undefined });
		const impatient = createPorts(repository.root, { patienceMs: 100 });
		ports.git.dispose();
		ports = impatient;
		assert.match((await refusal({})).words, new RegExp(`Only one process can write at a time, and now it is process ${process.pid}`));
		await ports.journal.finish();
	});
});

/** Made up, and put together here so that no scanner takes this file for a leak. */
function secret(): string {
	return 'gh' + 'p_aB3dE5fG7hJ9kL1mN2pQ4rS6tU8vW0xY1zA2';
}
