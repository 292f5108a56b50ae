import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Ports } from '../../../../core/ports/ports.ts';
import { promoteVersion } from '../../../../core/use-cases/promote/promote-version.ts';
import { recordRun } from '../../../../core/use-cases/record/record-run.ts';
import { verifyWorkspace } from '../../../../core/use-cases/verify/verify-workspace.ts';
import type { VerifiedWorkspace } from '../../../../core/use-cases/verify/verify-workspace.ts';
import { describeFailure } from '../../../../core/words/describe-failure.ts';
import { uncheckedInWords } from '../../../../core/words/claims-in-words.ts';
import { loadWorkspace } from '../../../../core/workspace/load-workspace.ts';
import { runCommandLine } from '../../../support/command-line.ts';
import { writeSampleWorkspace } from '../../../support/sample-workspace.ts';
import { TemporaryRepository } from '../../../support/temporary-repository.ts';
import { createPorts } from '../../../../io/node-ports.ts';

const signal = new AbortController().signal;

/** What happens to a repository, with Git's words and what the user is to do. */
const damages: readonly {
	readonly title: string;
	readonly harm: (repository: TemporaryRepository) => void;
	readonly words: RegExp;
	readonly action: RegExp;
}[] = [
	{
		title: 'settings that are cut off',
		harm: repository => repository.write('.git/config', '[core\n'),
		words: /bad config line 1/,
		action: /Make “git status” work/,
	},
	{
		title: 'a HEAD that leads nowhere',
		harm: repository => repository.write('.git/HEAD', 'nonsense\n'),
		words: /not a git repository/,
		action: /Make “git status” work/,
	},
	{
		title: 'a file .git whose folder is gone',
		harm: repository => {
			rmSync(join(repository.root, '.git'), { recursive: true });
			repository.write('.git', 'gitdir: /nowhere/at/all\n');
		},
		words: /not a git repository/,
		action: /Make “git status” work/,
	},
	{
		title: 'no working files',
		harm: repository => repository.git('config', 'core.bare', 'true'),
		words: /as a bare repository has none/,
		action: /clone that has working files/,
	},
	{
		title: 'an index that is cut off',
		harm: repository => repository.write('.git/index', 'DIRC'),
		words: /index file smaller than expected/,
		action: /run “git reset”/,
	},
	{
		title: 'an index of other bytes',
		harm: repository => repository.write('.git/index', 'x'.repeat(200)),
		words: /index file corrupt|bad signature/,
		action: /run “git reset”/,
	},
	{ title: 'a damaged last commit', harm: repository => spoil(repository, 'HEAD'), words: /is corrupt/, action: /git fsck/ },
	{ title: 'a damaged tree', harm: repository => spoil(repository, 'HEAD^{tree}'), words: /is corrupt/, action: /git fsck/ },
];

/** Puts other bytes in place of an object. */
function spoil(repository: TemporaryRepository, revision: string): void {
	const object = repository.git('rev-parse', revision).trim();
	const file = join(repository.root, '.git/objects', object.slice(0, 2), object.slice(2));
	chmodSync(file, 0o644);
	writeFileSync(file, 'junk');
}

