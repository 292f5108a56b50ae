import assert from 'node:assert/strict';
import { runCommandLine } from '../../../support/command-line.ts';
import type { CommandLineRun } from '../../../support/command-line.ts';
import { TemporaryRepository } from '../../../support/temporary-repository.ts';

const prompt = (words: string): string =>
	`---\nname: draft\nversion: 1.0.0\ndescription: Drafts.\nowner: team-a\nmodel: gpt-x\ninputs:\n  topic: {type: string}\n---\nuser:\n${words} {{ topic }}.\n`;

suite('models and pipelines on the command line', function () {
	this.timeout(120_000);
	let repository: TemporaryRepository;

	setup(() => {
		repository = TemporaryRepository.create();
		repository.write('prompts/draft-v1.0.0.j2', prompt('Write about'));
		repository.write(
			'models/answerer.md',
			'---\nversion: 1.0.0\nprovider: openai\nlicense: other\nlimits: {context_tokens: 8000}\n---\n# A\n',
		);
		repository.write('pipelines/rag.yaml', 'version: 1.0.0\nsteps:\n  - {prompt: draft@1.0.0, model: answerer@1.0.0}\n');
		repository.commitAll('Start');
	});
	teardown(() => repository.dispose());

	function run(...args: readonly string[]): CommandLineRun {
		return runCommandLine(repository.root, args);
	}

	function promote(reference: string): void {
		const { exitCode, stdout, stderr } = run('promote', reference, '--to', 'Production', '--reason', 'Because');
		assert.equal(exitCode, 0, stdout + stderr);
	}

	test('promote, resolve, registry and verify take them by their names', () => {
		promote('answerer@1.0.0');
		promote('rag@1.0.0');
		const { stdout } = run('resolve', 'rag@Production');
		assert.match(
			stdout,
			/^pipeline rag@1\.0\.0 \(Production\)\npath {4}pipelines\/rag\.yaml\nsha256 {2}[0-9a-f]{64}\nprompt {2}draft@1\.0\.0 is 1\.0\.0\nmodel {3}answerer@1\.0\.0 is 1\.0\.0\n$/,
		);
		assert.match(run('registry').stdout, /^answerer +model +Production 1\.0\.0/m);
		assert.match(run('registry', 'rag').stdout, /^rag \(pipeline\)$/m);
		assert.equal(run('verify').exitCode, 0, run('verify').stdout);
		assert.equal(run('check').exitCode, 0, run('check').stdout);
	});

	test('check fails when a member of a pipeline in Production changed since', () => {
		promote('rag@1.0.0');
		repository.write('prompts/draft-v1.0.0.j2', prompt('Write a poem about'));
		repository.commitAll('Rhyme');
		const { stdout, exitCode } = run('check');
		assert.equal(exitCode, 1, stdout);
		assert.match(stdout, /rag 1\.0\.0 in Production differs from what was evaluated: the content of prompt draft@1\.0\.0 changed/);
		assert.match(stdout, /registry-content-mismatch/);
	});

	test('check only warns of stale evidence below Production', () => {
		// That a released version changed is an error of its own.
		repository.write('stagemark.yaml', "rules: {released-version-edited: 'off'}\n");
		repository.commitAll('Allow edits');
		const { exitCode } = run('promote', 'draft@1.0.0', '--to', 'Staging', '--reason', 'Because');
		assert.equal(exitCode, 0);
		repository.write('prompts/draft-v1.0.0.j2', prompt('Write a poem about'));
		repository.commitAll('Rhyme');
		assert.equal(run('check', 'prompts', '--format', 'json').exitCode, 0);
		const found = run('check', 'prompts').stdout;
		assert.match(found, /draft 1\.0\.0 in Staging differs from what was evaluated/);
	});

	test('an unknown name is refused in words that fit all kinds', () => {
		const { stderr, exitCode } = run('promote', 'nobody@1.0.0', '--to', 'Production', '--reason', 'Because');
		assert.equal(exitCode, 1);
		assert.match(stderr, /There is no prompt, pipeline or model called “nobody”\./);
	});
});
