import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { createPorts } from '../../../io/node-ports.ts';
import { promptText, writeSampleWorkspace } from '../../../test/support/sample-workspace.ts';
import { TemporaryRepository } from '../../../test/support/temporary-repository.ts';
import { assertTranslated } from '../../../test/support/translation/assert-translated.ts';
import type { Ports } from '../../ports/ports.ts';
import { loadWorkspace } from '../../workspace/load-workspace.ts';
import { sealTransition } from '../../formats/registry/hash-chain.ts';
import { parseRegistry } from '../../formats/registry/parse-registry.ts';
import { promoteVersion } from '../promote/promote-version.ts';
import type { AskedMove } from '../promote/move.ts';
import type { Transition } from '../../formats/registry/registry-file.ts';
import { requestPromotion } from '../review/request-promotion.ts';
import { answerRequest } from '../review/review-request.ts';
import { holdingInWords, uncheckedInWords } from '../../words/claims-in-words.ts';
import { verifyWorkspace } from './verify-workspace.ts';
import type { VerifiedWorkspace } from './verify-workspace.ts';

const signal = new AbortController().signal;
const registry = 'registry/code-generator.yaml';

suite('what verify knows from Git', () => {
	let repository: TemporaryRepository;
	let ports: Ports;

	setup(() => {
		repository = TemporaryRepository.create();
		repository.write('stagemark.yaml', 'promotion:\n  Production: {approvals: 1}\n');
		writeSampleWorkspace(repository);
		ports = createPorts(repository.root);
	});
	teardown(() => {
		ports.git.dispose();
		repository.dispose();
	});

	function be(name: string): void {
		repository.git('config', 'user.name', name);
		repository.git('config', 'user.email', `${name.toLowerCase()}@example.com`);
	}

	async function promote(version: string, to: string, more: Partial<AskedMove> = {}): Promise<void> {
		const promoted = await promoteVersion({ name: 'code-generator', version, to, reason: 'Because', ...more }, ports, signal);
		if (!promoted.ok) assert.fail(JSON.stringify(promoted.failure));
	}

	async function release(version: string): Promise<void> {
		be('Bruno');
		const asked = await requestPromotion({ name: 'code-generator', version, to: 'Production', reason: 'Please' }, ports, signal);
		if (!asked.ok) assert.fail(JSON.stringify(asked.failure));
		be('Clara');
		const answer = { name: 'code-generator', request: asked.value.request.id, verdict: 'approve', reason: 'Good' } as const;
		const approved = await answerRequest(answer, ports, signal);
		if (!approved.ok) assert.fail(JSON.stringify(approved.failure));
		be('Bruno');
		await promote(version, 'Production');
	}

	async function problems(): Promise<readonly string[]> {
		const facts = await loadWorkspace(ports.files, ports.git, signal);
		const verified = await verifyWorkspace({ facts, files: ports.files, git: ports.git, signer: ports.signer }, undefined, signal);
		for (const { message } of verified.problems) assertTranslated(message);
		for (const sentence of uncheckedInWords(verified)) assertTranslated(sentence);
		return verified.problems.map(({ kind, transition, message }) => `${kind} ${transition ?? '-'}: ${message}`);
	}

	/** Writes the file with other transitions, sealed so that the chain holds in itself. */
	function forge(change: (transitions: readonly Transition[]) => readonly Transition[]): void {
		const text = repository.read(registry);
		const sealed: Transition[] = [];
		for (const { digest, previous, ...content } of change(parseRegistry(registry, text).value?.transitions ?? [])) {
			assert.ok(digest.length > 0 && previous.length >= 0);
			sealed.push(sealTransition(content, sealed.at(-1)));
		}
		const head = text.slice(0, text.indexOf('transitions:'));
		repository.write(registry, `${head}transitions: ${JSON.stringify(sealed)}\n`);
	}

	async function verified(): Promise<VerifiedWorkspace> {
		const facts = await loadWorkspace(ports.files, ports.git, signal);
		return await verifyWorkspace({ facts, files: ports.files, git: ports.git, signer: ports.signer }, undefined, signal);
	}

	suite('is not green about what it did not look at', () => {
		test('without Git: nobody is accused, and only what needs no history holds', async () => {
			await release('1.0.0');
			rmSync(join(repository.root, '.git'), { recursive: true });
			const found = await verified();
			assert.deepEqual(found.problems, []);
			assert.equal(holdingInWords(found.claims), 'chain and evidence hold');
			assert.deepEqual(uncheckedInWords(found), [
				'Not checked: contents, gates, approvals, history and tags, because this folder is in no Git repository.',
			]);
			assert.deepEqual(found.git, { shallow: false, readable: false, reason: 'this folder is in no Git repository' });
		});

		test('in a repository that Git refuses to read: its own words are the reason', async () => {
			await release('1.0.0');
			repository.git('config', 'core.repositoryformatversion', '99');
			const found = await verified();
			assert.deepEqual(found.problems, []);
			assert.equal(found.git.readable, false);
			assert.match(
				uncheckedInWords(found).join('\n'),
				/^Not checked: contents, gates, approvals, history and tags, because Git cannot read this repository \(.*version.* 99/i,
			);
		});

		test('of a registry file that was never committed', async () => {
			repository.write('stagemark.yaml', 'git: {commit: false}\n');
			repository.commitAll('Nothing is committed by the tool');
			await promote('1.0.0', 'Staging');
			const found = await verified();
			assert.deepEqual(found.problems, []);
			assert.deepEqual(uncheckedInWords(found), ['Not checked: history, because the registry file is in no commit.']);
		});
	});

	suite('finds nothing wrong', () => {
		test('with a release that was asked for, approved and made by two people who did not write it', async () => {
			await release('1.0.0');
			await release('2.0.0');
			assert.deepEqual(await problems(), []);
		});

		test('in a shallow clone, which has neither the commits nor the tags', async () => {
			await release('1.0.0');
			await release('2.0.0');
			const clone = spawnSync('git', ['clone', '--quiet', '--depth', '1', `file://${repository.root}`, `${repository.root}/shallow`]);
			assert.equal(clone.status, 0, String(clone.stderr));
			const shallow = createPorts(`${repository.root}/shallow`);
			const facts = await loadWorkspace(shallow.files, shallow.git, signal);
			const verified = await verifyWorkspace(
				{ facts, files: shallow.files, git: shallow.git, signer: shallow.signer },
				undefined,
				signal,
			);
			assert.deepEqual(verified.problems, []);
			assert.equal(holdingInWords(verified.claims), 'chain, contents and evidence hold');
			assert.deepEqual(uncheckedInWords(verified), [
				'Not checked: gates, approvals, history and tags, because this clone is shallow, older commits were not fetched. Fetch them with “git fetch --unshallow --tags”.',
			]);
			shallow.git.dispose();
		});

		test('after a commit that took a move away was itself taken back', async () => {
			await promote('1.0.0', 'Staging');
			await promote('2.0.0', 'Staging');
			repository.git('revert', '--no-edit', 'HEAD');
			assert.match(
				(await problems()).join('\n'),
				/^history-rewritten 1: Commit [0-9a-f]{10} by Ana <ana@example\.com> rewrote the file: transition 2/,
			);
			repository.git('revert', '--no-edit', 'HEAD');
			assert.deepEqual(await problems(), []);
		});

		test('with a move of a time when nobody asked for approvals', async () => {
			const asking = repository.read('stagemark.yaml');
			repository.write('stagemark.yaml', '');
			repository.commitAll('No approvals yet');
			await promote('1.0.0', 'Production');
			repository.write('stagemark.yaml', asking);
			repository.commitAll('Approvals from now on');
			assert.deepEqual(await problems(), []);
		});

		test('with a registry file that was moved', async () => {
			await promote('1.0.0', 'Staging');
			repository.write('registry/team/generator.yaml', repository.read(registry));
			repository.git('rm', '--quiet', '--cached', registry);
			rmSync(join(repository.root, registry));
			repository.commitAll('By team');
			assert.deepEqual(await problems(), []);
		});

		test('with an override, which it tells', async () => {
			await promote('1.0.0', 'Production', { override: true });
			const facts = await loadWorkspace(ports.files, ports.git, signal);
			const verified = await verifyWorkspace({ facts, files: ports.files, git: ports.git, signer: ports.signer }, undefined, signal);
			assert.deepEqual(verified.problems, []);
			assert.deepEqual(
				verified.overrides.map(({ version, to, reason }) => [version, to, reason]),
				[['1.0.0', 'Production', 'Because']],
			);
		});
	});

	suite('finds a rewritten history', () => {
		test('in the file as it is, when an entry was changed and the chain sealed anew', async () => {
			await promote('1.0.0', 'Staging');
			await promote('2.0.0', 'Staging');
			forge(transitions => transitions.map(entry => ({ ...entry, reason: entry.reason.replace('Because', 'Quality') })));
			assert.match(
				(await problems()).join('\n'),
				/^history-rewritten 0: The file differs from commit [0-9a-f]{10}: transition 1 \(1\.0\.0 to Staging\) is missing or changed\./,
			);
		});

		test('in a commit, with whose it is', async () => {
			await promote('1.0.0', 'Staging');
			await promote('2.0.0', 'Staging');
			forge(transitions =>
				transitions.map((entry, position) => (position === 1 ? { ...entry, by: 'Eve <eve@example.com>' } : entry)),
			);
			be('Mallory');
			repository.commitAll('Tidy up');
			assert.match(
				(await problems()).join('\n'),
				/^history-rewritten 1: Commit [0-9a-f]{10} by Mallory <mallory@example\.com> rewrote the file: transition 2 \(2\.0\.0 to Staging\)/,
			);
		});

		test('when the file was deleted, committed or not', async () => {
			await promote('1.0.0', 'Staging');
			rmSync(join(repository.root, registry));
			const words = `history-rewritten -: ${registry} was deleted with 1 entry of the audit trail. Restore it from Git, and archive what is no longer used.`;
			assert.deepEqual(await problems(), [words]);
			repository.commitAll('Clean up');
			assert.deepEqual(await problems(), [words]);
		});

		test('also when the new entries pretend to have come by a merge', async () => {
			await promote('1.0.0', 'Staging');
			await promote('2.0.0', 'Staging');
			forge(([first, ...others]) => {
				assert.ok(first !== undefined);
				const forged = { ...first, version: '2.0.0', to: 'Production', reason: 'Was there all along', override: true };
				return [
					forged,
					{ ...first, replayed_from: first.digest },
					...others.map(entry => ({ ...entry, replayed_from: entry.digest })),
				];
			});
			repository.commitAll('Merge, or so it says');
			assert.match((await problems()).join('\n'), /history-rewritten 0: Commit /);
		});

		test('when a review was taken out of a request', async () => {
			be('Bruno');
			const asked = await requestPromotion(
				{ name: 'code-generator', version: '1.0.0', to: 'Production', reason: 'x' },
				ports,
				signal,
			);
			be('Clara');
			const request = asked.ok ? asked.value.request.id : '';
			await answerRequest({ name: 'code-generator', request, verdict: 'reject', reason: 'No' }, ports, signal);
			const text = repository.read(registry);
			repository.write(registry, text.slice(0, text.indexOf('    reviews:')).replace('rejected', 'pending'));
			repository.commitAll('Ask again');
			assert.match(
				(await problems()).join('\n'),
				new RegExp(`^history-rewritten -: Commit .* the record of request ${request} is missing or changed`),
			);
		});
	});

	suite('finds an approval that is none', () => {
		test('when somebody else committed it in the name of the approver', async () => {
			be('Bruno');
			const asked = await requestPromotion(
				{ name: 'code-generator', version: '1.0.0', to: 'Production', reason: 'x' },
				ports,
				signal,
			);
			const id = asked.ok ? asked.value.request.id : '';
			const hash = asked.ok ? (asked.value.request.prompt_sha256 ?? '') : '';
			const review = `    reviews:\n      - {by: Clara <clara@example.com>, at: "2026-01-01T00:00:00Z", verdict: approve, prompt_sha256: "${hash}"}\n`;
			repository.write(registry, repository.read(registry).replace('status: pending\n', `status: approved\n${review}`));
			repository.commitAll('Clara said yes on the phone');
			await promote('1.0.0', 'Production');
			assert.match(
				(await problems()).join('\n'),
				new RegExp(
					`^invalid-approval 0: Transition 1 \\(1\\.0\\.0 to Production\\) lists Clara <clara@example\\.com> as approver, but Bruno <bruno@example\\.com> made commit [0-9a-f]{10} that added it`,
				),
			);
			assert.match(id, /^r-/);
		});

		test('when a move has none although its commit asked for one', async () => {
			const asking = repository.read('stagemark.yaml');
			repository.write('stagemark.yaml', '');
			await promote('1.0.0', 'Production');
			repository.write('stagemark.yaml', asking);
			assert.match((await problems()).join('\n'), /^invalid-approval 0: .* has 0 of the 1 approvals that stagemark\.yaml required/);
		});

		test('when a move calls itself a rollback to what was never there', async () => {
			await promote('1.0.0', 'Staging');
			const [first] = parseRegistry(registry, repository.read(registry)).value?.transitions ?? [];
			assert.ok(first !== undefined);
			const { digest, previous, ...content } = first;
			assert.ok(digest !== previous);
			const forged = sealTransition({ ...content, from: 'Staging', to: 'Production', rollback: true }, first);
			const text = repository
				.read(registry)
				.replace('{Staging: 1.0.0}', '{Production: 1.0.0}')
				.replace('stage: Staging', 'stage: Production');
			repository.write(registry, `${text}  - ${JSON.stringify(forged)}\n`);
			assert.match(
				(await problems()).join('\n'),
				/^invalid-approval 1: .* claims to be a rollback, but 1\.0\.0 was never in Production/,
			);
		});
	});

	suite('finds a tag', () => {
		test('that is missing, or that leads elsewhere', async () => {
			await promote('1.0.0', 'Production', { override: true });
			const released = repository.git('rev-parse', 'HEAD').trim();
			repository.write('prompts/other.j2', promptText('1.0.0', 'x').replace('code-generator', 'other'));
			repository.commitAll('Later');
			repository.git('tag', '--force', '-a', 'code-generator/v1.0.0', '-m', 'moved');
			assert.match(
				(await problems()).join('\n'),
				new RegExp(
					`^tag-mismatch 0: 1\\.0\\.0 was first released by commit ${released.slice(0, 10)}, but the tag code-generator/v1\\.0\\.0 points to `,
				),
			);
			repository.git('tag', '--delete', 'code-generator/v1.0.0');
			assert.match((await problems()).join('\n'), /^missing-tag 0: .*git tag -a code-generator\/v1\.0\.0 [0-9a-f]{10}\./);
			repository.git('tag', 'code-generator/v1.0.0', released);
			assert.deepEqual(await problems(), []);
		});
	});
});
