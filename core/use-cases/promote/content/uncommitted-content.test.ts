import assert from 'node:assert/strict';
import { join } from 'node:path';
import { writeFileSync } from 'node:fs';
import { createPorts } from '../../../../io/node-ports.ts';
import { promptText, writeSampleWorkspace } from '../../../../test/support/sample-workspace.ts';
import { TemporaryRepository } from '../../../../test/support/temporary-repository.ts';
import type { Ports } from '../../../ports/ports.ts';
import { describeFailure } from '../../../words/describe-failure.ts';
import type { AnyFailure } from '../../../words/describe-failure.ts';
import { loadWorkspace } from '../../../workspace/load-workspace.ts';
import { answerRequest } from '../../review/review-request.ts';
import { requestPromotion } from '../../review/request-promotion.ts';
import { verifyWorkspace } from '../../verify/verify-workspace.ts';
import { promoteVersion } from '../promote-version.ts';

const signal = new AbortController().signal;
const path = 'prompts/code-generator-v3.0.0.j2';
const registry = 'registry/code-generator.yaml';
const asked = { name: 'code-generator', version: '3.0.0', to: 'Staging', reason: 'Because' };

suite('content that is in no commit', () => {
	let repository: TemporaryRepository;
	let ports: Ports;

	setup(() => {
		repository = TemporaryRepository.create();
		writeSampleWorkspace(repository);
		repository.write(path, promptText('3.0.0', 'Write at last'));
		ports = createPorts(repository.root);
	});
	teardown(() => {
		ports.git.dispose();
		repository.dispose();
	});

	function words(failure: AnyFailure): string {
		const { what, why, action } = describeFailure(failure);
		return `${what} ${why} ${action}`;
	}

	async function promotion(withContent?: boolean): Promise<string> {
		const promoted = await promoteVersion({ ...asked, ...(withContent === undefined ? {} : { withContent }) }, ports, signal);
		return promoted.ok ? 'promoted' : words(promoted.failure);
	}

	async function contentsClaim(): Promise<string | undefined> {
		const facts = await loadWorkspace(ports.files, ports.git, signal);
		const { claims } = await verifyWorkspace({ facts, files: ports.files, git: ports.git, signer: ports.signer }, undefined, signal);
		return claims.find(({ claim }) => claim === 'contents')?.state;
	}

	function stateOf(): string {
		return repository.git('status', '--porcelain', '--untracked-files=all') + repository.git('rev-parse', 'HEAD');
	}

	const refused = `The content of code-generator 3.0.0 is in no commit. Once ${path} changes, nobody could tell what was recorded. Commit ${path}, or add --with-content to commit it in the same commit.`;

	const states: readonly (readonly [what: string, make: () => void])[] = [
		['untracked', () => undefined],
		['staged only', () => void repository.git('add', path)],
		[
			'staged by half',
			() => {
				repository.write(path, promptText('3.0.0', 'Half'));
				repository.git('add', path);
				repository.write(path, promptText('3.0.0', 'All'));
			},
		],
		[
			'a change of a committed file',
			() => {
				repository.write(path, promptText('3.0.0', 'Old'));
				repository.commitAll('Old');
				repository.write(path, promptText('3.0.0', 'New'));
			},
		],
	];
	for (const [what, make] of states) {
		test(`is refused while it is ${what}, and nothing is written`, async () => {
			make();
			const before = stateOf();
			assert.equal(await promotion(), refused);
			const requested = await requestPromotion(asked, ports, signal);
			assert.equal(requested.ok ? '' : words(requested.failure), refused);
			assert.equal(stateOf(), before);
		});

		test(`goes into the same commit when it is ${what} and that was asked for, and nothing else does`, async () => {
			make();
			repository.write('notes.md', 'mine\n');
			repository.write('staged.md', 'mine too\n');
			repository.write('evaluate.py', 'print("changed")\n');
			repository.git('add', 'staged.md');
			assert.equal(await promotion(true), 'promoted');
			assert.deepEqual(repository.git('show', '--format=', '--name-only').trim().split('\n').sort(), [path, registry].sort());
			assert.equal(repository.git('show', `HEAD:${path}`), repository.read(path));
			assert.deepEqual(repository.git('status', '--porcelain').trim().split('\n').sort(), [
				'?? notes.md',
				'A  staged.md',
				'M evaluate.py',
			]);
			assert.equal(await contentsClaim(), 'holds');
		});
	}

	test('may be requested with it', async () => {
		const requested = await requestPromotion({ ...asked, withContent: true }, ports, signal);
		assert.ok(requested.ok);
		assert.deepEqual(repository.git('show', '--format=', '--name-only').trim().split('\n').sort(), [path, registry].sort());
	});

	test('that was changed after the request is not approved, and the approver does not commit it', async () => {
		const requested = await requestPromotion({ ...asked, withContent: true }, ports, signal);
		assert.ok(requested.ok);
		repository.write(path, promptText('3.0.0', 'Changed since'));
		repository.git('config', 'user.email', 'bea@example.com');
		const answer = { name: 'code-generator', request: requested.value.request.id, verdict: 'approve', reason: '' } as const;
		const approved = await answerRequest(answer, ports, signal);
		assert.match(approved.ok ? 'approved' : words(approved.failure), new RegExp(`is in no commit\\. .* Commit ${path} first\\.$`));
	});

	test('that .gitignore keeps out of Git is refused also with the wish to commit it', async () => {
		repository.write('.gitignore', 'prompts/code-generator-v3*\n');
		repository.commitAll('Ignored');
		assert.match(await promotion(true), new RegExp(`is in no commit\\. .* Change \\.gitignore and commit ${path}\\.$`));
	});

	test('of a member is content of a pipeline', async () => {
		repository.write('pipelines/answer.yaml', 'name: answer\nversion: 1.0.0\nsteps:\n  - {prompt: code-generator@3.0.0}\n');
		repository.git('add', 'pipelines');
		repository.git('commit', '--quiet', '--message', 'A pipeline');
		const pipeline = { name: 'answer', version: '1.0.0', to: 'Staging', reason: 'Because' };
		const refusal = await promoteVersion(pipeline, ports, signal);
		assert.match(refusal.ok ? 'promoted' : words(refusal.failure), new RegExp(`is in no commit\\. .*Commit ${path}, or add`));
		assert.ok((await promoteVersion({ ...pipeline, withContent: true }, ports, signal)).ok);
		assert.deepEqual(
			repository.git('show', '--format=', '--name-only').trim().split('\n').sort(),
			[path, 'registry/answer.yaml'].sort(),
		);
	});

	test('stays as it is, byte for byte, when a hook refuses the commit', async () => {
		writeFileSync(join(repository.root, '.git/hooks/pre-commit'), '#!/bin/sh\nexit 1\n', { mode: 0o755 });
		repository.write(path, `\uFEFF${promptText('3.0.0', 'With a mark')}`);
		const before = stateOf() + repository.read(path);
		assert.match(await promotion(true), /hook/i);
		assert.equal(stateOf() + repository.read(path), before);
	});

	test('is no matter where nothing is committed by the tool', async () => {
		repository.write('stagemark.yaml', 'git: {commit: false}\n');
		assert.equal(await promotion(), 'promoted');
	});
});
