import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import type { Ports } from '../../core/ports/ports.ts';
import { promoteVersion } from '../../core/use-cases/promote/promote-version.ts';
import { recordRun } from '../../core/use-cases/record/record-run.ts';
import { finishInterruptedChange } from '../../core/use-cases/unit-of-work/finish-interrupted-change.ts';
import { verifyWorkspace } from '../../core/use-cases/verify/verify-workspace.ts';
import { loadWorkspace } from '../../core/workspace/load-workspace.ts';
import { createPorts } from '../../io/node-ports.ts';
import { writeSampleWorkspace } from '../support/sample-workspace.ts';
import { TemporaryRepository } from '../support/temporary-repository.ts';

const { signal } = new AbortController();
const runs = 'experiments/2025-01/exp-001-care/runs';
const registry = 'registry/code-generator.yaml';

/** The hooks that Git runs while it writes: before and after each change of the index and of a ref, and around a commit. */
const hooks = ['pre-commit', 'prepare-commit-msg', 'commit-msg', 'post-commit', 'post-index-change', 'reference-transaction'];

suite('a group of processes that is killed at once, Git included', function () {
	this.timeout(600_000);
	let workshop: string;
	let script: string;
	let template: TemporaryRepository;

	suiteSetup(async () => {
		workshop = mkdtempSync(join(tmpdir(), 'stagemark-group-'));
		script = join(workshop, 'interrupted-write.cjs');
		const entryPoints = ['test/crash/interrupted-write.ts'];
		buildSync({ entryPoints, bundle: true, platform: 'node', format: 'cjs', outfile: script, logLevel: 'error' });
		template = TemporaryRepository.create();
		writeSampleWorkspace(template);
		const ports = createPorts(template.root);
		const first = { name: 'code-generator', version: '1.0.0', to: 'Production', reason: 'First' };
		assert.equal((await promoteVersion(first, ports, signal)).ok, true);
		ports.git.dispose();
		template.write('staged.txt', 'staged\n');
		template.git('add', 'staged.txt');
		template.write('evaluate.py', 'modified\n');
		for (const hook of hooks) {
			const file = join(template.root, '.git/hooks', hook);
			mkdirSync(join(file, '..'), { recursive: true });
			writeFileSync(file, countingHook);
			chmodSync(file, 0o755);
		}
	});

	suiteTeardown(() => {
		template.dispose();
		rmSync(workshop, { recursive: true, force: true });
	});

	for (const useCase of ['record', 'promote'] as const) {
		test(`${useCase}: leaves the old state or the new one, wherever in Git’s work it happens`, async () => {
			const count = await inCopy(async root => {
				assert.equal(await run(useCase, root, 0), null);
				return Number(readFileSync(join(root, '.git/hook-count'), 'utf8'));
			});
			assert.ok(count >= 8, `Git ran only ${count} hooks.`);
			const outcomes: string[] = [];
			for (let moment = 1; moment <= count; moment++) {
				outcomes.push(
					await inCopy(async (root, ports) => {
						assert.equal(await run(useCase, root, moment), 'SIGKILL', `The group outlived hook ${moment}.`);
						const isLocked = await finish(root, ports);
						return `${await assertWhole(useCase, root, ports, `hook ${moment}`)}${isLocked ? ', was locked' : ''}`;
					}),
				);
			}
			assert.ok(outcomes.includes('new, was locked'), outcomes.join('; '));
		});
	}

	async function inCopy<Value>(work: (root: string, ports: Ports) => Promise<Value>): Promise<Value> {
		const root = mkdtempSync(join(workshop, 'copy-'));
		cpSync(template.root, root, { recursive: true, preserveTimestamps: true });
		const ports = createPorts(root, { patienceMs: 100 });
		try {
			return await work(root, ports);
		} finally {
			ports.git.dispose();
			rmSync(root, { recursive: true, force: true });
		}
	}

	/** Runs the use case in a group of its own, which the hook of that number kills. */
	async function run(useCase: string, root: string, moment: number): Promise<NodeJS.Signals | null> {
		writeFileSync(join(root, '.git/fatal-hook'), String(moment));
		writeFileSync(join(root, '.git/hook-count'), '0');
		const child = spawn(process.execPath, [script, useCase, root, '0', join(root, '.git/moments')], {
			detached: true,
			stdio: ['ignore', 'ignore', 'pipe'],
		});
		writeFileSync(join(root, '.git/group'), String(child.pid));
		// The pipe closes when the last process of the group has ended.
		child.stderr.resume();
		return await new Promise(resolve => child.on('close', (_, by) => resolve(by)));
	}
});

