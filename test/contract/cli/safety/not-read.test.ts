import assert from 'node:assert/strict';
import { rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { CommandLineRun } from '../../../support/command-line.ts';
import { runCommandLine } from '../../../support/command-line.ts';
import { makeUnreadableFolder } from '../../../support/hostile/make-unreadable-folder.ts';
import { samplesText, writeSampleWorkspace } from '../../../support/sample-workspace.ts';
import { TemporaryRepository } from '../../../support/temporary-repository.ts';

/** Each lists something of the workspace; what it has to show although a neighbour cannot be read. */
const listings: readonly (readonly [command: readonly string[], shown: RegExp])[] = [
	[['registry'], /code-generator +prompt +Production 1\.0\.0/],
	[['registry', '--format', 'json'], /"name": "code-generator"/],
	[['experiment', 'list'], /exp-001 +\w+ +1/],
	[['experiment', 'list', '--format', 'json'], /"id": "exp-001"/],
	[['runs'], / exp-001 +v1/],
	[['runs', '--format', 'json'], /"variant": "v1"/],
	[['report', '--base', 'HEAD'], /1 place could not be read\./],
	[['report', '--base', 'HEAD', '--format', 'json'], /"not_read": \[\n/],
];

/** What makes one place unreadable, and the words that follow its path. */
const damages: readonly (readonly [
	title: string,
	path: string,
	damage: (repository: TemporaryRepository, path: string) => void,
	reason: RegExp,
])[] = [
	[
		'a registry file that is no YAML',
		'registry/bad.yaml',
		(repository, path) => repository.write(path, 'name: bad\nstages: [\n'),
		/line \d+: \S+/,
	],
	['a registry file that is a list', 'registry/list.yaml', (repository, path) => repository.write(path, '- a\n- b\n'), /line 1: \S+/],
	['a registry file of bytes', 'registry/bytes.yaml', (repository, path) => repository.write(path, new Uint8Array([0, 1, 2])), /binary/],
	[
		'a registry file that is a link out of the workspace',
		'registry/out.yaml',
		link,
		/a link that does not point to a file of the workspace/,
	],
	[
		'an experiment without an id',
		'experiments/2025-02/exp-002/methodology.yaml',
		(repository, path) => repository.write(path, 'name: x\n'),
		/line 1: \S+/,
	],
	[
		'an experiment of bytes',
		'experiments/2025-02/exp-002/methodology.yaml',
		(repository, path) => repository.write(path, new Uint8Array([0, 1])),
		/binary/,
	],
	[
		'a prompt in another encoding',
		'prompts/latin.j2',
		(repository, path) => repository.write(path, new Uint8Array([0x48, 0xe9, 0x20, 0x41])),
		/UTF-8/,
	],
];

suite('a file that cannot be read', function () {
	this.timeout(120_000);
	let repository: TemporaryRepository;

	suiteSetup(() => {
		repository = TemporaryRepository.create();
		writeSampleWorkspace(repository);
		repository.write('in/samples.jsonl', samplesText(1));
		must('record', '--experiment', 'exp-001', '--variant', 'v1', '--samples', 'in/samples.jsonl');
		must('promote', 'code-generator@1.0.0', '--to', 'Production', '--reason', 'Good');
		repository.commitAll('Everything is readable');
	});

	suiteTeardown(() => repository.dispose());

	teardown(() => repository.git('clean', '-fdq'));

	function run(...args: readonly string[]): CommandLineRun {
		return runCommandLine(repository.root, args);
	}

	function must(...args: readonly string[]): string {
		const { exitCode, stdout, stderr } = run(...args);
		assert.equal(exitCode, 0, stdout + stderr);
		return stdout;
	}

	for (const [title, path, damage, reason] of damages) {
		test(`${title} is named with the reason, and every listing shows the others`, () => {
			damage(repository, path);
			const named = new RegExp(`^not read  ${path}: .*${reason.source}`, 'm');
			// All listings go through the same reading; one damage is shown by each, the others by two.
			for (const [command, shown] of damage === damages[0]?.[2] ? listings : listings.slice(0, 2)) {
				const { exitCode, stdout, stderr } = run(...command);
				assert.match(stdout, shown, `${command.join(' ')}\n${stderr}`);
				assert.match(stderr, named, command.join(' '));
				assert.equal(exitCode, 1, command.join(' '));
				if (command.includes('json')) assert.deepEqual(pathsNotRead(stdout), [path]);
			}
		});
	}

	test('the record of a run that cannot be read is named, and the other runs are listed', () => {
		const [, id = ''] = /^(\S+) +exp-001/m.exec(must('runs')) ?? [];
		const folder = repository
			.git('ls-files', `*${id}/run.json`)
			.trim()
			.replace(/\/run\.json$/, '');
		for (const text of ['<<<<<<< HEAD\n{}', '', '{"schema": "stagemark/run/v1"}']) {
			repository.write(`${folder}-copy/run.json`, text);
			for (const command of [['runs'], ['runs', '--format', 'json'], ['experiment', 'list'], ['experiment', 'show', 'exp-001']]) {
				const { exitCode, stdout, stderr } = run(...command);
				assert.match(stdout, /exp-001/, command.join(' '));
				assert.match(stderr, /-copy\/run\.json: This run record .*\. The run is left out\./, command.join(' '));
				assert.equal(exitCode, 1, command.join(' '));
			}
		}
	});

	test('a name whose registry file may be the one that cannot be read is not said to be unregistered', () => {
		repository.write('registry/bad.yaml', '- bad\n');
		for (const command of [
			['registry', 'bad'],
			['history', 'bad'],
			['alias', 'bad', 'champion', '1.0.0', '--reason', 'x'],
		]) {
			const { exitCode, stderr } = run(...command);
			assert.doesNotMatch(stderr, /There is no registry file/, command.join(' '));
			assert.match(stderr, /registry\/bad\.yaml/, command.join(' '));
			assert.notEqual(exitCode, 0);
		}
	});

	test('a name of which only a part was read is shown, and the answer does not pass for whole', () => {
		repository.write('registry/bad.yaml', 'name: bad\nstages: {Production: 1.0.0}\ntransitions: [\n');
		for (const command of [
			['registry', 'bad'],
			['history', 'bad'],
			['history', 'bad', '--at', '2099-01-01'],
		]) {
			const { exitCode, stdout, stderr } = run(...command);
			assert.match(stdout, /bad/, command.join(' '));
			assert.match(stderr, /^not read  registry\/bad\.yaml: only a part of it was read, line \d: /m, command.join(' '));
			assert.equal(exitCode, 1, command.join(' '));
		}
		assert.equal(run('history', 'code-generator').exitCode, 0);
	});

	test('a manifest is not written without the name that cannot be read', () => {
		repository.write('registry/bad.yaml', 'name: bad\nstages: [\n');
		const { exitCode, stdout, stderr } = run('registry', 'export');
		assert.deepEqual([exitCode, stdout], [1, '']);
		assert.match(stderr, /registry\/bad\.yaml cannot be read \(.+\), so nothing was exported\./);
	});

	test('a folder that cannot be opened is named by listings, check and verify, which do not end with 0', () => {
		for (const place of ['registry', 'experiments/2025-01']) {
			const bottom = makeUnreadableFolder(join(repository.root, place));
			try {
				for (const command of [
					['registry'],
					['runs'],
					['experiment', 'list'],
					['check'],
					...(place === 'registry' ? [['verify']] : []),
				]) {
					const { exitCode, stdout, stderr } = run(...command);
					assert.match(stdout + stderr, /d{200}.*(?:its path is longer than the system takes)/s, command.join(' '));
					assert.equal(exitCode, 1, `${command.join(' ')}\n${stdout}${stderr}`);
				}
			} finally {
				bottom.remove();
			}
		}
	});

	test('files and folders that nothing of the workspace is kept in are not spoken of', () => {
		repository.write('build/a.bin', new Uint8Array([0, 1]));
		symlinkSync('/nowhere', join(repository.root, 'build/link'));
		const bottom = makeUnreadableFolder(join(repository.root, 'build'));
		try {
			const { exitCode, stderr } = run('registry');
			assert.deepEqual([exitCode, stderr], [0, '']);
		} finally {
			bottom.remove();
		}
		rmSync(join(repository.root, 'build'), { recursive: true });
	});
});

function link(repository: TemporaryRepository, path: string): void {
	symlinkSync('/nowhere/at-all.yaml', join(repository.root, path));
}

function pathsNotRead(stdout: string): readonly string[] {
	const { not_read: notRead } = z
		.object({ not_read: z.array(z.object({ path: z.string(), reason: z.string() })) })
		.parse(JSON.parse(stdout));
	return notRead.map(({ path }) => path);
}
