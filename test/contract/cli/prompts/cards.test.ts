import assert from 'node:assert/strict';
import { runCommandLine } from '../../../support/command-line.ts';
import { TemporaryRepository } from '../../../support/temporary-repository.ts';

const body = 'Answer briefly.\r\nQuestion: {{ question }}\r\n';
const card = 'name: answer\nversion: 1.0.0\nmodel: gpt-6-luna\nparameters: {temperature: 0}\n';

interface Found {
	readonly file: string;
	readonly rule: string;
	readonly severity: string;
	readonly range: { readonly start: { readonly line: number; readonly character: number } };
}

suite('a prompt with a card', () => {
	let repository: TemporaryRepository;
	setup(() => {
		repository = TemporaryRepository.create();
		repository.write('stagemark.yaml', 'prompts: ["app/*.txt"]\npromotion: {Production: {require: [lint-clean]}}\n');
		repository.write('app/answer.txt', body);
		repository.write('app/answer.txt.card.yaml', card);
	});
	teardown(() => repository.dispose());

	function run(...args: readonly string[]): string {
		const { stdout, stderr } = runCommandLine(repository.root, args);
		return stdout + stderr;
	}

	function hash(): unknown {
		return (JSON.parse(run('resolve', 'answer', '--format', 'json')) as { sha256: unknown }).sha256;
	}

	test('has the content of the same prompt with front matter', () => {
		const withCard = hash();
		repository.write('app/answer.txt', `---\n${card}---\n${body}`);
		repository.write('app/answer.txt.card.yaml', 'name: answer\n');
		assert.equal(withCard, hash());
	});

	test('is released and changed, with its file as the application reads it', () => {
		repository.commitAll('one');
		assert.match(run('promote', 'answer@1.0.0', '--to', 'Production', '--reason', 'first'), /^tag +answer\/v1\.0\.0$/m);
		repository.write('app/answer.txt', `${body}In one sentence.\r\n`);
		assert.match(run('check'), /^app\/answer\.txt\.card\.yaml\n +2:10 +error +answer 1\.0\.0 is released/m);
		repository.write('app/answer.txt.card.yaml', card.replace('1.0.0', '1.0.1'));
		repository.commitAll('two');
		assert.match(run('diff', 'answer@1.0.0', 'answer@1.0.1'), /Requires a patch version, which it is\./);
		assert.match(run('verify'), /^1 name verified: .* hold\.$/m);
		assert.match(run('resolve', 'answer@Production'), /^path +app\/answer\.txt at [0-9a-f]{10}$/m);
		assert.equal(repository.read('app/answer.txt'), `${body}In one sentence.\r\n`);
	});

	test('keeps its version when only the model of the card changes, and is told to have a new one', () => {
		repository.commitAll('one');
		repository.write('app/answer.txt.card.yaml', card.replace('temperature: 0', 'temperature: 1'));
		assert.match(run('check'), /app\/answer\.txt\.card\.yaml\n.*content-changed-without-version-bump/s);
	});

	test('is committed with its card when that is asked for', () => {
		repository.git('add', 'stagemark.yaml');
		repository.git('commit', '--quiet', '-m', 'configuration');
		run('promote', 'answer@1.0.0', '--to', 'Staging', '--reason', 'x', '--with-content');
		const files = repository.git('show', '--name-only', '--format=', 'HEAD').trim().split('\n');
		assert.deepEqual(files, ['app/answer.txt', 'app/answer.txt.card.yaml', 'registry/answer.yaml']);
	});

	test('is repaired in its card', () => {
		repository.write('app/answer.txt.card.yaml', '---\nname: answer\nmodel: gpt-6-luna\ninputs: {question: string, unused: string}');
		assert.match(run('check', '--fix-unsafe'), /2 fixes applied/);
		assert.equal(
			repository.read('app/answer.txt.card.yaml'),
			'---\nname: answer\nmodel: gpt-6-luna\ninputs: {question: string}\nversion: 1.0.0\n',
		);
		assert.equal(repository.read('app/answer.txt'), body);
	});

	test('shows a finding where it is written: in the file or in the card', () => {
		const cases: readonly (readonly [file: string, text: string, place: string])[] = [
			['broken.txt.card.yaml', 'name: "broken\n', '1:7 error front-matter-syntax-error'],
			['key.txt.card.yaml', 'name: key\nversion: 1.0.0\nmodle: x\n', '3:1 warning unknown-key'],
			['conflict.txt.card.yaml', '<<<<<<< a\nname: a\n=======\nname: b\n>>>>>>> b\n', '1:1 error merge-conflict'],
			['secret.txt.card.yaml', 'version: 1.0.0\ndescription: AKIAIOSFODNN7EXAMPLF\n', '2:14 error secret-in-prompt'],
			['mistake.txt', '\nHi {{ question }\n', '2:4 error unclosed-delimiter'],
			['alike.txt', '---\n# The card of this file:\nname: x\n---\nHi\n', 'read without its card'],
			['gone.txt.card.yaml', 'name: gone\n', '1:1 warning card-without-file'],
		];
		for (const [file, text] of cases) {
			const prompt = file.replace('.card.yaml', '');
			if (file !== 'gone.txt.card.yaml') repository.write(`app/${prompt}`, 'Answer {{ question }}.\n');
			repository.write(`app/${prompt}.card.yaml`, `version: 1.0.0\n`);
			repository.write(`app/${file}`, text);
		}
		const { findings } = JSON.parse(run('check', '--format', 'json')) as { findings: readonly Found[] };
		for (const [file, , place] of cases) {
			const found = findings.filter(finding => finding.file === `app/${file}`);
			const places = found.map(
				({ range, rule, severity }) => `${range.start.line + 1}:${range.start.character + 1} ${severity} ${rule}`,
			);
			if (file === 'alike.txt')
				assert.ok(findings.some(({ file: at, rule }) => at === 'app/alike.txt.card.yaml' && rule === 'card-without-effect'));
			else assert.ok(places.includes(place), `${file}: ${places.join(', ')}`);
		}
	});

	test('is checked as it is staged', () => {
		repository.commitAll('one');
		repository.write('app/answer.txt.card.yaml', `${card}modle: x\n`);
		repository.git('add', 'app/answer.txt.card.yaml');
		repository.write('app/answer.txt.card.yaml', card);
		assert.match(run('check', '--staged'), /unknown-key/);
	});
});
