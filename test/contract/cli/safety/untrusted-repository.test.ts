import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync, utimesSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { commands } from '../../../../cli/commands/all-commands.ts';
import { runCommandLine } from '../../../support/command-line.ts';
import { harmlessSettings, PlantedSettings } from '../../../support/hostile/planted-settings.ts';
import { samplesText, writeSampleWorkspace } from '../../../support/sample-workspace.ts';
import { TemporaryRepository } from '../../../support/temporary-repository.ts';
import { ClientProcess } from '../../protocol/client-process.ts';

/** Every command that only reads, with arguments that let it look at all there is. */
const reading: Readonly<Record<string, readonly (readonly string[])[]>> = {
	adopt: [['--dry-run']],
	check: [[], ['--staged'], ['--since', 'HEAD~1']],
	compare: [['exp-001'], ['exp-001/v1', 'exp-001/v2', '--format', 'json']],
	diff: [['code-generator@1.0.0', 'code-generator@2.0.0']],
	experiment: [['list'], ['show', 'exp-001']],
	gate: [['code-generator@2.0.0', '--to', 'Production']],
	history: [['code-generator'], ['code-generator', '--at', '2099-01-01']],
	observe: [['--name', 'code-generator', '--at-stage', 'Staging']],
	registry: [[], ['code-generator']],
	render: [['code-generator@2.0.0', '--set', 'spec=x']],
	report: [['--base', 'HEAD~1']],
	resolve: [['code-generator@Production']],
	rules: [[], ['secret-in-prompt']],
	runs: [[], ['exp-001']],
	signers: [['list'], ['list', '--format', 'json']],
	verify: [[], ['--strict'], ['code-generator', '--format', 'json']],
	'verify-attestation': [['deploy/manifest.json', '--signers', 'deploy/signers']],
};

/** Every command that writes or that runs what the repository says, which the user starts knowing that. */
const writing: readonly string[] = [
	...['alias', 'approve', 'archive', 'attest', 'ci', 'feedback', 'hooks', 'init', 'loader', 'mcp', 'merge-registry', 'mlflow'],
	...['promote', 'record', 'reject', 'reproduce', 'request', 'rollback', 'run', 'withdraw'],
];

/** Marks that commands of Git leave here, which shows that the traps work. */
const springs: readonly (readonly [mark: string, ...gitArguments: string[]])[] = [
	['config includeIf.gitdir:|**.path fsmonitor', 'status'],
	['inside includeIf.gitdir:|**.path fsmonitor', 'diff'],
	['config filter.trap.clean', 'hash-object', 'prompts/code-generator-v1.0.0.j2'],
	['config filter.lfs.process', 'hash-object', 'datasets/cases.jsonl'],
	['config filter.unspecified.clean', 'hash-object', 'stagemark.yaml'],
	['config filter.set.clean', 'hash-object', 'prompts/readme.md'],
	['config filter.a=b.clean', 'hash-object', 'evaluate.py'],
	['config diff.trap.command', 'diff', 'HEAD~3', 'HEAD'],
	['config diff.trap.textconv', 'log', '-p', '-3'],
	['config core.hooksPath pre-commit', 'hook', 'run', 'pre-commit'],
	['config gpg.openpgp.program', 'tag', '--sign', '--message', 'x', 'x'],
	['config remote.origin.url', 'fetch', 'origin'],
];

/** Words at the end of a setting that takes a program, a list of commands, or a file that may name more. */
const soundsLikeProgram =
	/(?:cmd|command|program|editor|pager|pager\.<cmd>|hook|hookspath|askpass|driver|textconv|clean|smudge|external|helper|viewer|browser|httpd|vcs|uploadpack|receivepack|tunnel|diffFilter|smtpServer|modulePath|<tool>\.path|include\.path|includeIf\.<condition>\.path|alias\.\*)$/i;