/** Finishes what was left. Where Git's lock is in the way, says which file it is and finishes once that is gone; true then. */
async function finish(root: string, ports: Ports): Promise<boolean> {
	writeFileSync(join(root, '.git/fatal-hook'), '0');
	let isLocked = false;
	// A commit may leave several locks: of the index, of HEAD and of the branch.
	for (let attempt = 0; attempt < 5; attempt++) {
		const outcome = await finishInterruptedChange(ports);
		if (outcome?.kind !== 'waits') break;
		isLocked = true;
		assert.equal(outcome.reason.kind, 'index-locked');
		const refused = await recordRun({ experiment: 'exp-001', variant: 'v1', samplesFile: 'in/samples.jsonl' }, ports, signal);
		assert.deepEqual(refused, { ok: false, failure: outcome.reason });
		const { lockFile } = outcome.reason;
		assert.equal(existsSync(lockFile), true, lockFile);
		rmSync(lockFile);
	}
	assert.equal(await finishInterruptedChange(ports), undefined);
	// Locks that no step of the change needed any more are in the way of the next one only.
	for (const name of readdirSync(join(root, '.git'), { recursive: true, encoding: 'utf8' }))
		if (name.endsWith('.lock')) rmSync(join(root, '.git', name));
	return isLocked;
}

async function assertWhole(useCase: 'record' | 'promote', root: string, ports: Ports, name: string): Promise<'old' | 'new'> {
	const own = useCase === 'record' ? runs : registry;
	assert.equal(
		git(root, 'status', '--porcelain', '--untracked-files=all', '--', own),
		'',
		`Something is left uncommitted after ${name}.`,
	);
	assert.equal(git(root, 'status', '--porcelain', '--', 'staged.txt', 'evaluate.py'), ' M evaluate.py\nA  staged.txt\n', name);
	const facts = await loadWorkspace(ports.files, ports.git, signal);
	const { problems } = await verifyWorkspace({ facts, files: ports.files, git: ports.git, signer: ports.signer }, undefined, signal);
	assert.deepEqual(problems, [], `The registry does not verify after ${name}.`);
	const isNew = useCase === 'record' ? existsSync(join(root, runs)) : facts.stagesOf('code-generator', '2.0.0').includes('Production');
	const subjects = git(root, 'log', '--format=%s').trim().split('\n');
	const own2 = subjects.filter(subject => subject.startsWith(useCase === 'record' ? 'record(' : 'promote(code-generator): 2.0.0'));
	assert.ok(own2.length <= 1, `Committed twice after ${name}: ${subjects.join('; ')}`);
	assert.equal(subjects[0]?.startsWith(`${useCase}(`), useCase === 'promote' || isNew, `Files and history disagree after ${name}.`);
	const next = await recordRun({ experiment: 'exp-001', variant: 'v1', samplesFile: 'in/samples.jsonl' }, ports, signal);
	assert.equal(next.ok, true, `Nothing can be recorded any more after ${name}.`);
	return isNew ? 'new' : 'old';
}

function git(root: string, ...gitArguments: readonly string[]): string {
	const run = spawnSync('git', gitArguments, { cwd: root, encoding: 'utf8' });
	assert.equal(run.status, 0, run.stderr);
	return run.stdout;
}

/** Counts the hooks that Git runs, and kills the whole group at the one that was asked for. */
const countingHook = `#!/bin/sh
cd "$(git rev-parse --absolute-git-dir)"
n=$(($(cat hook-count) + 1))
echo $n > hook-count
[ "$n" -eq "$(cat fatal-hook)" ] && kill -9 -"$(cat group)"
exit 0
`;
