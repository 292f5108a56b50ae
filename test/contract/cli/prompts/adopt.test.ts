import assert from 'node:assert/strict';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { runCommandLine } from '../../../support/command-line.ts';
import { TemporaryRepository } from '../../../support/temporary-repository.ts';

const application: Readonly<Record<string, string>> = {
	'app/main.py': 'import openai\nSYSTEM_PROMPT = """You are a helper."""\ntext = open("lib/summary.j2").read()\n',
	'app/prompts/answer.txt': 'You answer.\r\nQuestion: {question}\r\n',
	'app/prompts/greet.txt': 'You greet {{ name }}.\n',
	'lib/summary.j2': 'Summarise {{ text }}\n',
	'lib/page.html.j2': '<p>{{ text }}</p>\n',
	'config/agents.yaml': 'librarian:\n  system_prompt: You are a kind librarian.\n',
	'evals/results.csv': 'case,score\n1,0.5\n',
	'.gitattributes': '*.png binary',
	'.gitignore': 'secret-prompt.txt\n',
	'secret-prompt.txt': 'You are secret.\n',
};

suite('stagemark adopt', () => {
	let repository: TemporaryRepository;
	setup(() => {
		repository = TemporaryRepository.create();
		for (const [path, text] of Object.entries(application)) repository.write(path, text);
		repository.write('app/prompts/utf16.txt', new Uint8Array([0xff, 0xfe, 0x68, 0, 0x69, 0]));
		repository.write('app/prompts/binary.txt', new Uint8Array([1, 0, 2]));
		symlinkSync('..', join(repository.root, 'app/prompts/loop'));
		repository.commitAll('application');
	});
	teardown(() => repository.dispose());

	function run(...args: readonly string[]): string {
		const { stdout, stderr } = runCommandLine(repository.root, args);
		return stdout + stderr;
	}

	function status(): string {
		return repository.git('status', '--porcelain').trim();
	}

	test('shows what it found with the reasons, and writes nothing without an answer', () => {
		const shown = run('adopt');
		assert.match(shown, /\[x\] +1 +prompt +app\/prompts\/answer\.txt +f-string +answer +It is in the folder “prompts”\./);
		assert.match(shown, /\[x\] +4 +prompt +lib\/summary\.j2 +jinja2 +summary +app\/main\.py names it and talks to a model\./);
		assert.match(shown, /\[x\] +3 +prompt +config\/agents\.yaml:\$\.librarian\.system_prompt +none +librarian/);
		assert.match(shown, /code +app\/main\.py:2 +python +system_prompt +A constant holds the text\./);
		assert.match(shown, /evidence +evals\/results\.csv +csv +results +It has scores: “score”\./);
		assert.doesNotMatch(shown, /page\.html|secret-prompt|utf16|binary\.txt|loop/);
		assert.match(shown, /Nothing was written\. Run “stagemark adopt --yes” to adopt what is ticked\./);
		assert.equal(status(), '');
	});

	test('adopts in one commit that changes no file of the application, and takes exactly that back', () => {
		const before = repository.git('rev-parse', 'HEAD^{tree}');
		const { writes, commit } = JSON.parse(run('adopt', '--yes', '--format', 'json')) as {
			readonly writes: readonly { readonly path: string; readonly kind: string }[];
			readonly commit: string;
		};
		assert.equal(commit, repository.git('rev-parse', 'HEAD').trim());
		assert.deepEqual(
			writes.map(({ path, kind }) => `${kind} ${path}`),
			[
				'configuration stagemark.yaml',
				'card app/prompts/answer.txt.card.yaml',
				'card app/prompts/greet.txt.card.yaml',
				'card lib/summary.j2.card.yaml',
				'card config/agents.yaml.card.yaml',
				'gitattributes .gitattributes',
			],
		);
		assert.equal(repository.git('diff', '--name-only', '--diff-filter=MD', 'HEAD^', 'HEAD').trim(), '.gitattributes');
		assert.ok(repository.read('.gitattributes').startsWith('*.png binary\n'));
		assert.equal(repository.read('app/prompts/answer.txt.card.yaml'), 'name: answer\nversion: 1.0.0\ntemplate: f-string\n');
		assert.match(run('check'), /^9 read, \d+ not matched: nothing found\.$/m);
		assert.match(run('render', 'answer', '--set', 'question=why'), /Question: why/);
		assert.match(run('adopt', '--dry-run'), /There is nothing to adopt\./);
		assert.match(run('adopt', '--undo'), /^undone +app\/prompts\/answer\.txt\.card\.yaml$/m);
		assert.equal(repository.git('rev-parse', 'HEAD^{tree}'), before);
		assert.equal(status(), '');
	});

	test('does not take back what somebody changed since', () => {
		run('adopt', '--yes');
		repository.write('app/prompts/greet.txt.card.yaml', 'name: hello\n');
		assert.match(
			run('adopt', '--undo'),
			/nothing was changed\.\nSomebody has changed what it wrote: app\/prompts\/greet\.txt\.card\.yaml\./,
		);
		assert.equal(status(), 'M app/prompts/greet.txt.card.yaml');
	});

	test('leaves an existing configuration as it is, and writes no commit where the team wants none', () => {
		const configuration = 'prompts: ["app/prompts/*.txt"]\ngit: {commit: false}\n';
		repository.write('stagemark.yaml', configuration);
		repository.commitAll('configuration');
		const shown = run('adopt', '--yes');
		assert.match(shown, /lib\/summary\.j2 .* Add it to “prompts” in stagemark\.yaml to adopt it\./);
		assert.equal(repository.read('stagemark.yaml'), configuration);
		assert.equal(status(), 'M .gitattributes\n?? app/prompts/answer.txt.card.yaml\n?? app/prompts/greet.txt.card.yaml');
	});
});
