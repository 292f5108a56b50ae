import assert from 'node:assert/strict';
import { manifestSchema } from '../../../../core/formats/manifest/manifest.ts';
import { TeamRepository } from '../../../support/team-repository.ts';

suite('registry export', () => {
	let team: TeamRepository;

	setup(() => {
		team = new TeamRepository();
		team.writePrompt('1.0.0', 'Greet — “warmly” 🙂 and write of');
		team.writePrompt('2.0.0', 'Be brief about');
		team.repository.commitAll('Two versions');
		team.must('promote', 'greeter@1.0.0', '--to', 'Production', '--reason', 'First');
		team.must('alias', 'greeter', 'champion', '1.0.0', '--reason', 'Best so far');
		team.must('promote', 'greeter@2.0.0', '--to', 'Staging', '--reason', 'Next');
	});

	teardown(() => team.dispose());

	test('gives stages, aliases and every version they lead to, and the same bytes each time', () => {
		const text = team.must('registry', 'export');
		const { names } = manifestSchema.parse(JSON.parse(text));
		const greeter = names['greeter'];
		assert.deepEqual(greeter?.stages, { Production: '1.0.0', Staging: '2.0.0' });
		assert.deepEqual(greeter.aliases, { champion: '1.0.0' });
		assert.deepEqual(Object.keys(greeter.versions), ['1.0.0', '2.0.0']);
		assert.deepEqual(greeter.versions['2.0.0']?.prompt?.messages, [{ role: 'user', text: 'Be brief about {{ topic }}.' }]);
		assert.deepEqual(greeter.versions['2.0.0'].prompt.inputs, [{ name: 'topic', type: 'string', required: true }]);
		const resolved = team.must('resolve', 'greeter@Staging', '--field', 'sha256').trim();
		assert.equal(greeter.versions['2.0.0'].sha256, resolved);
		assert.equal(team.must('registry', 'export'), text);
	});

	test('takes the content that was registered from Git history when the file has moved on', () => {
		team.repository.git('mv', 'prompts/greeter-v1.0.0.j2', 'prompts/greeter-v3.0.0.j2');
		team.writePrompt('3.0.0', 'Something else about');
		team.repository.commitAll('Third version in the place of the first');
		const version = manifestSchema.parse(JSON.parse(team.must('registry', 'export'))).names['greeter']?.versions['1.0.0'];
		assert.equal(version?.prompt?.messages[0]?.text, 'Greet — “warmly” 🙂 and write of {{ topic }}.');
		assert.match(version.commit ?? '', /^[0-9a-f]{40}$/);
	});

	test('refuses to hand out what was edited after its promotion', () => {
		team.writePrompt('2.0.0', 'Edited after its promotion about');
		const { exitCode, stdout, stderr } = team.run('registry', 'export');
		assert.equal(exitCode, 1);
		assert.equal(stdout, '');
		assert.match(
			stderr,
			/^greeter 2\.0\.0 cannot be exported, so nothing was exported\.\nprompts\/greeter-v2\.0\.0\.j2 has changed since 2\.0\.0 was registered/,
		);
	});

	test('writes a file, replaces a former manifest and nothing else', () => {
		team.must('registry', 'export', '--output', 'dist/prompts.json');
		team.must('promote', 'greeter@2.0.0', '--to', 'Production', '--reason', 'Better');
		team.must('registry', 'export', '--output', 'dist/prompts.json');
		assert.equal(team.repository.read('dist/prompts.json'), team.must('registry', 'export'));
		const refused = team.run('registry', 'export', '--output', 'registry/greeter.yaml');
		assert.equal(refused.exitCode, 2);
		assert.match(refused.stderr, /registry\/greeter\.yaml exists and is not a Stagemark manifest, so it was not overwritten\./);
		assert.equal(team.run('registry', 'export', '--output', '../outside.json').exitCode, 2);
	});
});
