import assert from 'node:assert/strict';
import { parseRegistry } from '../../core/formats/registry/parse-registry.ts';
import { approvalStatement } from '../../core/formats/signing/approval-statement.ts';
import { statementText } from '../../core/formats/signing/statement.ts';
import { execFileSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SigningTeam } from '../support/signing-team.ts';
import type { Mark } from '../support/signing-team.ts';

suite('signed approvals', function () {
	this.timeout(120_000);
	let team: SigningTeam;
	let root: string;
	let request: string;
	/** Before anybody may sign, when 1.0.0 is asked for, and when it is promoted. */
	let begun: Mark, asked: Mark, promoted: Mark;

	suiteSetup(async () => {
		team = new SigningTeam();
		begun = team.mark();
		({ root, request } = await team.asked());
		asked = team.mark();
		await team.finish(request);
		promoted = team.mark();
	});

	suiteTeardown(() => team.dispose());

	test('the honest story holds, names who signed, and its root can be pinned', async () => {
		team.backTo(promoted);
		const verified = await team.verify(root);
		assert.deepEqual(verified.problems, []);
		assert.equal(
			verified.claims.every(({ state }) => state === 'holds'),
			true,
		);
		assert.deepEqual(
			verified.signatures.map(({ what, state }) => [what, state]),
			[['approval', { kind: 'signed', principal: 'bruno@example.com' }]],
		);
		assert.deepEqual(verified.signers, { path: 'registry/allowed_signers', root, state: 'holds', reason: undefined });
		const other = await team.verify('0'.repeat(64));
		assert.match(other.problems[0]?.message ?? '', /^registry\/allowed_signers began as [0-9a-f]{64}, but the root should be 0{64}/);
	});

	test('ssh-keygen alone checks the approval that the registry file has', () => {
		team.backTo(promoted);
		const registry = parseRegistry(team.registry, team.repository.read(team.registry)).value;
		const found = registry?.requests.find(({ id }) => id === request);
		const [review] = found?.reviews ?? [];
		assert.ok(registry && found && review?.signature);
		assert.equal(registry.transitions[0]?.approvals?.[0]?.signature, review.signature);
		writeFileSync(join(team.keys, 'approval.sig'), review.signature);
		const signers = join(team.repository.root, 'registry/allowed_signers');
		const time = `-Overify-time=${review.at.replace(/[-:TZ]/g, '')}`;
		const question = [
			'-Y',
			'verify',
			'-f',
			signers,
			'-I',
			'bruno@example.com',
			'-n',
			'stagemark',
			'-s',
			join(team.keys, 'approval.sig'),
			time,
		];
		const input = statementText(approvalStatement('greeter', found, review));
		const said = execFileSync('ssh-keygen', question, { input, encoding: 'utf8', env: { ...process.env, TZ: 'UTC' } });
		assert.match(said, /^Good "stagemark" signature for bruno@example\.com/);
	});

	test('a squash of everything keeps the signature', async () => {
		team.backTo(promoted);
		team.repository.git('checkout', '--quiet', '--orphan', 'squashed');
		team.repository.commitAll('Everything at once');
		const { problems, signatures } = await team.verify();
		assert.deepEqual(
			problems.filter(({ kind }) => kind !== 'tag-mismatch'),
			[],
		);
		assert.deepEqual(
			signatures.map(({ state }) => state.kind),
			['signed'],
		);
	});

	const refusals: readonly (readonly [title: string, act: () => void, kind: string])[] = [
		['who is not in the list', () => team.be('clara', 'ana'), 'signature-refused'],
		['whose key belongs to somebody else', () => team.be('bruno', 'clara'), 'signature-refused'],
		[
			'who has no key',
			() => {
				team.be('bruno');
				team.repository.git('config', '--unset', 'user.signingkey');
			},
			'signing-failed',
		],
		[
			'whose key file is missing',
			() => {
				team.be('bruno');
				team.repository.git('config', 'user.signingkey', '/nowhere/key.pub');
			},
			'signing-failed',
		],
	];
	for (const [title, act, kind] of refusals) {
		test(`an approval is refused to a person ${title}, and nothing is written`, async () => {
			team.backTo(asked);
			act();
			const before = team.repository.read(team.registry);
			assert.equal(await team.approve(request), kind);
			assert.equal(team.repository.read(team.registry), before);
			team.be('ana');
			assert.equal(await team.promote('1.0.0'), 'approvals-missing');
		});
	}

	test('without a list of signers nobody can approve, and the words say how to begin', async () => {
		team.backTo(begun);
		const early = await team.ask('1.0.0');
		team.be('bruno');
		assert.equal(await team.approve(early), 'signers-missing');
	});

	test('a key with a passphrase that nobody can be asked for is named as locked', async () => {
		execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', 'secret', '-f', join(team.keys, 'locked')]);
		team.repository.git('config', 'user.signingkey', join(team.keys, 'locked.pub'));
		const signed = await team.ports.signer.sign('text', team.signal);
		assert.ok(!signed.ok);
		assert.equal(signed.failure.cause, 'locked');
	});

	test('a program that only the repository names is not started', async () => {
		team.repository.write('planted.sh', `#!/bin/sh\ntouch ${join(team.keys, 'planted-ran')}\n`);
		execFileSync('chmod', ['+x', join(team.repository.root, 'planted.sh')]);
		team.repository.git('config', 'gpg.ssh.program', join(team.repository.root, 'planted.sh'));
		team.be('ana');
		const signed = await team.ports.signer.sign('text', team.signal);
		team.repository.git('config', '--unset', 'gpg.ssh.program');
		assert.equal(signed.ok, true);
		assert.equal(existsSync(join(team.keys, 'planted-ran')), false);
	});

	test('a key that an agent holds signs by its text alone', async () => {
		const agent = execFileSync('ssh-agent', ['-s'], { encoding: 'utf8' });
		const socket = /SSH_AUTH_SOCK=([^;]+)/.exec(agent)?.[1] ?? '';
		const pid = Number(/SSH_AGENT_PID=(\d+)/.exec(agent)?.[1]);
		const before = process.env['SSH_AUTH_SOCK'];
		try {
			process.env['SSH_AUTH_SOCK'] = socket;
			execFileSync('ssh-add', ['-q', join(team.keys, 'bruno')]);
			team.repository.git('config', 'user.signingkey', `key::${team.publicKey('bruno').trim()}`);
			const signed = await team.ports.signer.sign('text', team.signal);
			assert.equal(signed.ok && signed.value.startsWith('-----BEGIN SSH SIGNATURE-----\n'), true);
		} finally {
			if (before === undefined) delete process.env['SSH_AUTH_SOCK'];
			else process.env['SSH_AUTH_SOCK'] = before;
			process.kill(pid);
		}
	});

	test('an override of a signed stage is signed too', async () => {
		team.backTo(asked);
		team.be('bruno');
		assert.equal(await team.promote('1.0.0', true), 'done');
		const { problems, signatures } = await team.verify();
		assert.deepEqual(problems, []);
		assert.deepEqual(
			signatures.map(({ what, state }) => [what, state.kind]),
			[['override', 'signed']],
		);
	});

	test('where ssh-keygen is missing nothing is called good or bad', async () => {
		team.backTo(promoted);
		const { PATH: before } = process.env;
		const git = execFileSync('which', ['git'], { encoding: 'utf8' }).trim();
		execFileSync('mkdir', [join(team.keys, 'bin')]);
		execFileSync('ln', ['-s', git, join(team.keys, 'bin/git')]);
		try {
			process.env['PATH'] = join(team.keys, 'bin');
			const { claims, problems, signers } = await team.verify();
			assert.deepEqual(problems, []);
			const approvals = claims.find(({ claim }) => claim === 'approvals');
			assert.equal(approvals?.state, 'not-checked');
			assert.match(approvals.reason ?? '', /ssh-keygen is not installed/);
			assert.equal(signers.state, 'not-checked');
		} finally {
			process.env['PATH'] = before;
		}
	});
});
