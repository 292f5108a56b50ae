import assert from 'node:assert/strict';
import { runCommandLine } from '../../../support/command-line.ts';
import { TemporaryRepository } from '../../../support/temporary-repository.ts';

const agents = `# Read by the application
librarian:
  model: small
  system_prompt: You find the help page that answers {question}.
clerk:
  system_prompt: |
    You write down what {customer} asked for.
`;
const card = 'prompts:\n  $.librarian.system_prompt: {version: 1.0.0}\n  $.clerk.system_prompt:\n    version: 1.0.0\n';

suite('a prompt inside a YAML file', () => {
	let repository: TemporaryRepository;
	setup(() => {
		repository = TemporaryRepository.create();
		const entry = '{path: "config/*.yaml", at: "$.*.system_prompt", template: f-string}';
		repository.write('stagemark.yaml', `prompts: [${entry}]\npromotion: {Production: {require: [lint-clean]}}\n`);
		repository.write('config/agents.yaml', agents);
		repository.write('config/agents.yaml.card.yaml', card);
		repository.commitAll('one');
	});
	teardown(() => repository.dispose());

	function run(...args: readonly string[]): string {
		const { stdout, stderr } = runCommandLine(repository.root, args);
		return stdout + stderr;
	}

	test('is released and changed, and its file stays as the application reads it', () => {
		assert.match(run('promote', 'clerk@1.0.0', '--to', 'Production', '--reason', 'first'), /^tag +clerk\/v1\.0\.0$/m);
		assert.equal(repository.read('config/agents.yaml'), agents);
		const changed = agents.replace('write down', 'note');
		repository.write('config/agents.yaml', changed);
		assert.match(run('check'), /^config\/agents\.yaml\.card\.yaml\n +4:14 +error +clerk 1\.0\.0 is released/m);
		repository.write('config/agents.yaml.card.yaml', card.replace('    version: 1.0.0', '    version: 1.0.1'));
		repository.commitAll('two');
		assert.match(run('check'), /nothing found/);
		assert.match(run('diff', 'clerk@1.0.0', 'clerk@1.0.1'), /Requires a patch version, which it is\./);
		assert.match(run('verify'), /^1 name verified: .* hold\.$/m);
		assert.match(run('resolve', 'clerk@Production'), /^path +config\/agents\.yaml#\$\.clerk\.system_prompt at [0-9a-f]{10}$/m);
		assert.match(run('report', '--base', 'HEAD~1'), /\| clerk \| 1\.0\.0 → 1\.0\.1 \| changed \| patch, kept/);
		assert.match(run('render', 'librarian', '--set', 'question=why'), /^You find the help page that answers why\./);
	});

	test('is repaired in its card, which is made when there is none', () => {
		repository.write('config/agents.yaml.card.yaml', 'prompts:\n  $.librarian.system_prompt: {version: 1.0.0}\n');
		assert.match(run('check', '--fix-unsafe'), /1 fix applied/);
		assert.equal(
			repository.read('config/agents.yaml.card.yaml'),
			'prompts:\n  $.librarian.system_prompt: {version: 1.0.0}\n  "$.clerk.system_prompt": {version: 1.0.0}\n',
		);
		assert.equal(repository.read('config/agents.yaml'), agents);
	});
});
