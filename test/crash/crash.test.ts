import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { buildSync } from 'esbuild';
import type { Ports } from '../../core/ports/ports.ts';
import { finishInterruptedChange } from '../../core/use-cases/unit-of-work/finish-interrupted-change.ts';
import { promoteVersion } from '../../core/use-cases/promote/promote-version.ts';
import { requestPromotion } from '../../core/use-cases/review/request-promotion.ts';
import { verifyWorkspace } from '../../core/use-cases/verify/verify-workspace.ts';
import { loadRuns } from '../../core/workspace/runs/load-runs.ts';
import { recordRun } from '../../core/use-cases/record/record-run.ts';
import { loadWorkspace } from '../../core/workspace/load-workspace.ts';
import { createPorts } from '../../io/node-ports.ts';
import type { WorkspaceFacts } from '../../core/workspace/workspace-facts.ts';
import { nobodyWorksIn } from '../support/nobody-works-in.ts';
import { promptText, writeSampleWorkspace } from '../support/sample-workspace.ts';
import { TemporaryRepository } from '../support/temporary-repository.ts';

const signal = new AbortController().signal;
const experiment = 'experiments/2025-01/exp-001-care';
const finished = 'experiments/2025-02/exp-002-finished';
const registry = 'registry/code-generator.yaml';

const reviewed = 'registry/reviewed.yaml';

const useCases = ['record', 'promote', 'complete', 'request', 'approve', 'rollback'] as const;

type UseCase = (typeof useCases)[number];

