import assert from 'node:assert/strict';
import { runCommandLine } from '../../../support/command-line.ts';
import { TemporaryRepository } from '../../../support/temporary-repository.ts';

const prompt = (version: string, words: string): string => `---\nname: greeter\nversion: ${version}\n---\nuser:\n${words}\n`;

suite('prompt references on the command line', () => {
	let repository: TemporaryRepository;
	setup(() => {
		repository = TemporaryRepository.create();
		repository.write('prompts/greeter.j2', prompt('1.0.0', 'Say hello.'));
		repository.commitAll('First');
		repository.write('prompts/greeter.j2', prompt('2.0.0', 'Say hello warmly.'));
		repository.commitAll('Second');
	});
	teardown(() => repository.dispose());

	test('resolve finds a version that stands only in Git history', () => {
		const { stdout } = runCommandLine(repository.root, ['resolve', 'greeter@1.0.0', '--field', 'text']);
		assert.equal(stdout, prompt('1.0.0', 'Say hello.'));
	});

	test('resolve gives the newest version for a bare name', () => {
		assert.equal(runCommandLine(repository.root, ['resolve', 'greeter', '--field', 'version']).stdout, '2.0.0\n');
	});

	test('diff marks words that were added, and names the version step', () => {
		const { stdout } = runCommandLine(repository.root, ['diff', 'greeter@1.0.0', 'greeter@2.0.0']);
		assert.match(stdout, /Say hello\{\+ warmly\+\}\./);
		assert.match(stdout, /Requires a patch version, which it is\./);
	});

	test('a misspelt name is answered with the one that was probably meant', () => {
		const { stderr, exitCode } = runCommandLine(repository.root, ['resolve', 'greter']);
		assert.match(stderr, /There is no prompt “greter” in this workspace\. Did you mean “greeter”\?/);
		assert.equal(exitCode, 2);
	});

	test('text of a prompt cannot steer the terminal', () => {
		repository.write('prompts/greeter.j2', prompt('3.0.0', 'Say \u001b]0;owned\u0007 hello.'));
		assert.doesNotMatch(runCommandLine(repository.root, ['diff', 'greeter@2.0.0', 'greeter@3.0.0']).stdout, /\u001b|\u0007/);
	});
});