suite('a repository that Git cannot read', function () {
	this.timeout(120_000);
	let repository: TemporaryRepository;
	let ports: Ports;

	setup(async () => {
		repository = TemporaryRepository.create();
		writeSampleWorkspace(repository);
		ports = createPorts(repository.root);
		const promoted = await promoteVersion(
			{ name: 'code-generator', version: '1.0.0', to: 'Production', reason: 'Good' },
			ports,
			signal,
		);
		assert.equal(promoted.ok, true);
		ports.git.dispose();
		ports = createPorts(repository.root);
	});

	teardown(() => {
		ports.git.dispose();
		repository.dispose();
	});

	async function verified(): Promise<VerifiedWorkspace> {
		const facts = await loadWorkspace(ports.files, ports.git, signal);
		return await verifyWorkspace({ facts, files: ports.files, git: ports.git, signer: ports.signer }, undefined, signal);
	}

	for (const { title, harm, words, action } of damages) {
		test(`with ${title}: claims are not checked, nobody is accused and nothing is written`, async () => {
			harm(repository);
			const { problems, claims, git } = await verified();
			assert.deepEqual(problems, []);
			assert.equal(git.readable, false);
			assert.match(git.reason ?? '', words);
			for (const name of ['approvals', 'history', 'tags'])
				assert.equal(claims.find(({ claim }) => claim === name)?.state, 'not-checked', name);
			// Commits are read without the index, so content that was found in one is there.
			const contents = claims.find(({ claim }) => claim === 'contents')?.state;
			assert.ok(contents === 'not-checked' || (contents === 'holds' && title.startsWith('an index')), contents);
			assert.match(uncheckedInWords({ claims, git }).join(' '), action);

			const run = await recordRun({ experiment: 'exp-001', variant: 'v1', samplesFile: 'in/samples.jsonl' }, ports, signal);
			const move = { name: 'code-generator', version: '2.0.0', to: 'Production', reason: 'Better' };
			for (const written of [run, await promoteVersion(move, ports, signal)]) {
				if (written.ok) assert.fail(JSON.stringify(written.value));
				assert.equal(written.failure.kind, 'git-unreadable');
				const told = describeFailure(written.failure);
				assert.match(told.why, words);
				assert.match(told.action, action);
			}
			assert.equal(existsSync(join(repository.root, 'experiments/2025-01/exp-001-care/runs')), false);
			assert.doesNotMatch(repository.read('registry/code-generator.yaml'), /Better/);
		});
	}

	for (const [title, path] of [
		['the content of a version', 'HEAD:prompts/code-generator-v1.0.0.j2'],
		['its registry file', 'HEAD:registry/code-generator.yaml'],
	] as const) {
		test(`of which ${title} is damaged: it is not said to be in no commit`, async () => {
			spoil(repository, path);
			const { problems, claims, git } = await verified();
			assert.deepEqual(problems, []);
			assert.match(git.reason ?? '', /inflate|unable to unpack|corrupt/);
			assert.ok(claims.some(({ state }) => state === 'not-checked'));
			const again = { name: 'code-generator', version: '2.0.0', to: 'Staging', reason: 'Again' };
			const moved = await promoteVersion(again, ports, signal);
			if (!moved.ok) assert.equal(moved.failure.kind, 'git-unreadable');
		});
	}

	test('because it belongs to somebody else: the command line says so in one sentence, and fails where it should judge', function () {
		if (process.getuid?.() !== 0) {
			// Only the administrator can give files away; for others any other damage takes the same way.
			spoil(repository, 'HEAD');
		} else spawnSync('chown', ['-R', '65534', repository.root]);
		const words = process.getuid?.() === 0 ? /detected dubious ownership/ : /is corrupt/;
		const json = JSON.parse(runCommandLine(repository.root, ['verify', '--format', 'json']).stdout) as VerifiedWorkspace;
		assert.match(json.git.reason ?? '', words);
		for (const [args, exitCode] of [
			[['verify', '--strict'], 1],
			// Findings of its own, such as a model that is retired by now, end with 1.
			[['check', '--fail-on', 'error', 'experiments'], 0],
			[['check', '--staged'], 2],
			[['report', '--base', 'HEAD'], 2],
			[['history', 'code-generator'], 0],
			[['promote', 'code-generator@2.0.0', '--to', 'Production', '--reason', 'x'], 1],
		] as const) {
			const ended = runCommandLine(repository.root, args);
			const told = `${args.join(' ')}: ${ended.stdout}${ended.stderr}`;
			assert.equal(ended.exitCode, exitCode, told);
			assert.match(ended.stdout + ended.stderr, words, told);
			assert.match(ended.stdout + ended.stderr, /safe\.directory|git fsck/, told);
			assert.doesNotMatch(ended.stdout + ended.stderr, /git init|who you are|no such revision/, told);
		}
	});

	test('is never read with a program called git that lies in the workspace', () => {
		const mark = join(repository.root, 'started');
		for (const folder of ['', 'node_modules/.bin', 'bin']) {
			mkdirSync(join(repository.root, folder), { recursive: true });
			for (const name of ['git', 'git.exe', 'git.cmd', 'ssh-keygen']) {
				const file = join(repository.root, folder, name);
				writeFileSync(file, `#!/bin/sh\n: > '${mark}'\nexit 1\n`);
				chmodSync(file, 0o755);
			}
		}
		const path = process.env['PATH'] ?? '';
		for (const hostile of [`.::bin:${path}`, `node_modules/.bin:${path}:`]) {
			for (const args of [
				['verify', '--format', 'json'],
				['check', 'experiments'],
			]) {
				const { exitCode, stderr } = runCommandLine(repository.root, args, { PATH: hostile });
				assert.equal(exitCode, 0, stderr);
				assert.equal(existsSync(mark), false, `${hostile}: ${args.join(' ')}`);
			}
		}
	});
});