suite('a process that is killed while it writes', function () {
	this.timeout(600_000);
	let workshop: string;
	let script: string;
	let template: TemporaryRepository;

	suiteSetup(async () => {
		workshop = mkdtempSync(join(tmpdir(), 'stagemark-crash-'));
		script = join(workshop, 'interrupted-write.cjs');
		buildSync({
			entryPoints: ['test/crash/interrupted-write.ts'],
			bundle: true,
			platform: 'node',
			format: 'cjs',
			outfile: script,
			logLevel: 'error',
		});
		template = TemporaryRepository.create();
		writeSampleWorkspace(template);
		const ports = createPorts(template.root);
		const first = { name: 'code-generator', version: '1.0.0', to: 'Production', reason: 'First' };
		assert.equal((await promoteVersion(first, ports, signal)).ok, true);
		template.write(`${finished}/methodology.yaml`, template.read(`${experiment}/methodology.yaml`).replace('exp-001', 'exp-002'));
		template.write(`${finished}/conclusion.md`, '# Conclusion\n\nProse.\n');
		template.commitAll('Another experiment');
		for (const variant of ['v1', 'v2']) {
			const run = { experiment: 'exp-002', variant, samplesFile: 'in/samples.jsonl' };
			assert.equal((await recordRun(run, ports, signal)).ok, true);
		}
		await prepareReviewed(ports);
		ports.git.dispose();
		template.write('both.txt', 'old\n');
		template.commitAll('Something of the user');
		template.write('staged.txt', 'staged\n');
		template.write('both.txt', 'staged\n');
		template.git('add', 'staged.txt', 'both.txt');
		template.write('both.txt', 'modified again\n');
		template.write('evaluate.py', 'modified\n');
		template.write('untracked.txt', 'untracked\n');
	});

	/** A second name, of which 1.0.0 was in Production before 2.0.0, and Bo asks for 3.0.0. */
	async function prepareReviewed(ports: Ports): Promise<void> {
		for (const version of ['1.0.0', '2.0.0', '3.0.0']) {
			template.write(
				`prompts/reviewed-v${version}.j2`,
				promptText(version, `Review ${version}`).replace('code-generator', 'reviewed'),
			);
		}
		template.git('add', 'prompts');
		template.git('-c', 'user.name=Clara', '-c', 'user.email=clara@example.com', 'commit', '--quiet', '--message', 'Prompts of Clara');
		for (const version of ['1.0.0', '2.0.0']) {
			const move = { name: 'reviewed', version, to: 'Production', reason: 'Next' };
			assert.equal((await promoteVersion(move, ports, signal)).ok, true);
		}
		template.git('config', 'user.email', 'bo@example.com');
		assert.equal(
			(await requestPromotion({ name: 'reviewed', version: '3.0.0', to: 'Staging', reason: 'Please' }, ports, signal)).ok,
			true,
		);
		template.git('config', 'user.email', 'ana@example.com');
	}

	suiteTeardown(() => {
		template.dispose();
		rmSync(workshop, { recursive: true, force: true });
	});

	for (const useCase of useCases) {
		test(`${useCase}: at every moment leaves the old state or the new one, and the user's work as it was`, async () => {
			const moments = await traceOf(useCase);
			// Only from the journal's note on can a kill leave anything behind; before that nothing has been written at all.
			const begin = moments.indexOf('before journal.begin');
			assert.ok(begin > 0 && moments.includes('before git.commit'), moments.join('\n'));
			// What comes after the note is forgotten looks at the repository and changes nothing.
			const afterwards = moments.slice(moments.lastIndexOf('after journal.finish') + 1);
			assert.ok(
				afterwards.every(moment => moment.endsWith(' git.state')),
				afterwards.join('\n'),
			);
			const outcomes = new Set<string>();
			// Each is killed in a copy of its own, so several can be at once.
			const rest = moments.slice(begin).entries();
			const killRest = async (): Promise<void> => {
				for (const [index, name] of rest) outcomes.add(await killAndFinish(useCase, begin + index + 1, name));
			};
			await Promise.all([killRest(), killRest(), killRest()]);
			assert.deepEqual([...outcomes].sort(), ['new', 'old']);
		});
	}

	for (const useCase of ['record', 'promote', 'complete'] as const) {
		test(`${useCase}: also in the middle of a write, wherever the clock happens to strike`, async () => {
			const durationMs = await inCopy(async root => {
				const start = performance.now();
				await runChild(useCase, root, 0);
				return performance.now() - start;
			});
			for (let share = 0.3; share < 1; share += 0.1) {
				await inCopy(async (root, ports) => {
					spawnSync(process.execPath, [script, useCase, root, '0', join(root, '.git/moments')], {
						timeout: Math.round(durationMs * share),
						killSignal: 'SIGKILL',
					});
					await nobodyWorksIn(root);
					await finish(ports);
					await assertWhole(useCase, root, ports, `${Math.round(share * 100)} % of the time`);
				});
			}
		});

		test(`${useCase}: in the middle of Git's own commit leaves the old state or the new one`, async () => {
			for (const lastWords of ['exit 0', 'exit 1']) {
				await inCopy(async (root, ports) => {
					// Git goes on without the process that started it, and commits or refuses on its own.
					hook(root, `kill -9 $(cat .git/child) ; ${lastWords}`);
					await runWithPidFile(useCase, root);
					rmSync(join(root, '.git/hooks/pre-commit'));
					await finish(ports);
					await assertWhole(useCase, root, ports, `Git's commit hook with ${lastWords}`);
				});
			}
		});
	}

	test('a commit that an interrupted change still needs goes to the branch it was made for, or is left to the user', async () => {
		const moments = await traceOf('promote');
		await inCopy(async (root, ports) => {
			await runChild('promote', root, moments.indexOf('before git.commit') + 1);
			spawnSync('git', ['checkout', '--quiet', '-b', 'elsewhere'], { cwd: root });
			assert.deepEqual(await finishInterruptedChange(ports), {
				kind: 'left-uncommitted',
				path: registry,
				reason: { kind: 'other-branch', branch: 'elsewhere' },
			});
			assert.equal(git(root, 'log', '-1', '--format=%s'), 'Something of the user\n');
			assert.equal(git(root, 'status', '--porcelain', '--', registry), ` M ${registry}\n`);
			assert.equal(await finishInterruptedChange(ports), undefined);
		});
	});

	test('what the user has changed since in a half-finished run is left alone', async () => {
		const moments = await traceOf('record');
		await inCopy(async (root, ports) => {
			await runChild('record', root, moments.indexOf('before git.commit') + 1);
			const [run = ''] = readdirSync(join(root, experiment, 'runs'));
			rmSync(join(root, experiment, 'runs', run, 'samples.jsonl'));
			const outcome = await finishInterruptedChange(ports);
			assert.deepEqual(outcome?.kind === 'left-uncommitted' && outcome.reason, { kind: 'changed-since' });
			assert.equal(existsSync(join(root, experiment, 'runs', run, 'run.json')), true);
		});
	});

	test('a commit that a hook refuses afterwards leaves the files for the user, and nothing locked', async () => {
		const moments = await traceOf('record');
		await inCopy(async (root, ports) => {
			await runChild('record', root, moments.indexOf('before git.commit') + 1);
			hook(root, 'echo no >&2; exit 1');
			const outcome = await finishInterruptedChange(ports);
			assert.deepEqual(outcome?.kind === 'left-uncommitted' && outcome.reason, { kind: 'hook-failed', output: 'no' });
			assert.equal(existsSync(join(root, '.git/stagemark/change.json')), false);
		});
	});

	/** Kills the child at one moment, finishes what it left, and says which state stands. */
	function killAndFinish(useCase: UseCase, moment: number, name: string): Promise<'old' | 'new'> {
		return inCopy(async (root, ports) => {
			assert.equal(await runChild(useCase, root, moment), 'SIGKILL', `The child outlived “${name}”.`);
			await finish(ports);
			return await assertWhole(useCase, root, ports, name);
		});
	}

	async function inCopy<Value>(work: (root: string, ports: Ports) => Promise<Value>): Promise<Value> {
		const root = mkdtempSync(join(workshop, 'copy-'));
		cpSync(template.root, root, { recursive: true, preserveTimestamps: true });
		const ports = createPorts(root);
		try {
			return await work(root, ports);
		} finally {
			ports.git.dispose();
			rmSync(root, { recursive: true, force: true });
		}
	}

	/** The names of all moments, from a child that nobody kills. */
	async function traceOf(useCase: UseCase): Promise<readonly string[]> {
		const root = mkdtempSync(join(workshop, 'trace-'));
		cpSync(template.root, root, { recursive: true });
		assert.equal(await runChild(useCase, root, 0), null);
		return readFileSync(join(root, '.git/moments'), 'utf8').trim().split('\n');
	}

	async function runChild(useCase: UseCase, root: string, moment: number): Promise<NodeJS.Signals | null> {
		const child = spawn(process.execPath, [script, useCase, root, String(moment), join(root, '.git/moments')], {
			stdio: ['ignore', 'ignore', 'pipe'],
		});
		let words = '';
		child.stderr.setEncoding('utf8').on('data', (text: string) => (words += text));
		const [status, killedBy] = await new Promise<[number | null, NodeJS.Signals | null]>(resolve =>
			child.on('close', (code, by) => resolve([code, by])),
		);
		if (killedBy === null) assert.equal(status, 0, words);
		return killedBy;
	}

	/** Runs the child with its id in a file, where a hook finds it, and waits until Git, which outlives it, is done too. */
	async function runWithPidFile(useCase: UseCase, root: string): Promise<void> {
		const start = `echo $$ > .git/child; exec ${process.execPath} ${script} ${useCase} ${root} 0 ${join(root, '.git/moments')}`;
		const child = spawn('sh', ['-c', start], { cwd: root });
		const killedBy = await new Promise(resolve => child.on('exit', (_, by) => resolve(by)));
		assert.equal(killedBy, 'SIGKILL');
		// The pipes close when the last process that holds them, Git, has ended.
		if (!child.stdout.closed) await new Promise(resolve => child.stdout.on('close', resolve).resume());
	}

	/** Finishes what was left; a Git process that outlived the child may hold the index a little longer. */
	async function finish(ports: Ports): Promise<void> {
		await finishInterruptedChange(ports);
		assert.equal(await finishInterruptedChange(ports), undefined);
	}

	async function assertWhole(useCase: UseCase, root: string, ports: Ports, name: string): Promise<'old' | 'new'> {
		const own = {
			record: `${experiment}/runs`,
			promote: registry,
			complete: finished,
			request: registry,
			approve: reviewed,
			rollback: reviewed,
		}[useCase];
		assert.equal(
			git(root, 'status', '--porcelain', '--untracked-files=all', '--', own),
			'',
			`Something is left uncommitted after “${name}”.`,
		);
		assert.deepEqual(workOf(root), workOf(template.root), `The user's work changed after “${name}”.`);
		assert.deepEqual(leftovers(root), [], `Something half-made is left after “${name}”.`);

		const facts = await loadWorkspace(ports.files, ports.git, signal);
		const { problems } = await verifyWorkspace({ facts, files: ports.files, git: ports.git }, undefined, signal);
		assert.deepEqual(problems, [], `The registry does not verify after “${name}”.`);
		const loaded = await loadRuns(ports.files, experiment, signal);
		assert.deepEqual(loaded.problems, [], `A run does not read after “${name}”.`);
		const stands = {
			record: loaded.runs.length === 1,
			promote: facts.stagesOf('code-generator', '2.0.0').includes('Production'),
			request: requestsOf(facts, 'code-generator').includes('pending'),
			approve: requestsOf(facts, 'reviewed').includes('approved'),
			rollback: facts.stagesOf('reviewed', '1.0.0').includes('Production'),
			complete: facts.experiments.some(({ experiment: { id, status } }) => id === 'exp-002' && status === 'completed'),
		}[useCase];
		if (useCase === 'complete')
			assert.deepEqual(resultsIn(root), [stands, stands, stands], `Some files are new, others old, after “${name}”.`);
		const subject = git(root, 'log', '-1', '--format=%s');
		assert.equal(subject.startsWith(`${useCase}(`), stands, `Files and history disagree after “${name}”.`);
		if (useCase === 'promote')
			assert.equal(git(root, 'tag', '--list', 'code-generator/v2.0.0') !== '', stands, `The tag is wrong after “${name}”.`);

		// Whatever stands, the next change goes through.
		const next = await recordRun({ experiment: 'exp-001', variant: 'v1', samplesFile: 'in/samples.jsonl' }, ports, signal);
		assert.equal(next.ok, true, `Nothing can be recorded any more after “${name}”.`);
		return stands ? 'new' : 'old';
	}
});

