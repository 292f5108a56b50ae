import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { transformSync } from 'esbuild';
import { TeamRepository } from '../../../support/team-repository.ts';

interface Call {
	readonly reference: string;
	readonly inputs?: Readonly<Record<string, unknown>>;
}

/** What one call of a loader gave: its result, or the message of what it raised. */
type Outcome = { readonly result: unknown } | { readonly error: string };

suite('stagemark loader', () => {
	let team: TeamRepository;

	suiteSetup(() => {
		team = new TeamRepository();
		const { repository } = team;
		team.writePrompt('1.0.0', 'Greet — “warmly” 🙂 and write of');
		team.writePrompt('2.0.0', 'Be brief about');
		repository.write('stagemark.yaml', 'prompts: ["prompts/**", "app/*.txt"]\n');
		repository.write(
			'prompts/answer.j2',
			'---\nname: answer\nversion: 1.0.0\ninputs:\n  question: {type: string}\n  language:\n    type: string\n    default: "English, US" # why\n---\nsystem:\nSpeak {{ language }}.\n```\nuser:\n```\n\nuser:\n{{ question }}\n',
		);
		repository.write('app/refund.txt', '\uFEFFRefund {amount} for {{"id": 1}}\r\n');
		repository.write(
			'app/refund.txt.card.yaml',
			'name: refund\nversion: 1.0.0\ntemplate: f-string\ninputs: {amount: {type: number}}\n',
		);
		repository.write(
			'prompts/loop.j2',
			'---\nname: loop\nversion: 1.0.0\ninputs: {items: array}\n---\n{% for x in items %}{{ x }};{% endfor %}\n',
		);
		repository.write('prompts/twin-a.j2', '---\nname: twin\nversion: 1.0.0\n---\nA\n');
		repository.write('prompts/twin-b.j2', '---\nname: twin\nversion: 1.0.0\n---\nB\n');
		repository.commitAll('Prompts');
		for (const version of ['greeter@1.0.0', 'answer@1.0.0', 'refund@1.0.0', 'loop@1.0.0']) {
			team.must('promote', version, '--to', 'Production', '--reason', 'First');
		}
		team.must('promote', 'greeter@2.0.0', '--to', 'Staging', '--reason', 'Next');
		team.must('registry', 'export', '--output', 'stagemark-manifest.json');
		team.must('loader', 'python', '--output', 'app/stagemark_loader.py');
		team.must('loader', 'typescript', '--output', 'app/stagemark-loader.ts');
	});

	suiteTeardown(() => team.dispose());

	for (const [language, call] of [
		['Python', inPython],
		['TypeScript', inTypescript],
	] as const) {
		suite(`in ${language}`, () => {
			test('gives what is in a stage, at an alias or of a version, as “render” prints it', () => {
				const calls = ['greeter@Production', 'greeter@Staging', 'greeter@1.0.0'].map(reference => ({
					reference,
					inputs: { topic: '{{ topic }} & "x"' },
				}));
				const rendered = calls.map(({ reference, inputs }) => {
					const printed = team.must('render', reference, '--set', `topic=${inputs.topic}`, '--format', 'json');
					return { result: (JSON.parse(printed) as { messages: { text: string }[] }).messages[0]?.text };
				});
				assert.deepEqual(call(team, calls), rendered);
			});

			test('gives messages where there are roles, with the defaults of inputs, from manifest and working tree alike', () => {
				const inputs = { question: 'Why?' };
				const messages = [
					{ role: 'system', content: 'Speak English, US.\n```\nuser:\n```' },
					{ role: 'user', content: 'Why?' },
				];
				const calls = [
					{ reference: 'answer@Production', inputs },
					{ reference: 'answer', inputs },
				];
				assert.deepEqual(call(team, calls), [{ result: messages }, { result: messages }]);
			});

			test('reads the newest version of the working tree, without front matter or card', () => {
				assert.deepEqual(
					call(team, [
						{ reference: 'greeter', inputs: { topic: 'us' } },
						{ reference: 'refund', inputs: { amount: 12.5 } },
						{ reference: 'refund@Production', inputs: { amount: 3 } },
					]),
					[{ result: 'Be brief about us.' }, { result: 'Refund 12.5 for {"id": 1}' }, { result: 'Refund 3 for {"id": 1}' }],
				);
			});

			test('raises for inputs that are missing or unknown, and for a name or stage that is not there', () => {
				assert.deepEqual(
					call(team, [
						{ reference: 'answer' },
						{ reference: 'answer@Production' },
						{ reference: 'answer', inputs: { question: 'x', langauge: 'y' } },
						{ reference: 'nobody' },
						{ reference: 'nobody@Production' },
						{ reference: 'greeter@Prodution', inputs: { topic: 'x' } },
						{ reference: 'twin' },
					]).map(outcome => ('error' in outcome ? withoutFolders(outcome.error, team) : outcome)),
					[
						'answer needs a value for question.',
						'answer@Production needs a value for question.',
						'answer has no input langauge. It has: language, question.',
						'No file below ROOT is the prompt "nobody".',
						'ROOT/stagemark-manifest.json has no prompt "nobody". It has: answer, greeter, loop, refund.',
						'ROOT/stagemark-manifest.json has no "greeter@Prodution". Write one of: Production, Staging, 1.0.0, 2.0.0.',
						'"twin" is in several files: ROOT/prompts/twin-a.j2, ROOT/prompts/twin-b.j2. Give them different names or versions.',
					],
				);
			});

			test('raises for a manifest that was edited', () => {
				const path = join(team.repository.root, 'stagemark-manifest.json');
				const exported = readFileSync(path, 'utf8');
				writeFileSync(path, exported.replace('Be brief', 'Be rude'));
				try {
					const [changed, same] = call(team, [
						{ reference: 'greeter@Staging', inputs: { topic: 'x' } },
						{ reference: 'refund@Production', inputs: { amount: 1 } },
					]);
					assert.match(JSON.stringify(changed), /greeter@2\.0\.0 in .* is not what was exported\. Export the manifest again\./);
					assert.deepEqual(same, { result: 'Refund 1 for {"id": 1}' });
				} finally {
					writeFileSync(path, exported);
				}
			});
		});
	}

	test('leaves loops to Jinja: in Python to the package, in TypeScript to the application', () => {
		const calls = [{ reference: 'loop@Production', inputs: { items: ['a', 'b'] } }];
		assert.match(
			JSON.stringify(inTypescript(team, calls)),
			/loop@Production uses more of jinja2 than names\. Render what read\(\) gives/,
		);
		const hasJinja = spawnSync(python, ['-c', 'import jinja2']).status === 0;
		const expected = hasJinja ? /"a;b;"/ : /loop@Production uses more of Jinja than names\. Install the package jinja2\./;
		assert.match(JSON.stringify(inPython(team, calls)), expected);
	});

	test('is type-correct and replaces itself, and no other file', () => {
		assert.equal(team.run('loader', 'python', '--output', 'app/stagemark_loader.py').exitCode, 0);
		assert.equal(team.run('loader', 'python', '--output', 'app/refund.txt').exitCode, 1);
		assert.equal(team.run('loader', 'python', '--output', '../x.py').exitCode, 2);
		const { exitCode, stderr } = team.run('loader', 'cobol');
		assert.deepEqual([exitCode, /“loader” needs a language: python or typescript\./.test(stderr)], [2, true]);
		const options = ['--ignoreConfig', '--noEmit', '--strict', '--target', 'es2023', '--module', 'nodenext', '--types', 'node'];
		const file = join(team.repository.root, 'app/stagemark-loader.ts');
		team.repository.write('app/package.json', '{"type": "module"}\n');
		const roots = ['--typeRoots', join(process.cwd(), 'node_modules/@types')];
		const { stdout } = spawnSync(process.execPath, ['node_modules/typescript/bin/tsc', ...options, ...roots, file], {
			encoding: 'utf8',
		});
		assert.equal(stdout, '');
	});
});

