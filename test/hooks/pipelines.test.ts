import assert from 'node:assert/strict';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { samplesText, writeSampleWorkspace } from '../support/sample-workspace.ts';
import { brokenPrompt, HookRepository } from './hook-repository.ts';

const stepSchema = z.looseObject({
	name: z.string().optional(),
	run: z.string().optional(),
	uses: z.string().optional(),
	if: z.string().optional(),
});
const workflowSchema = z.looseObject({
	permissions: z.record(z.string(), z.string()),
	jobs: z.record(
		z.string(),
		z.looseObject({
			needs: z.string().optional(),
			permissions: z.record(z.string(), z.string()).optional(),
			steps: z.array(stepSchema),
		}),
	),
});
const pipelineSchema = z.looseObject({
	stages: z.array(z.string()),
	variables: z.record(z.string(), z.string()),
	default: z.looseObject({ before_script: z.array(z.string()) }),
});

const workflowPath = '.github/workflows/stagemark.yml';
const stages = ['validate-prompts', 'run-experiments', 'regression', 'gates', 'staging', 'production'];
const methodology = 'experiments/2025-01/exp-001-care/methodology.yaml';

suite('pipelines as they are written', function () {
	this.timeout(240_000);
	let site: HookRepository;
	let summary: string;

	setup(() => {
		site = new HookRepository();
		summary = join(site.programs, 'summary.md');
		writeSampleWorkspace(site.repository);
		site.repository.write('evaluate.sh', `printf '${samplesText(2).replaceAll('\n', '\\n')}' > "$STAGEMARK_RUN_DIR/samples.jsonl"\n`);
		const text = site.repository.read(methodology).replace(/^run: .*/m, 'run: {command: sh evaluate.sh}\nseeds: [1]\nstatus: running');
		site.repository.write(methodology, text);
		site.repository.write('.gitignore', '*.txt\n*.json\n*.sarif\n*.xml\ngate-reports/\n');
		site.repository.commitAll('The main branch');
		site.repository.git('checkout', '--quiet', '-b', 'feature');
		site.set('BASE', 'main');
		site.set('STAGE', 'Staging');
		site.set('GITHUB_STEP_SUMMARY', summary);
		site.set('GITHUB_PATH', join(site.programs, 'path'));
	});

	teardown(() => site.dispose());

	test('the workflow is one that GitHub accepts, with few rights, actions pinned by major, and the stages in order', () => {
		assert.equal(site.run('stagemark', 'ci', 'github').exitCode, 0);
		const validator = join(process.env['STAGEMARK_NODE_HOOK_MANAGERS'] ?? '', '@action-validator/cli/cli.mjs');
		const checked = site.run(process.execPath, validator, workflowPath);
		assert.equal(checked.exitCode, 0, checked.words);
		const { permissions, jobs } = workflowSchema.parse(parse(site.repository.read(workflowPath)));
		assert.deepEqual(permissions, { contents: 'read' });
		assert.deepEqual(Object.keys(jobs), stages);
		assert.deepEqual(
			Object.values(jobs).map(({ needs }) => needs),
			[undefined, 'validate-prompts', 'run-experiments', 'regression', 'gates', 'gates'],
		);
		for (const { uses, run } of Object.values(jobs).flatMap(({ steps }) => steps)) {
			if (uses !== undefined) assert.match(uses, /^[\w-]+\/[\w/-]+@v\d+$/);
			// What an event says is never text of a script.
			assert.doesNotMatch(run ?? '', /\$\{\{/);
		}
	});

	test('nothing that exists is overwritten', () => {
		for (const [service, path] of [
			['github', workflowPath],
			['gitlab', '.gitlab-ci.yml'],
		] as const) {
			site.repository.write(path, 'mine: true\n');
			const refused = site.run('stagemark', 'ci', service);
			assert.equal(refused.exitCode, 1);
			assert.match(refused.words, /already exists/);
			assert.equal(site.repository.read(path), 'mine: true\n');
			assert.equal(site.run('stagemark', 'ci', service, '--output', `other/${service}.yml`).exitCode, 0);
		}
	});

	test('every command of the workflow runs, and the branch is reported', () => {
		site.repository.write('prompts/code-generator-v2.1.0.j2', newVersion());
		site.repository.commitAll('A new version');
		const ran = runWorkflow();
		assert.deepEqual(ran.failed, [], ran.words);
		assert.ok(ran.count >= 14, `Only ${ran.count} steps ran.`);
		const words = readFileSync(summary, 'utf8');
		assert.match(words, /1 prompt changed, 0 new findings, 0 moves in the registry\./);
		assert.match(words, /\| code-generator \| 2\.0\.0 → 2\.1\.0 \| added \| patch, kept \| none \|/);
		assert.match(words, /## exp-001/);
		assert.match(
			site.repository.read('gate-reports/code-generator@2.1.0.xml'),
			/<testsuites name="code-generator 2\.1\.0 for Staging"/,
		);
		assert.match(site.repository.read('stagemark-manifest.json'), /"format": "stagemark-manifest"/);
	});

	test('a broken prompt fails the first job, and only the step that says so', () => {
		site.repository.write('prompts/greeter.j2', brokenPrompt);
		site.repository.commitAll('A broken prompt');
		const { failed, words } = runWorkflow(['validate-prompts']);
		assert.deepEqual(failed, ['Lint prompts, experiments and registry']);
		assert.match(words, /^::error file=prompts\/greeter\.j2,line=8/m);
		assert.match(site.repository.read('stagemark.sarif'), /"ruleId": "unclosed-block"/);
		assert.match(site.repository.read('stagemark-check.xml'), /failures="1"/);
		assert.match(readFileSync(summary, 'utf8'), /\| prompts\/greeter\.j2:8 \| error \| .+ \| unclosed-block \|/);
	});

	test('every command of the GitLab pipeline runs', () => {
		site.repository.write('prompts/code-generator-v2.1.0.j2', newVersion());
		site.repository.commitAll('A new version');
		assert.equal(site.run('stagemark', 'ci', 'gitlab').exitCode, 0);
		const content: unknown = parse(site.repository.read('.gitlab-ci.yml'));
		const pipeline = pipelineSchema.parse(content);
		assert.deepEqual(pipeline.stages, stages);
		const setUp = pipeline.default.before_script.filter(line => !line.startsWith('export BASE'));
		for (const stage of stages) {
			const { script } = z
				.looseObject({ script: z.array(z.string()) })
				.parse(z.record(z.string(), z.unknown()).parse(content)[stage]);
			const { exitCode, words } = site.run('bash', '-e', '-o', 'pipefail', '-c', [...setUp, ...script].join('\n'));
			assert.equal(exitCode, 0, `${stage}: ${words}`);
		}
		assert.match(site.repository.read('gl-code-quality-report.json'), /^\[/);
	});

	/** Runs the steps as a runner of GitHub does: one after the other in bash, after a failure only those that ask for it. */
	function runWorkflow(only: readonly string[] = stages): {
		readonly failed: readonly string[];
		readonly words: string;
		readonly count: number;
	} {
		site.run('stagemark', 'ci', 'github');
		const { jobs } = workflowSchema.parse(parse(site.repository.read(workflowPath)));
		rmSync(join(site.repository.root, workflowPath));
		writeFileSync(summary, '');
		const failed: string[] = [];
		let words = '';
		let count = 0;
		for (const job of only) {
			let hasFailed = false;
			for (const { name = '', run, if: condition } of jobs[job]?.steps ?? []) {
				if (run === undefined || (hasFailed && condition?.includes('!cancelled()') !== true)) continue;
				const outcome = site.run('bash', '-e', '-o', 'pipefail', '-c', run);
				words += `\n--- ${job}: ${name}\n${outcome.words}`;
				count++;
				if (outcome.exitCode !== 0) {
					failed.push(name);
					hasFailed = true;
				}
			}
		}
		return { failed, words: words.replaceAll(/^--- .*$/gm, ''), count };
	}

	function newVersion(): string {
		return site.repository.read('prompts/code-generator-v2.0.0.j2').replace('2.0.0', '2.1.0').replace('with care', 'with great care');
	}
});
