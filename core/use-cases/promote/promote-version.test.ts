import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { createPorts } from '../../../io/node-ports.ts';
import { promptText, writeSampleWorkspace } from '../../../test/support/sample-workspace.ts';
import { TemporaryRepository } from '../../../test/support/temporary-repository.ts';
import { assertTranslated } from '../../../test/support/translation/assert-translated.ts';
import { describeFailure } from '../../words/describe-failure.ts';
import type { Ports } from '../../ports/ports.ts';
import { recordRun } from '../record/record-run.ts';
import { loadWorkspace } from '../../workspace/load-workspace.ts';
import { promoteVersion } from './promote-version.ts';
import { evidenceRuns } from '../../formats/registry/evidence-runs.ts';
import type { AskedMove, WrittenMove } from './move.ts';
import type { RegistryProblem } from '../../formats/registry/registry-file.ts';
import { verifyWorkspace } from '../verify/verify-workspace.ts';

const signal = new AbortController().signal;
const registry = 'registry/code-generator.yaml';
const toProduction: AskedMove = { name: 'code-generator', version: '2.0.0', to: 'Production', reason: 'Hypothesis confirmed' };

suite('a registry in a real repository', () => {
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

	async function promoted(request: Partial<AskedMove> = {}): Promise<WrittenMove> {
		const result = await promoteVersion({ ...toProduction, ...request }, ports, signal);
		if (!result.ok) assert.fail(JSON.stringify(result.failure));
		for (const warning of result.value.warnings) assertTranslated(warning);
		return result.value;
	}

	async function refusal(request: Partial<AskedMove> = {}): Promise<{ readonly kind: string; readonly words: string }> {
		const stateOf = (): string =>
			repository.git('status', '--porcelain', '--untracked-files=all') + repository.git('log', '--format=%H') + repository.git('tag');
		const before = stateOf();
		const result = await promoteVersion({ ...toProduction, ...request }, ports, signal);
		if (result.ok) assert.fail(`It promoted: ${result.value.transitions[0].digest}`);
		assert.equal(stateOf(), before);
		const { what, why, action } = describeFailure(result.failure);
		return { kind: result.failure.kind, words: `${what} ${why} ${action}` };
	}

	async function record(variant: string): Promise<string> {
		const result = await recordRun({ experiment: 'exp-001', variant, samplesFile: 'in/samples.jsonl' }, ports, signal);
		if (!result.ok) assert.fail(JSON.stringify(result.failure));
		return result.value.record.id;
	}

	/** As a merge, another program and a disk leave it. */
	const damages = ['<<<<<<< HEAD\n{}\n', '{"schema": "stagemark/run/v1"}\n', '\0\0\0\0'];

	function recordPath(run: string): string {
		return `experiments/2025-01/exp-001-care/runs/${run}/run.json`;
	}

	function damageRecord(run: string, text: string): void {
		repository.write(recordPath(run), text);
		repository.commitAll('Damage');
	}

	async function verified(name?: string): Promise<readonly RegistryProblem[]> {
		const facts = await loadWorkspace(ports.files, ports.git, signal);
		return (await verifyWorkspace({ facts, files: ports.files, git: ports.git, signer: ports.signer }, name, signal)).problems;
	}

	suite('promoteVersion', () => {
		test('names run records that it cannot read, since they may be evidence', async () => {
			const run = await record('v2');
			for (const [index, damage] of damages.entries()) {
				damageRecord(run, damage);
				const { warnings } = await promoted({ to: index % 2 === 0 ? 'Staging' : 'Production' });
				assert.ok(warnings[0]?.startsWith(`${recordPath(run)}: This run record `), warnings.join('\n'));
				assert.ok(warnings.some(warning => warning.startsWith('No recorded run evaluated exactly this content')));
			}
		});

		test('commits the registry file with its evidence and tags the first release', async () => {
			const run = await record('v2');
			await record('v1');
			const { transitions, applied, warnings } = await promoted();
			const [moved] = transitions;
			assert.deepEqual(
				[moved.experiment, evidenceRuns(moved).map(({ id }) => id), moved.by],
				['exp-001', [run], 'Ana <ana@example.com>'],
			);
			assert.match(evidenceRuns(moved)[0]?.sha256 ?? '', /^[0-9a-f]{64}$/);
			assert.deepEqual(warnings, []);
			assert.equal(
				repository.git('log', '-1', '--format=%B').trim(),
				`promote(code-generator): 2.0.0 None -> Production\n\nHypothesis confirmed\n\nStagemark-Prompt: code-generator@2.0.0\nStagemark-Transition: ${moved.digest}`,
			);
			assert.equal(repository.git('show', '--format=', '--name-only'), `${registry}\n`);
			assert.equal(applied.tag, 'code-generator/v2.0.0');
			assert.equal(repository.git('rev-parse', 'code-generator/v2.0.0^{commit}').trim(), applied.commit);
			assert.deepEqual(await verified(), []);
		});

		test('archives the former version and brings it back without a second tag', async () => {
			await promoted({ version: '1.0.0' });
			await promoted();
			const back = await promoted({ version: '1.0', reason: 'Roll back' });
			assert.equal(back.applied.tag, undefined);
			assert.deepEqual(repository.git('tag').trim().split('\n'), ['code-generator/v1.0.0', 'code-generator/v2.0.0']);
			assert.match(repository.read(registry), /^stages: \{Production: 1\.0\.0\}$/m);
			assert.deepEqual(await verified(), []);
		});

		test('warns when no run evaluated this content', async () => {
			await record('v1');
			assert.match((await promoted()).warnings.join(), /No recorded run evaluated exactly this content/);
		});

		test('promotes a version that stands only in Git history', async () => {
			repository.write('prompts/code-generator-v1.0.0.j2', promptText('1.1.0', 'Write better'));
			repository.git('mv', 'prompts/code-generator-v1.0.0.j2', 'prompts/code-generator.j2');
			repository.commitAll('One file from now on');
			await promoted({ version: '1.0.0' });
			assert.deepEqual(await verified(), []);
		});

		test('leaves what the user has staged and modified byte for byte as it was', async () => {
			await promoted({ version: '1.0.0' });
			repository.write('staged.txt', 'staged\n');
			repository.git('add', 'staged.txt');
			repository.write('evaluate.py', 'modified\n');
			const stateOf = (): string[] => [
				repository.git('diff', '--cached', '--binary'),
				repository.git('diff', '--binary'),
				repository.git('status', '--porcelain'),
			];
			const before = stateOf();
			await promoted();
			assert.deepEqual(stateOf(), before);
		});

		test('without commits leaves each move to the user, and still builds on the one before', async () => {
			repository.write('stagemark.yaml', 'git: {commit: false}\n');
			await promoted({ version: '1.0.0' });
			const second = await promoted();
			assert.deepEqual([second.applied.uncommitted, second.applied.tag, second.transitions.length], ['setting', undefined, 2]);
			assert.deepEqual(await verified(), []);
		});

		test('works without a repository', async () => {
			rmSync(join(repository.root, '.git'), { recursive: true });
			process.env['GIT_AUTHOR_NAME'] = 'Ana';
			process.env['GIT_AUTHOR_EMAIL'] = 'ana@example.com';
			try {
				assert.equal((await promoted()).applied.uncommitted, 'no-repository');
				assert.deepEqual(await verified(), []);
			} finally {
				Reflect.deleteProperty(process.env, 'GIT_AUTHOR_NAME');
				Reflect.deleteProperty(process.env, 'GIT_AUTHOR_EMAIL');
			}
		});

		test('makes no tag where the configuration says so, and tells when Git refuses one', async () => {
			repository.write('stagemark.yaml', 'git: {tag: false}\n');
			assert.equal((await promoted({ version: '1.0.0' })).applied.tag, undefined);
			repository.write('stagemark.yaml', '');
			repository.git('tag', 'code-generator');
			const refused = await promoted();
			assert.notEqual(refused.applied.commit, undefined);
			assert.match(refused.warnings.join(), /Git refused the tag/);
		});

		test('finds the file of a name that is kept elsewhere in the registry folder', async () => {
			repository.write('registry/team/generator.yaml', 'name: code-generator\n');
			repository.commitAll('By team');
			assert.equal((await promoted()).path, 'registry/team/generator.yaml');
		});

		suite('refuses and changes nothing:', () => {
			test('a registry file with changes of the user, or one that is not committed yet', async () => {
				await promoted({ version: '1.0.0' });
				repository.write(registry, `${repository.read(registry)}# mine\n`);
				assert.match((await refusal()).words, /registry\/code-generator\.yaml has uncommitted changes/);
				repository.write('registry/other.yaml', 'name: other\n');
				repository.write('prompts/other.j2', promptText('1.0.0', 'x').replace('code-generator', 'other'));
				assert.equal((await refusal({ name: 'other', version: '1.0.0' })).kind, 'uncommitted-registry');
			});

			test('one character changed in an old transition', async () => {
				await promoted({ version: '1.0.0' });
				repository.write(registry, repository.read(registry).replace('Hypothesis', 'hypothesis'));
				repository.commitAll('Rewrite history');
				assert.match((await refusal()).words, /hash chain of registry\/code-generator\.yaml is broken at transition 1/);
			});

			test('a file with conflict markers', async () => {
				await promoted({ version: '1.0.0' });
				repository.write(registry, `<<<<<<< a\n${repository.read(registry)}=======\n>>>>>>> b\n`);
				repository.commitAll('Oops');
				assert.equal((await refusal()).kind, 'registry-unreadable');
			});

			test('a binary file', async () => {
				repository.write(registry, Uint8Array.of(0, 1));
				repository.commitAll('Oops');
				assert.equal((await refusal()).kind, 'registry-unreadable');
			});

			test('a merge under way, a missing identity, a prompt that changed since it was registered', async () => {
				repository.git('update-ref', 'MERGE_HEAD', 'HEAD');
				assert.equal((await refusal()).kind, 'operation-in-progress');
				repository.git('update-ref', '-d', 'MERGE_HEAD');
				await promoted({ to: 'Staging' });
				repository.write('prompts/code-generator-v2.0.0.j2', promptText('2.0.0', 'Something else'));
				assert.match((await refusal()).words, /code-generator 2\.0\.0 has changed since it was registered/);
			});

			test('names and versions that are paths, options or nothing', async () => {
				for (const name of ['../../x', '--upload-pack=x', '']) assert.equal((await refusal({ name })).kind, 'bad-name');
				for (const version of ['../x', '--force', '', '9.9.9']) assert.equal((await refusal({ version })).kind, 'unknown-version');
				assert.equal((await refusal({ name: 'nothing' })).kind, 'unknown-name');
			});

			test('evidence that is none', async () => {
				const run = await record('v1');
				assert.match((await refusal({ evidence: { runs: [run] } })).words, /is not evidence for code-generator 2\.0\.0/);
				assert.equal((await refusal({ evidence: { runs: ['20250131T103000Z-3f9a1c'] } })).kind, 'unknown-run');
				assert.match((await refusal({ evidence: { experiment: 'exp-01' } })).words, /Did you mean “exp-001”/);
			});

			test('a run whose record cannot be read, which is not taken for one that is not there', async () => {
				const run = await record('v2');
				for (const damage of damages) {
					damageRecord(run, damage);
					const { kind, words } = await refusal({ evidence: { runs: [run] } });
					assert.equal(kind, 'unread-run');
					assert.ok(
						words.startsWith(`The record of the run “${run}” cannot be read. ${recordPath(run)}: This run record `),
						words,
					);
				}
			});

			test('a version that gates hold back; overridden, it carries what they said', async () => {
				repository.write(
					'stagemark.yaml',
					'promotion:\n  Production: {require: [lint-clean, fresh-evidence], gates: [{metric: pass_rate, min: 0.9}]}\n',
				);
				await record('v2');
				const { kind, words } = await refusal();
				assert.equal(kind, 'gates-failed');
				assert.match(
					words,
					/^code-generator 2\.0\.0 does not pass 2 of 3 gates of Production\. lint-clean \(0 errors\): inconclusive\. /,
				);
				assert.match(words, /pass_rate \(>= 0\.9\): inconclusive, 0\.5\. 50\.0 % on 2 cases: too few to decide\./);
				const { transitions, warnings } = await promoted({ override: true, reason: 'Checked by hand' });
				assert.equal(transitions[0].override, true);
				assert.deepEqual(
					transitions[0].gates?.map(({ gate, outcome }) => [gate, outcome]),
					[
						['lint-clean', 'inconclusive'],
						['fresh-evidence', 'passed'],
						['pass_rate', 'inconclusive'],
					],
				);
				assert.match(warnings.join(), /2 of 3 gates of Production \(lint-clean, pass_rate\) were overridden/);
				assert.match(repository.read(registry), /evidence: \{experiment: exp-001, runs: \[[0-9TZ]+-[0-9a-f]{6}\]\}/);
				assert.deepEqual(await verified(), []);
			});

			test('everything while stagemark.yaml has a problem that may hide a requirement', async () => {
				for (const text of [
					'promotoin: {}\n',
					'promotion: {Prodction: {require: [lint-clean]}}\n',
					'promotion: {Production: {require: [lint-claen]}}\n',
				]) {
					repository.write('stagemark.yaml', text);
					const { kind, words } = await refusal({ override: true });
					assert.equal(kind, 'configuration-unreadable');
					assert.match(words, /promotion|“Production”|lint-clean/);
				}
				repository.write('stagemark.yaml', new Uint8Array([0, 1, 2]));
				assert.match((await refusal()).words, /stagemark\.yaml is not a text file/);
			});
		});
	});

	suite('verifyWorkspace', () => {
		const kinds = (problems: readonly RegistryProblem[]): unknown => problems.map(({ kind, transition }) => [kind, transition]);

		test('finds one changed character in an old transition', async () => {
			await promoted({ version: '1.0.0' });
			await promoted();
			repository.write(registry, repository.read(registry).replace('Hypothesis', 'hypothesis'));
			assert.deepEqual(kinds(await verified()), [['broken-chain', 0]]);
		});

		test('finds a moved pointer, a changed stage and a transition cut off at the end', async () => {
			await promoted({ version: '1.0.0' });
			await promoted({ to: 'Staging' });
			const good = repository.read(registry);
			repository.write(registry, good.replace('Production: 1.0.0', 'Production: 2.0.0'));
			assert.deepEqual(kinds(await verified()), [['pointer-mismatch', undefined]]);
			repository.write(registry, good.replace('stage: Staging', 'stage: Archived'));
			assert.deepEqual(kinds(await verified()), [['pointer-mismatch', undefined]]);
			repository.write(registry, good.slice(0, good.lastIndexOf('  - at:')));
			assert.deepEqual(kinds(await verified()), [
				['pointer-mismatch', undefined],
				['pointer-mismatch', undefined],
				['history-rewritten', 1],
			]);
		});

		test('finds a prompt that changed after it was registered, also when the change is committed', async () => {
			await promoted();
			repository.write('prompts/code-generator-v2.0.0.j2', promptText('2.0.0', 'Something else'));
			assert.deepEqual(kinds(await verified()), [['content-mismatch', undefined]]);
			repository.commitAll('Quietly');
			assert.deepEqual(kinds(await verified()), [['content-mismatch', undefined]]);
		});

		test('finds a source that is gone from the disk in Git history, and says so when it is nowhere', async () => {
			await promoted();
			repository.git('rm', '--quiet', 'prompts/code-generator-v2.0.0.j2');
			repository.commitAll('Clean up');
			assert.deepEqual(await verified(), []);
			// The same files with a history that never had the source.
			rmSync(join(repository.root, '.git'), { recursive: true });
			repository.git('init', '--quiet');
			repository.git('config', 'user.name', 'Ana');
			repository.git('config', 'user.email', 'ana@example.com');
			repository.commitAll('As it is');
			assert.deepEqual(kinds(await verified()), [
				['missing-source', undefined],
				['missing-tag', 0],
			]);
		});

		test('finds evidence that is gone, or that evaluated something else', async () => {
			const run = await record('v2');
			await promoted();
			const file = `experiments/2025-01/exp-001-care/runs/${run}/run.json`;
			const good = repository.read(file);
			repository.write(file, good.replace(/"sha256": "[0-9a-f]{64}"/, `"sha256": "${'0'.repeat(64)}"`));
			assert.deepEqual(kinds(await verified()), [['missing-evidence', 0]]);
			rmSync(join(repository.root, file));
			const [problem] = await verified();
			assert.match(problem?.message ?? '', new RegExp(`^Transition 1 rests on run ${run}, which this workspace no longer has`));
		});

		test('verifies nothing in a file that does not read, and says why', async () => {
			await promoted();
			repository.write('registry/broken.yaml', 'name: [\n');
			repository.write('registry/empty.yaml', '');
			assert.deepEqual(kinds(await verified()), [
				['unreadable', undefined],
				['unreadable', undefined],
			]);
			assert.deepEqual(await verified('code-generator'), []);
			assert.equal((await verified('broken')).length, 1);
		});

		test('cannot be talked out of a changed transition by a key it does not know', async () => {
			await promoted();
			repository.write(registry, repository.read(registry).replace('    reason:', '    extra: 1\n    reason:'));
			assert.notDeepEqual(await verified(), []);
		});
	});
});