const python = process.env['STAGEMARK_PYTHON'] ?? 'python3';

function inPython(team: TeamRepository, calls: readonly Call[]): readonly Outcome[] {
	const program = `
import json, sys
sys.path.insert(0, "app")
from stagemark_loader import PromptError, load
def outcome(call):
    try:
        return {"result": load(call["reference"], **call.get("inputs", {}))}
    except PromptError as error:
        return {"error": str(error)}
print(json.dumps([outcome(call) for call in json.loads(sys.argv[1])]))
`;
	return start(python, ['-B', '-c', program, JSON.stringify(calls)], team);
}

function inTypescript(team: TeamRepository, calls: readonly Call[]): readonly Outcome[] {
	const { code } = transformSync(team.repository.read('app/stagemark-loader.ts'), { loader: 'ts', format: 'esm' });
	team.repository.write('app/stagemark-loader.mjs', code);
	team.repository.write(
		'app/call.mjs',
		`import { PromptError, load } from './stagemark-loader.mjs';
const outcome = ({ reference, inputs }) => {
	try {
		return { result: load(reference, inputs) };
	} catch (error) {
		if (error instanceof PromptError) return { error: error.message };
		throw error;
	}
};
console.log(JSON.stringify(JSON.parse(process.argv[2]).map(outcome)));
`,
	);
	return start(process.execPath, ['app/call.mjs', JSON.stringify(calls)], team);
}

function start(program: string, args: readonly string[], team: TeamRepository): readonly Outcome[] {
	const { status, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8', cwd: team.repository.root });
	assert.equal(status, 0, stderr);
	return JSON.parse(stdout) as readonly Outcome[];
}

/** The loaders begin at their own place, or find the manifest in the folder they were started in. */
function withoutFolders(words: string, team: TeamRepository): string {
	return words.replaceAll(team.repository.root, 'ROOT').replace(/^stagemark-manifest\.json/, 'ROOT/stagemark-manifest.json');
}
