import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { runCommandLine } from '../../support/command-line.ts';
import { TemporaryRepository } from '../../support/temporary-repository.ts';

const folder = 'test/contract/dialects/fixtures';

suite('stagemark check on files of other tools', () => {
	let repository: TemporaryRepository;
	setup(() => {
		repository = TemporaryRepository.create();
	});
	teardown(() => repository.dispose());

	test('finds nothing in their example files, and checks every one', () => {
		const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(file => /\.\w+$/.test(file));
		for (const file of files) repository.write(file, readFileSync(`${folder}/${file}`, 'utf8'));
		const { stdout, exitCode } = runCommandLine(repository.root, ['check']);
		assert.match(stdout, new RegExp(`^${files.length} read: nothing found\\.\\n`));
		assert.equal(exitCode, 0);
	});

	test('finds a mistake in a message that stands in YAML, at its place', () => {
		repository.write('prompts/a.yaml', '_type: prompt\ninput_variables: [city]\ntemplate: |\n  Weather of {city} on {day}.\n');
		const { stdout } = runCommandLine(repository.root, ['check', '--fail-on', 'warning']);
		assert.match(stdout, /4:25  warning  “day” is used but not declared, .* and formatting fails without it\./);
	});
});