/** Everything of the user's that no change of the tool may touch. */
function workOf(root: string): unknown {
	const files = ['staged.txt', 'both.txt', 'evaluate.py', 'untracked.txt'];
	const entries = git(root, 'ls-files', '--stage', '-z').split('\0');
	return {
		staged: git(root, 'diff', '--cached', '--binary'),
		unstaged: git(root, 'diff', '--binary'),
		index: entries.filter(
			entry => !entry.includes('\tregistry/') && !entry.includes(`\t${experiment}/runs/`) && !entry.includes(`\t${finished}/`),
		),
		contents: files.map(file => readFileSync(join(root, file), 'utf8')),
	};
}

function requestsOf(facts: WorkspaceFacts, name: string): readonly string[] {
	return facts.registries
		.filter(({ registry: { name: known } }) => known === name)
		.flatMap(({ registry: { requests } }) => requests.map(({ status }) => status));
}

/** Which of the files that completing makes or replaces are the new ones. */
function resultsIn(root: string): readonly boolean[] {
	const conclusion = readFileSync(join(root, finished, 'conclusion.md'), 'utf8');
	const made = ['metrics.json', 'comparisons.csv'].map(file => existsSync(join(root, finished, 'results', file)));
	return [conclusion.includes('Verdict'), ...made];
}

/** Names of files that only exist while something is being written. */
function leftovers(root: string): readonly string[] {
	const names = readdirSync(root, { recursive: true, encoding: 'utf8' });
	return names.filter(name => /stagemark-unfinished|\.(?:yaml|md|json|csv)\.\d+$|\.git\/stagemark\/.|index\.lock$/.test(name));
}

function hook(root: string, body: string): void {
	const path = join(root, '.git/hooks/pre-commit');
	mkdirSync(dirname(path), { recursive: true });
	writeFileSync(path, `#!/bin/sh\n${body}\n`);
	chmodSync(path, 0o755);
}

function git(root: string, ...gitArguments: readonly string[]): string {
	const run = spawnSync('git', gitArguments, { cwd: root, encoding: 'utf8' });
	assert.equal(run.status, 0, run.stderr);
	return run.stdout;
}
