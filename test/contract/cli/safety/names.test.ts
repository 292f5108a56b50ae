import assert from 'node:assert/strict';
import type { CommandLineRun } from '../../../support/command-line.ts';
import { runCommandLine } from '../../../support/command-line.ts';
import { samplesText } from '../../../support/sample-workspace.ts';
import { TemporaryRepository } from '../../../support/temporary-repository.ts';

function promptOf(name: string, version: string): string {
	return `---\nname: ${name}\nversion: ${version}\ninputs:\n  who: {type: string}\n---\nuser:\nHello from ${version}: {{ who }}\n`;
}

suite('names with folders and letters of any language', function () {
	this.timeout(300_000);
	let repository: TemporaryRepository;

	suiteSetup(() => {
		repository = TemporaryRepository.create();
		repository.write('stagemark.yaml', 'git: {tag: true}\n');
		for (const name of ['billing/greet', 'support/greet', 'revisão', '要約/短い']) {
			for (const version of ['1.0.0', '1.1.0']) repository.write(`prompts/${name}-v${version}.j2`, promptOf(name, version));
		}
		repository.write('datasets/cases.jsonl', '{"case": "a"}\n{"case": "b"}\n');
		repository.write(
			'experiments/2025-01/exp-001-x/methodology.yaml',
			'id: exp-001\nvariants:\n  v1: {prompt: billing/greet@1.0.0, baseline: true}\n  v2: {prompt: revisão@1.1.0}\nmetrics:\n  pass_rate: {goal: maximize, primary: true}\n',
		);
		repository.write('in/samples.jsonl', samplesText(1));
		repository.commitAll('Prompts in folders');
	});

	suiteTeardown(() => repository.dispose());

	function run(...args: readonly string[]): CommandLineRun {
		return runCommandLine(repository.root, args);
	}

	function must(...args: readonly string[]): string {
		const { exitCode, stdout, stderr } = run(...args);
		assert.equal(exitCode, 0, `${args.join(' ')}\n${stdout}${stderr}`);
		return stdout;
	}

	test('are no finding, and the same last part in two folders is two names', () => {
		const { findings } = JSON.parse(must('check', '--format', 'json')) as { findings: readonly { rule: string; message: string }[] };
		assert.deepEqual(
			findings.filter(({ rule }) => /duplicate|name|reference|wrong-value/.test(rule)).map(({ message }) => message),
			[],
		);
		assert.equal(must('resolve', 'support/greet', '--field', 'path'), 'prompts/support/greet-v1.1.0.j2\n');
		assert.match(must('render', '要約/短い@1.0.0', '--set', 'who=x'), /Hello from 1\.0\.0: x/);
	});

	test('are recorded, promoted, tagged, listed, verified, exported and rolled back', () => {
		must('record', '--experiment', 'exp-001', '--variant', 'v1', '--samples', 'in/samples.jsonl');
		must('record', '--experiment', 'exp-001', '--variant', 'v2', '--samples', 'in/samples.jsonl');
		for (const name of ['billing/greet', 'revisão']) {
			for (const version of ['1.0.0', '1.1.0']) must('promote', `${name}@${version}`, '--to', 'Production', '--reason', 'Good');
			assert.match(repository.read(`registry/${name}.yaml`), new RegExp(`^name: ${name}$`, 'm'));
			assert.match(must('history', name), /1\.1\.0/);
			assert.equal(must('resolve', `${name}@Production`, '--field', 'version'), '1.1.0\n');
			must('alias', name, 'champion', '1.0.0', '--reason', 'Kept');
			must('rollback', name, '--reason', 'Worse');
			assert.equal(must('resolve', `${name}@Production`, '--field', 'version'), '1.0.0\n');
		}
		must('verify');
		const { names } = JSON.parse(must('registry', 'export')) as { names: Record<string, unknown> };
		assert.deepEqual(Object.keys(names), ['billing/greet', 'revisão']);
		assert.match(must('compare', 'billing/greet@1.0.0', 'revisão@1.1.0'), /pass_rate/);
		const tags = repository.git('-c', 'core.quotePath=false', 'tag', '--list').trim().split('\n');
		assert.ok(tags.includes('billing/greet/v1.0.0') && tags.includes('revisão/v1.1.0'), tags.join(' '));
	});

	test('a request of such a name is approved by somebody else and withdrawn by who asked', () => {
		const asked = must('request', 'support/greet@1.0.0', '--to', 'Production', '--reason', 'Please');
		const [id = ''] = /r-[0-9a-f]+/.exec(asked) ?? [];
		must('withdraw', 'support/greet', id, '--reason', 'Not yet');
		assert.match(repository.read('registry/support/greet.yaml'), /status: withdrawn/);
	});

	test('letters typed as letter and accent lead to the same name', () => {
		assert.equal(must('resolve', 'revisa\u0303o@1.0.0', '--field', 'version'), '1.0.0\n');
		assert.match(must('history', 'revisa\u0303o'), /1\.0\.0/);
	});

	test('a name that is the folder of another is refused, and the registry stays as it is', () => {
		const before = repository.git('status', '--porcelain') + repository.git('rev-parse', 'HEAD');
		for (const name of ['billing', 'revisão/curta', 'billing/greet/v1']) {
			repository.write(`prompts/clash.j2`, promptOf(name, '1.0.0'));
			const { exitCode, stderr } = run('promote', `${name}@1.0.0`, '--to', 'Production', '--reason', 'x', '--with-content');
			assert.equal(exitCode, 1, stderr);
			assert.match(stderr, /cannot be registered beside “(?:billing\/greet|revisão)”/);
		}
		repository.git('clean', '-fdq', 'prompts');
		assert.equal(repository.git('status', '--porcelain') + repository.git('rev-parse', 'HEAD'), before);
	});

	test('what cannot be a name is refused with words that say what to write', () => {
		const refused = [
			['../x', /begin each part with a letter or a digit/],
			['a//b', /write a word before and after each “\/”/],
			['--upload-pack=x', /begin each part with a letter or a digit/],
			['con', /choose another word, since Windows keeps/],
			['a.lock', /leave out “\.lock”/],
			['a b', /use letters, digits, dots/],
		] as const;
		for (const [name, words] of refused) {
			repository.write('prompts/refused.j2', promptOf(`"${name}"`, '1.0.0'));
			assert.match(run('check', 'prompts/refused.j2').stdout, words, name);
			assert.notEqual(run('rollback', '--reason', 'x', '--', name).exitCode, 0);
		}
		repository.git('clean', '-fdq', 'prompts');
	});
});
