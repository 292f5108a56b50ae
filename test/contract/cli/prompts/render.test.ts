import assert from 'node:assert/strict';
import { runCommandLine } from '../../../support/command-line.ts';
import { TemporaryRepository } from '../../../support/temporary-repository.ts';

const prompt = `---
name: greeter
version: 1.0.0
inputs:
  who: {type: string, default: world}
  tone: {type: string}
---
system:
Be {{ tone }}.

user:
Say hello to {{ who | upper }}.
`;

suite('rendering on the command line', () => {
	let repository: TemporaryRepository;
	setup(() => {
		repository = TemporaryRepository.create();
		repository.write('prompts/greeter.j2', prompt);
	});
	teardown(() => repository.dispose());

	test('prints the prompt with defaults, a file of values and single values over them', () => {
		repository.write('values.json', '{"tone": "stern", "who": "Ada"}');
		const { stdout, exitCode } = runCommandLine(repository.root, ['render', 'greeter', '--vars', 'values.json', '--set', 'tone=kind']);
		assert.equal(stdout, 'system:\nBe kind.\n\nuser:\nSay hello to ADA.\n');
		assert.equal(exitCode, 0);
	});

	test('prints nothing and names the inputs that have no value', () => {
		const { stdout, stderr, exitCode } = runCommandLine(repository.root, ['render', 'greeter']);
		assert.equal(stdout, '');
		assert.match(stderr, /needs values for tone\. Give them with --set name=value or --vars FILE\./);
		assert.equal(exitCode, 1);
	});

	test('says where and why a prompt cannot be rendered', () => {
		repository.write('prompts/greeter.j2', prompt.replace('who | upper', 'who | shout'));
		const { stderr, exitCode } = runCommandLine(repository.root, ['render', 'greeter', '--set', 'tone=kind']);
		assert.match(stderr, /prompts\/greeter\.j2:12:23: `shout` is not a built-in filter of Jinja/);
		assert.equal(exitCode, 1);
	});

	test('gives messages with roles as JSON', () => {
		const { stdout } = runCommandLine(repository.root, ['render', 'greeter', '--set', 'tone=kind', '--format', 'json']);
		const { messages, missing } = JSON.parse(stdout) as { readonly messages: unknown; readonly missing: unknown };
		assert.deepEqual(messages, [
			{ role: 'system', text: 'Be kind.' },
			{ role: 'user', text: 'Say hello to WORLD.' },
		]);
		assert.deepEqual(missing, []);
	});

	test('refuses a value without a name, and values that are no map', () => {
		assert.match(runCommandLine(repository.root, ['render', 'greeter', '--set', 'kind']).stderr, /Write --set name=value/);
		repository.write('values.json', '[1]');
		assert.match(runCommandLine(repository.root, ['render', 'greeter', '--vars', 'values.json']).stderr, /is not a map of values/);
	});
});