suite('a repository whose settings start programs', function () {
	this.timeout(240_000);
	let repository: TemporaryRepository;
	let planted: PlantedSettings;

	suiteSetup(() => {
		repository = TemporaryRepository.create();
		writeSampleWorkspace(repository);
		repository.write('stagemark.yaml', 'prompts: ["prompts/**"]\n');
		repository.write('prompts/readme.md', 'Hello\n');
		repository.write('deploy/manifest.json', '{"format": "stagemark-manifest", "version": 1, "names": {}}\n');
		repository.write('deploy/signers', '\n');
		addSubmodule(repository);
		repository.commitAll('All kinds of files');
		for (const variant of ['v1', 'v2']) {
			repository.write('in/samples.jsonl', samplesText(variant === 'v1' ? 1 : 2));
			must(['record', '--experiment', 'exp-001', '--variant', variant, '--samples', 'in/samples.jsonl']);
		}
		for (const version of ['1.0.0', '2.0.0']) must(['promote', `code-generator@${version}`, '--to', 'Production', '--reason', 'Good']);
		planted = PlantedSettings.plant(repository);
		planted.plantInside(join(repository.root, '.git/modules/inner'));
		disturb();
	});

	teardown(disturb);

	suiteTeardown(() => repository.dispose());

	function must(args: readonly string[]): void {
		const { exitCode, stdout, stderr } = runCommandLine(repository.root, args);
		assert.equal(exitCode, 0, `${args.join(' ')}: ${stdout}${stderr}`);
	}

	/** Files are newer than the index, some of them changed, so that Git would send each through its filter; one object is missing. */
	function disturb(): void {
		for (const path of repository.git('ls-files', '-z').split('\0')) {
			if (path !== '' && path !== 'inner') utimesSync(join(repository.root, path), new Date(), new Date());
		}
		repository.write('evaluate.py', 'print("changed")\n');
		planted.sprung();
	}

	test('is planted with every such setting that Git lists', () => {
		const listed = spawnSync('git', ['help', '--config'], { encoding: 'utf8' }).stdout.split('\n');
		assert.ok(listed.length > 500, `${listed.length} settings`);
		const patterns = PlantedSettings.names();
		assert.ok(patterns.length >= 40, `${patterns.length} are planted`);
		const missing = listed.filter(
			setting => soundsLikeProgram.test(setting) && !harmlessSettings.has(setting) && !patterns.some(name => isOneOf(name, setting)),
		);
		assert.deepEqual(missing, []);
	});

	test('would start programs under plain Git', () => {
		const withoutMonitor = ['-c', 'core.fsmonitor=false', '-c', 'core.pager=cat'];
		for (const [mark, ...args] of springs) {
			spawnSync('git', [...(mark.endsWith(' fsmonitor') ? [] : withoutMonitor), ...args], { cwd: repository.root });
			const marks = planted.sprung();
			assert.ok(marks.includes(mark), `${mark} by git ${args.join(' ')}: ${marks.join(', ')}`);
		}
	});

	test('meets a command line of which every command is known to read or to write', () => {
		assert.deepEqual(commands.map(({ name }) => name).sort(), [...Object.keys(reading), ...writing].sort());
	});

	for (const [command, calls] of Object.entries(reading)) {
		test(`starts nothing when ${command} reads it`, () => {
			for (const call of calls) {
				const { exitCode, stderr } = runCommandLine(repository.root, [command, ...call]);
				assert.ok(exitCode === 0 || exitCode === 1, `${call.join(' ')}: exit code ${exitCode}: ${stderr}`);
				assert.deepEqual(planted.sprung(), [], call.join(' '));
			}
		});
	}

	test('starts nothing when an object is missing that a remote would have', () => {
		const object = repository.git('rev-parse', 'HEAD~3:prompts/code-generator-v1.0.0.j2').trim();
		const file = join(repository.root, '.git/objects', object.slice(0, 2), object.slice(2));
		const bytes = readFileSync(file);
		planted.sprung();
		rmSync(file);
		for (const args of [['verify'], ['check', '--since', 'HEAD~3'], ['report', '--base', 'HEAD~3']]) {
			runCommandLine(repository.root, args);
			assert.deepEqual(planted.sprung(), [], args.join(' '));
		}
		repository.write(file.slice(repository.root.length + 1), bytes);
	});

	test('starts nothing when its journal tells of a change that nobody finished', () => {
		const { pid } = spawnSync('true');
		const path = 'registry/code-generator.yaml';
		const change = {
			path,
			contents: { [path]: '0'.repeat(64) },
			commit: { message: 'x', signing: 'inherit', branch: 'main', tag: { name: 'x/v1.0.0', message: 'x' } },
		};
		const note = JSON.stringify({ process: pid, session: 'x', host: hostname(), since: '2025-01-31T10:30:00Z', change });
		for (const args of [['verify'], ['check'], ['runs'], ['report', '--base', 'HEAD~1']]) {
			repository.write('.git/stagemark/change.json', note);
			runCommandLine(repository.root, args);
			assert.deepEqual(planted.sprung(), [], args.join(' '));
			assert.equal(repository.read('.git/stagemark/change.json'), note, args.join(' '));
		}
		rmSync(join(repository.root, '.git/stagemark/change.json'));
	});

	test('starts nothing in the language server, which Restricted Mode leaves on', async () => {
		const client = await ClientProcess.start(repository.root);
		const path = 'prompts/code-generator-v2.0.0.j2';
		await client.open(path, `${repository.read(path)}{{ more }}\n`);
		assert.notDeepEqual(await client.pull(path), []);
		const experiment = 'experiments/2025-01/exp-001-care/methodology.yaml';
		await client.open(experiment, repository.read(experiment));
		await client.pull(experiment);
		await client.pull('registry/code-generator.yaml');
		for (const request of ['textDocument/hover', 'textDocument/definition', 'textDocument/references'])
			await client.connection.sendRequest(request, {
				textDocument: { uri: client.uri(path) },
				position: { line: 1, character: 8 },
				context: { includeDeclaration: true },
			});
		await client.connection.sendRequest('textDocument/codeLens', { textDocument: { uri: client.uri(path) } });
		await client.connection.sendRequest('workspace/diagnostic', { previousResultIds: [] });
		await client.stop();
		assert.deepEqual(planted.sprung(), []);
	});
});

/** A repository inside, whose settings are its own and are not those that were switched off for the one around it. */
function addSubmodule(repository: TemporaryRepository): void {
	const inner = TemporaryRepository.create();
	inner.write('prompt.j2', 'Hello\n');
	inner.commitAll('inner');
	repository.git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', inner.root, 'inner');
	inner.dispose();
}

/** True when a key such as `filter.lfs.clean` is one of those that Git lists as `filter.<driver>.clean`. */
function isOneOf(key: string, listed: string): boolean {
	const [section = '', ...rest] = listed.split('.');
	const last = rest.at(-1) ?? '';
	const parts = key.split('.');
	if (parts[0]?.toLowerCase() !== section.toLowerCase()) return false;
	return last.startsWith('<') || last === '*' || parts.at(-1)?.toLowerCase() === last.toLowerCase();
}
