import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { eventually } from '../../../support/eventually.ts';
import { TeamRepository } from '../../../support/team-repository.ts';

const momentSchema = z.looseObject({
	version: z.literal(1),
	at: z.string(),
	name: z.literal('greeter'),
	stages: z.record(
		z.string(),
		z.looseObject({
			version: z.string(),
			since: z.string(),
			by: z.string(),
			experiment: z.string().nullable(),
			runs: z.array(z.string()),
			prompt_sha256: z.string(),
			rollback: z.boolean(),
			approvals: z.array(z.looseObject({ by: z.string() })),
		}),
	),
});

const configuration = `promotion:
  Production: {approvals: 1, approvers: ["*@example.com"], archive_rejected: true}
`;

suite('the life of a prompt among three people, on the command line', function () {
	this.timeout(300_000);
	let team: TeamRepository;

	setup(() => {
		team = new TeamRepository();
		team.be('Ana');
		team.repository.write('stagemark.yaml', configuration);
		team.writePrompt('1.0.0', 'Greet');
		team.repository.commitAll('Ana writes 1.0.0');
	});
	teardown(() => team.dispose());

	function release(version: string): void {
		team.be('Ana');
		const id = team.ask(version, 'Production');
		team.be('Bruno');
		team.must('approve', 'greeter', id, '--reason', 'Read it');
		team.be('Ana');
		team.must('promote', `greeter@${version}`, '--to', 'Production', '--reason', `Release ${version}`);
	}

	test('request, approval, promotion, second version, rollback, history on three dates, tampering, branches joined', async () => {
		const before = '2020-01-01';
		assert.match(
			team.refused('promote', 'greeter@1.0.0', '--to', 'Production', '--reason', 'x'),
			/Request it: stagemark request greeter@1\.0\.0/,
		);
		const first = team.ask('1.0.0', 'Production', 'First release');
		assert.match(
			team.refused('promote', 'greeter@1.0.0', '--to', 'Production', '--reason', 'x'),
			new RegExp(`approve ${first}: stagemark approve`),
		);
		assert.match(
			team.refused('approve', 'greeter', first),
			/Ana <ana@example\.com> may not review .*\nPeople cannot decide on their own requests\./,
		);
		assert.match(team.must('registry'), new RegExp(`^request +version .*\n${first}  greeter@1\\.0\\.0  Production  Ana`));
		team.be('Bruno');
		assert.match(team.must('approve', 'greeter', first, '--reason', 'Read it'), /^approved/);
		team.be('Ana');
		team.must('promote', 'greeter@1.0.0', '--to', 'Production', '--reason', 'Reviewed');
		const afterFirst = new Date().toISOString();

		team.be('Bruno');
		team.writePrompt('2.0.0', 'Greet warmly');
		team.repository.commitAll('Bruno writes 2.0.0');
		team.be('Ana');
		const second = team.ask('2.0.0', 'Production');
		team.be('Bruno');
		assert.match(
			team.refused('approve', 'greeter', second),
			/They wrote content of this version, and people cannot approve their own work\./,
		);
		team.be('Clara');
		team.must('approve', 'greeter', second);
		await nextSecond();
		team.must('promote', 'greeter@2.0.0', '--to', 'Production', '--reason', 'Warmer');
		const afterSecond = new Date().toISOString();
		await nextSecond();
		team.be('Bruno');
		assert.match(
			team.must('rollback', 'greeter', '--reason', 'Too warm'),
			/moved +1\.0\.0 +Archived → Production[^]*moved +2\.0\.0 +Production → Archived/,
		);
		assert.equal(team.verify().isOk, true, team.verify().words);

		const at = (moment: string): z.output<typeof momentSchema> =>
			momentSchema.parse(JSON.parse(team.must('history', 'greeter', '--at', moment, '--format', 'json')));
		assert.deepEqual(at(before).stages, {});
		assert.deepEqual(at(before).at, '2020-01-01T00:00:00Z');
		assert.deepEqual(
			[at(afterFirst), at(afterSecond), at('2100-01-01')].map(({ stages: { Production: held } }) => [
				held?.version,
				held?.by,
				held?.rollback,
			]),
			[
				['1.0.0', 'Ana <ana@example.com>', false],
				['2.0.0', 'Clara <clara@example.com>', false],
				['1.0.0', 'Bruno <bruno@example.com>', true],
			],
		);
		assert.deepEqual(
			at(afterSecond).stages['Production']?.approvals.map(({ by }) => by),
			['Clara <clara@example.com>'],
		);
		assert.match(team.must('history', 'greeter'), /Archived → Production \(rollback\)/);

		const good = team.repository.read(team.registry);
		team.repository.write(team.registry, good.replace('reason: Warmer', 'reason: Colder'));
		assert.match(team.verify().words, /^broken-chain +greeter, transition 2: /);
		team.repository.write(team.registry, good);

		team.writePrompt('3.0.0', 'Salute');
		team.repository.commitAll('3.0.0');
		team.repository.git('checkout', '--quiet', '-b', 'staging');
		team.must('promote', 'greeter@3.0.0', '--to', 'Staging', '--reason', 'Try it');
		team.repository.git('checkout', '--quiet', 'main');
		team.must('alias', 'greeter', 'champion', '1.0.0', '--reason', 'Best so far');
		assert.throws(() => team.repository.git('merge', '--quiet', 'staging'), /CONFLICT/);
		assert.match(team.must('merge-registry', team.registry), /replayed +3\.0\.0 +None → Staging/);
		team.repository.commitAll('Merge');
		assert.equal(team.verify().isOk, true, team.verify().words);
		assert.equal(team.must('resolve', 'greeter@champion', '--field', 'version'), '1.0.0\n');
		assert.equal(team.must('resolve', 'greeter@Staging', '--field', 'version'), '3.0.0\n');
	});

	test('request, failing gate, fix, approval, promotion: what the gates said is on the request and in the transition', () => {
		team.repository.write(
			'stagemark.yaml',
			configuration.replace('{approvals', '{require: [metadata-complete: {fields: [owner]}], approvals'),
		);
		team.repository.commitAll('Ask for an owner');
		const id = team.ask('1.0.0', 'Production');
		assert.match(team.repository.read(team.registry), /checks:\n +- gate: metadata-complete\n +outcome: failed/);
		team.be('Bruno');
		team.must('approve', 'greeter', id, '--reason', 'Read it');
		team.be('Ana');
		assert.match(
			team.refused('promote', 'greeter@1.0.0', '--to', 'Production', '--reason', 'x'),
			/greeter 1\.0\.0 does not pass 1 of 1 gate of Production\.\n.*metadata-complete.*owner/,
		);
		// Who owns it is not part of what was read, so that the approval still counts.
		team.writePrompt('1.0.0', 'Greet', 'team-greetings');
		team.repository.commitAll('Name the owner');
		team.must('promote', 'greeter@1.0.0', '--to', 'Production', '--reason', 'Reviewed');
		assert.match(
			team.repository.read(team.registry),
			/gates:\n +- gate: metadata-complete\n +outcome: passed[^]*approvals:\n +- by: Bruno/,
		);
		assert.equal(team.verify().isOk, true, team.verify().words);
	});

	test('an approval is for the content it was given for', () => {
		const id = team.ask('1.0.0', 'Production');
		team.be('Bruno');
		team.must('approve', 'greeter', id);
		team.be('Ana');
		team.writePrompt('1.0.0', 'Insult');
		team.repository.commitAll('Quietly');
		assert.match(
			team.refused('promote', 'greeter@1.0.0', '--to', 'Production', '--reason', 'x'),
			/Bruno <bruno@example\.com> does not count: this person approved content that has changed since/,
		);
		assert.match(team.must('registry', 'greeter'), /content changed +0 of 1, 1 void/);
		team.be('Bruno');
		team.must('approve', 'greeter', id);
		team.must('promote', 'greeter@1.0.0', '--to', 'Production', '--reason', 'Read again');
		assert.equal(team.verify().isOk, true, team.verify().words);
	});

	test('one person is one person: another case of the address, another address by .mailmap, a co-author', () => {
		const id = team.ask('1.0.0', 'Production');
		team.repository.git('config', 'user.email', 'ANA@Example.com');
		assert.match(team.refused('approve', 'greeter', id), /People cannot decide on their own requests/);
		team.repository.write('.mailmap', 'Ana <ana@example.com> <ana@home.example.com>\n');
		team.repository.commitAll('Mailmap');
		team.repository.git('config', 'user.email', 'ana@home.example.com');
		assert.match(team.refused('approve', 'greeter', id), /People cannot decide on their own requests/);
		team.be('Ana');
		team.writePrompt('1.1.0', 'Hello');
		team.repository.commitAll('1.1.0\n\nCo-authored-by: Bruno <bruno@example.com>');
		const next = team.ask('1.1.0', 'Production');
		team.be('Bruno');
		assert.match(team.refused('approve', 'greeter', next), /They wrote content of this version/);
	});

	test('who is no approver, who is unknown to Git, and what is not committed', () => {
		const id = team.ask('1.0.0', 'Production');
		team.repository.git('config', 'user.email', 'eve@elsewhere.test');
		assert.match(team.refused('approve', 'greeter', id), /lists these approvers: \*@example\.com/);
		assert.match(team.refused('reject', 'greeter', id, '--reason', 'no'), /lists these approvers/);
		team.be('Bruno');
		team.writePrompt('1.2.0', 'Not committed');
		const asking = ['request', 'greeter@1.2.0', '--to', 'Production', '--reason', 'x'] as const;
		assert.match(team.refused(...asking), /The content of greeter 1\.2\.0 is in no commit\..*\n?.*--with-content/s);
		const open = /r-[0-9a-f]{6}/.exec(team.must(...asking, '--with-content'))?.[0] ?? '';
		team.writePrompt('1.2.0', 'Changed since, and not committed');
		team.be('Clara');
		assert.match(team.refused('approve', 'greeter', open), /The content of greeter 1\.2\.0 is in no commit/);
		assert.match(team.refused('approve', 'greeter', 'r-000000'), /has no request “r-000000”/);
		assert.match(team.refused('withdraw', 'greeter', id, '--reason', 'x'), /You cannot withdraw r-/);
	});

	test('a rejected candidate goes to the archive, a withdrawn request is closed, and nothing is decided twice', () => {
		const id = team.ask('1.0.0', 'Production');
		assert.match(team.refused('request', 'greeter@1.0', '--to', 'Production', '--reason', 'again'), new RegExp(`${id} is still open`));
		team.be('Bruno');
		assert.match(team.must('reject', 'greeter', id, '--reason', 'Rude'), /^rejected[^]*moved +1\.0\.0 +None → Archived/);
		assert.match(team.refused('approve', 'greeter', id), /is already rejected/);
		team.writePrompt('1.1.0', 'Hello');
		team.repository.commitAll('1.1.0');
		const second = team.ask('1.1.0', 'Production');
		assert.match(team.must('withdraw', 'greeter', second, '--reason', 'Not yet'), /^withdrawn/);
		assert.match(team.refused('reject', 'greeter', second, '--reason', 'x'), /is already withdrawn/);
		assert.equal(team.verify().isOk, true, team.verify().words);
	});

	test('an override needs a reason and is seen everywhere', () => {
		team.must('promote', 'greeter@1.0.0', '--to', 'Production', '--override', '--reason', 'Outage');
		assert.match(team.must('registry', 'greeter'), /None → Production \(override\)/);
		assert.match(team.must('history', 'greeter'), /\(override\)/);
		assert.match(team.must('history', 'greeter', '--at', '2100-01-01'), /\(override\) by Ana/);
		assert.match(team.must('verify'), /override +greeter, transition 1 \(1\.0\.0 to Production\) by Ana <ana@example\.com>: Outage/);
	});

	test('a rollback goes further back each time, and stops where nothing was before', () => {
		release('1.0.0');
		for (const version of ['2.0.0', '3.0.0']) {
			team.be('Ana');
			team.writePrompt(version, `Version ${version}`);
			team.repository.commitAll(version);
			release(version);
		}
		team.must('rollback', 'greeter', '--reason', 'Bad');
		assert.equal(team.must('resolve', 'greeter@Production', '--field', 'version'), '2.0.0\n');
		team.must('rollback', 'greeter', '--reason', 'Also bad');
		assert.equal(team.must('resolve', 'greeter@Production', '--field', 'version'), '1.0.0\n');
		assert.match(team.refused('rollback', 'greeter', '--reason', 'x'), /Production of greeter has no earlier version to roll back to/);
		team.must('archive', 'greeter@1.0.0', '--reason', 'Gone');
		assert.match(team.must('registry', 'greeter'), /no stage held/);
		assert.equal(team.verify().isOk, true, team.verify().words);
	});

	test('of two promotions at once one wins, and the other is told who is at it', async () => {
		team.repository.write('stagemark.yaml', '');
		team.writePrompt('2.0.0', 'Greet warmly');
		team.repository.commitAll('Free for all');
		const hook = join(team.repository.root, '.git/hooks/pre-commit');
		mkdirSync(dirname(hook), { recursive: true });
		writeFileSync(hook, '#!/bin/sh\nwhile [ ! -e .git/go-on ]; do sleep 0.1; done\n');
		chmodSync(hook, 0o755);
		const words = ['promote', 'greeter@1.0.0', '--to', 'Production', '--reason', 'First'];
		const first = spawn(process.execPath, [join(process.cwd(), 'dist/cli.js'), ...words], { cwd: team.repository.root });
		const ended = new Promise(resolve => first.on('exit', resolve));
		await eventually('the first to write', () =>
			Promise.resolve(existsSync(join(team.repository.root, team.registry)) ? true : undefined),
		);
		const { exitCode, stderr } = team.run('promote', 'greeter@2.0.0', '--to', 'Production', '--reason', 'Second');
		team.repository.write('.git/go-on', '');
		assert.deepEqual([exitCode, await ended], [1, 0]);
		assert.match(
			stderr,
			new RegExp(
				`Another process is changing the records of this workspace\\.\nOnly one process can write at a time, and now it is process ${String(first.pid)}, since`,
			),
		);
		assert.equal(team.must('resolve', 'greeter@Production', '--field', 'version'), '1.0.0\n');
		assert.equal(team.verify().isOk, true, team.verify().words);
	});

	test('a protected branch keeps everything as it was, and a detached HEAD is told of', () => {
		team.repository.write('.git/hooks/pre-commit', '#!/bin/sh\necho "main is protected" >&2\nexit 1\n');
		chmodSync(join(team.repository.root, '.git/hooks/pre-commit'), 0o755);
		assert.match(
			team.refused('request', 'greeter@1.0.0', '--to', 'Production', '--reason', 'x'),
			/A Git hook refused the commit\.[^]*main is protected/,
		);
		assert.match(team.refused('alias', 'greeter', 'best', '1.0.0', '--reason', 'x'), /main is protected/);
		rmSync(join(team.repository.root, '.git/hooks/pre-commit'));
		team.repository.git('checkout', '--quiet', '--detach');
		const { exitCode, stderr } = team.run('promote', 'greeter@1.0.0', '--to', 'Staging', '--reason', 'x');
		assert.equal(exitCode, 0, stderr);
		assert.match(stderr, /HEAD is detached, so the commit is on no branch/);
	});

	for (const [what, args] of [
		['a path', ['request', '../../x@1.0.0', '--to', 'Production', '--reason', 'x']],
		['an option', ['request', '--to', 'Production', '--reason', 'x', '--', '--upload-pack=x@1.0.0']],
		['a path as the name of a request', ['approve', '../../x', 'r-000000']],
		['an option as the name of a request', ['reject', '--reason', 'x', '--', '--upload-pack=x', 'r-000000']],
		['a path to roll back', ['rollback', '../../x', '--reason', 'x']],
		['a path as an alias', ['alias', 'greeter', '../../x', '1.0.0', '--reason', 'x']],
		['a stage as an alias', ['alias', 'greeter', 'Production', '1.0.0', '--reason', 'x']],
		['a version as an alias', ['alias', 'greeter', '2.0', '1.0.0', '--reason', 'x']],
		['an unknown stage', ['request', 'greeter@1.0.0', '--to', 'Prod', '--reason', 'x']],
		['a version that does not exist', ['request', 'greeter@9.0.0', '--to', 'Production', '--reason', 'x']],
		['an empty reason', ['request', 'greeter@1.0.0', '--to', 'Production', '--reason', ' ']],
		['a path to merge', ['merge-registry', '../../x.yaml']],
		['no date', ['history', 'greeter', '--at', 'yesterday']],
	] as const) {
		test(`refuses ${what} in words, and changes nothing`, () => {
			const head = team.repository.git('rev-parse', 'HEAD');
			const { exitCode, stderr } = team.run(...args);
			assert.ok(exitCode === 1 || exitCode === 2, stderr);
			assert.match(stderr, /\S/);
			assert.doesNotMatch(stderr, /Internal error| at .+\(.+:\d+:\d+\)/);
			assert.equal(team.repository.git('rev-parse', 'HEAD'), head);
			assert.equal(team.repository.git('status', '--porcelain'), '');
		});
	}
});

/** Entries carry seconds; two moments are told apart once the clock shows another second. */
async function nextSecond(): Promise<void> {
	const second = (): number => Math.floor(Date.now() / 1000);
	const now = second();
	await eventually('the next second', () => Promise.resolve(second() > now ? true : undefined));
}
