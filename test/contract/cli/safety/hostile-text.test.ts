import assert from 'node:assert/strict';
import { runCommandLine } from '../../../support/command-line.ts';
import { samplesText } from '../../../support/sample-workspace.ts';
import { TemporaryRepository } from '../../../support/temporary-repository.ts';

/** What a build server obeys, what steers a terminal, and what turns the direction of writing. */
const hostile = [
	'\n::error file=FORGED::FORGED',
	'\r\n##vso[task.setvariable variable=FORGED]x',
	"\n##teamcity[message text='FORGED']",
	'\rsection_start:1560896352:FORGED\r\u001b[0K',
	'\u001b[2J\u001b]0;FORGED\u0007',
	'\u009b2J\u0085',
	'\u202eFORGED\u2066\u200f',
	'\nFORGED LINE',
].join('x');

/** JSON in YAML is YAML, with every character as it is asked for. */
const quoted = JSON.stringify(`x${hostile}`);

const methodology = `id: exp-001
name: ${quoted}
hypothesis: ${quoted}
owner: ${quoted}
tags: [${quoted}]
variants:
  v1: {prompt: greet@1.0.0, baseline: true}
  v2: {prompt: greet@1.1.0}
metrics:
  pass_rate: {goal: maximize, primary: true, unit: ${quoted}}
  ${quoted}: {goal: maximize}
parameters:
  ${quoted}: ${quoted}
`;

/** Read with all that is hostile in them, and written by the commands that take a reason of the user's. */
const commands: readonly (readonly string[])[] = [
	['check'],
	['check', '--format', 'json'],
	['check', '--format', 'github'],
	['check', '--format', 'gitlab'],
	['check', '--format', 'junit'],
	['check', '--format', 'sarif'],
	['experiment', 'list'],
	['experiment', 'list', '--format', 'json'],
	['experiment', 'show', 'exp-001'],
	['runs'],
	['runs', '--format', 'json'],
	['compare', 'exp-001'],
	['compare', 'exp-001', '--format', 'markdown'],
	['compare', 'exp-001', '--format', 'csv'],
	['compare', 'exp-001', '--format', 'json'],
	['diff', 'greet@1.0.0', 'greet@1.1.0'],
	['registry'],
	['registry', 'greet'],
	['registry', 'greet', '--format', 'json'],
	['history', 'greet'],
	['history', 'greet', '--at', '2099-01-01'],
	['gate', 'greet@1.1.0', '--to', 'Production'],
	['verify'],
	['resolve', 'greet@1.0.0'],
	['report', '--base', 'HEAD~1'],
	['report', '--base', 'HEAD~1', '--format', 'json'],
	['promote', 'greet@1.1.0', '--to', 'Production', '--reason', `Good${hostile}`],
	['alias', 'greet', 'champion', '1.0.0', '--reason', `Good${hostile}`],
	['rollback', 'greet', '--reason', `Bad${hostile}`],
	['resolve', `nothing${hostile}`],
	['registry', `nothing${hostile}`],
	['compare', `nothing${hostile}`, 'exp-001'],
	['check', `nothing${hostile}`],
];

suite('a repository full of hostile text', function () {
	this.timeout(240_000);
	let repository: TemporaryRepository;

	suiteSetup(() => {
		repository = TemporaryRepository.create();
		for (const version of ['1.0.0', '1.1.0']) {
			repository.write(
				`prompts/greet-v${version}.j2`,
				`---\nname: greet\nversion: ${version}\ndescription: ${quoted}\ntags: [${quoted}]\ninputs:\n  who: {type: string, description: ${quoted}}\n---\nuser:\nHello ${version} {{ who }} {{ undeclared }}\n`,
			);
		}
		repository.write(`prompts/a\u001b[31m\n::error::FORGED\u202e.j2`, '---\nname: other\n---\n{{ open\n');
		repository.write('registry/bad.yaml', `name: ${quoted}\n`);
		repository.write('in/samples.jsonl', samplesText(1));
		repository.commitAll('Prompts');
		repository.write('experiments/2025-01/exp-001-x/methodology.yaml', methodology);
		repository.write('in/parameters.json', JSON.stringify({ [`p${hostile}`]: hostile }));
		repository.write('in/metrics.json', JSON.stringify({ pass_rate: 0.5, [`m${hostile}`]: 1 }));
		repository.commitAll('An experiment');
		for (const variant of ['v1', 'v2']) {
			const record = ['record', '--experiment', 'exp-001', '--variant', variant, '--samples', 'in/samples.jsonl'];
			checked([...record, '--params', 'in/parameters.json', '--metrics', 'in/metrics.json']);
		}
		checked(['promote', 'greet@1.0.0', '--to', 'Production', '--reason', `Good${hostile}`]);
	});

	suiteTeardown(() => repository.dispose());

	/** Runs a command and asserts that nothing of what it prints is taken for anything but text. */
	function checked(command: readonly string[]): string {
		const { stdout, stderr } = runCommandLine(repository.root, command);
		for (const [stream, text] of [
			['stdout', stdout],
			['stderr', stderr],
		] as const) {
			const told = `${stream} of ${command.slice(0, 4).join(' ').slice(0, 60)}: ${JSON.stringify(text.slice(0, 4000))}`;
			assert.doesNotMatch(text, /[^\P{Cc}\t\n]|[\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069]/u, told);
			assert.doesNotMatch(text, /section_(?:start|end):\d/, told);
			assert.doesNotMatch(text, /^\s*(?:::(?!(?:error|warning|notice) (?:file=|title=stagemark))|##\[|##vso\[|##teamcity\[)/m, told);
			assert.doesNotMatch(text, /^\s*(?:::\w+ file=)?FORGED/m, told);
		}
		return stdout;
	}

	for (const command of commands) {
		test(`${command.slice(0, 5).join(' ').replaceAll(/\s+/g, ' ').slice(0, 50)} prints it as text`, () => {
			const stdout = checked(command);
			if (command.includes('json')) assert.doesNotThrow(() => void JSON.parse(stdout));
		});
	}
});
