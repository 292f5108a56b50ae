import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, symlinkSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { brokenPrompt, HookRepository, prompt } from './hook-repository.ts';

const nodeManagers = required('STAGEMARK_NODE_HOOK_MANAGERS');
const preCommitFolder = required('STAGEMARK_PRE_COMMIT');
const python = required('STAGEMARK_PYTHON');

suite('hooks beside real hook managers', function () {
	this.timeout(120_000);
	let site: HookRepository;
	setup(() => {
		site = new HookRepository();
	});
	teardown(() => site.dispose());

	test('husky: its hook keeps running, a broken prompt is refused, uninstalling leaves its files as they were', () => {
		site.repository.write('package.json', '{ "private": true, "scripts": { "prepare": "husky" } }\n');
		symlinkSync(nodeManagers, join(site.repository.root, 'node_modules'));
		site.repository.write('.gitignore', 'node_modules\nproof\n');
		must(site.run(process.execPath, join(nodeManagers, 'husky/bin.js')));
		site.repository.write('.husky/pre-commit', 'echo ran >>proof\n');
		site.repository.commitAll('Hooks of the team');
		const before = files(site, ['.husky/pre-commit', '.husky/pre-push', '.husky/_/pre-commit']);

		const installed = must(site.run('stagemark', 'hooks', 'install'));
		assert.match(installed, /^Found husky\.\nchanged {2}\.husky\/pre-commit\nmade {5}\.husky\/pre-push\n/);
		assert.equal(site.repository.git('config', 'core.hooksPath').trim(), '.husky/_');
		judges(site);
		assert.match(site.repository.read('proof'), /^(?:ran\n)+$/);

		must(site.run('stagemark', 'hooks', 'uninstall'));
		assert.deepEqual(files(site, ['.husky/pre-commit', '.husky/pre-push', '.husky/_/pre-commit']), before);
	});

	test('lefthook: says what to add to its configuration, and what it says works', () => {
		const configuration = 'pre-commit:\n  commands:\n    own:\n      run: echo ran >>proof\n';
		const lefthook = join(nodeManagers, 'lefthook/bin/index.js');
		site.repository.write('.gitignore', 'proof\n');
		site.repository.write('lefthook.yml', configuration);
		must(site.run(process.execPath, lefthook, 'install'));
		const before = files(site, ['lefthook.yml', '.git/hooks/pre-commit', '.git/hooks/pre-push']);

		const told = site.run('stagemark', 'hooks', 'install');
		assert.equal(told.exitCode, 1, told.words);
		assert.match(told.words, /to do {4}lefthook\.yml: lefthook writes the hooks of this repository from its configuration\./);
		assert.deepEqual(files(site, ['lefthook.yml', '.git/hooks/pre-commit', '.git/hooks/pre-push']), before);

		// Lefthook takes the lines as a second file beside the team's own.
		site.repository.write('lefthook-local.yml', snippetIn(told.words, 'pre-commit:'));
		site.addProgram('lefthook', `exec "${process.execPath}" "${lefthook}" "$@"`);
		must(site.run('lefthook', 'install'));
		judges(site);
		assert.match(site.repository.read('proof'), /^(?:ran\n)+$/);
	});

	test('pre-commit: says what to add to its configuration, and what it says works', () => {
		const own =
			'  - repo: local\n    hooks:\n      - {id: own, name: own, entry: sh -c "echo ran >>proof", language: system, always_run: true, pass_filenames: false}\n';
		site.addProgram('pre-commit', `exec "${python}" -m pre_commit "$@"`);
		site.set('PYTHONPATH', preCommitFolder);
		site.set('PRE_COMMIT_HOME', join(site.programs, 'pre-commit-home'));
		site.repository.write('.gitignore', 'proof\n');
		site.repository.write('.pre-commit-config.yaml', `repos:\n${own}`);
		site.repository.commitAll('Hooks of the team');
		must(site.run('pre-commit', 'install'));
		const before = files(site, ['.pre-commit-config.yaml', '.git/hooks/pre-commit']);

		const told = site.run('stagemark', 'hooks', 'install');
		assert.equal(told.exitCode, 1, told.words);
		assert.match(told.words, /to do {4}\.pre-commit-config\.yaml: pre-commit writes the hooks/);
		assert.deepEqual(files(site, ['.pre-commit-config.yaml', '.git/hooks/pre-commit']), before);

		site.repository.write('.pre-commit-config.yaml', `${snippetIn(told.words, 'default_install_hook_types')}${own}`);
		site.repository.git('add', '.pre-commit-config.yaml');
		must(site.run('pre-commit', 'install'));
		judges(site);
		assert.match(site.repository.read('proof'), /^(?:ran\n)+$/);
		assert.match(must(site.run('stagemark', 'hooks', 'install')), /kept {5}\.pre-commit-config\.yaml already calls Stagemark/);
	});

	test('pre-commit: its list of hooks of this project is one that it accepts', () => {
		site.set('PYTHONPATH', [preCommitFolder, process.env['PYTHONPATH'] ?? ''].join(delimiter));
		must(site.run(python, '-m', 'pre_commit', 'validate-manifest', join(process.cwd(), '.pre-commit-hooks.yaml')));
	});

	/** Refuses a broken prompt with its place, and lets a clean one and a push of a sound registry through. */
	function judges(repository: HookRepository): void {
		const refused = repository.commit(brokenPrompt);
		assert.notEqual(refused.exitCode, 0, refused.words);
		assert.match(refused.words, /8:1 +error +.+unclosed-block/);
		must(repository.commit(prompt('1.1.0', 'Greet {{ topic }} kindly.')));
		const remote = join(repository.programs, 'remote.git');
		mkdirSync(remote, { recursive: true });
		must(repository.run('git', 'init', '--quiet', '--bare', remote));
		const broken = 'name: greeter\nstages: {Production: 9.0.0}\n';
		repository.repository.write('registry/greeter.yaml', broken);
		assert.notEqual(repository.run('git', 'push', remote, 'HEAD:refs/heads/main').exitCode, 0);
		repository.repository.git('clean', '--quiet', '--force', '--', 'registry');
		must(repository.run('git', 'push', '--quiet', remote, 'HEAD:refs/heads/main'));
	}
});

suite('hooks without a hook manager', function () {
	this.timeout(120_000);
	let site: HookRepository;
	setup(() => {
		site = new HookRepository();
		site.repository.write('.gitignore', 'proof\nnode_modules\n');
	});
	teardown(() => site.dispose());

	test('makes hooks that refuse a broken prompt, and takes them out again', () => {
		const installed = must(site.run('stagemark', 'hooks', 'install'));
		assert.match(installed, /made {5}\.git\/hooks\/pre-commit\nmade {5}\.git\/hooks\/pre-push\n/);
		assert.match(installed, /set {6}merge\.stagemark-registry\.driver = stagemark merge-registry %O %A %B %P/);
		assert.notEqual(site.commit(brokenPrompt).exitCode, 0);
		must(site.commit(prompt('1.1.0', 'Greet {{ topic }} kindly.')));
		assert.match(must(site.run('stagemark', 'hooks', 'install')), /kept {5}\S+pre-commit already calls Stagemark/);
		must(site.run('stagemark', 'hooks', 'uninstall'));
		assert.equal(site.fingerprint('.git/hooks/pre-commit'), undefined);
		assert.doesNotMatch(site.repository.read('.git/config'), /stagemark/);
	});

	for (const [name, script] of [
		['a script that ends with exit 0', '#!/bin/bash\necho ran >>proof\nexit 0\n'],
		['a script without a line end', '#!/bin/sh\necho ran >>proof; exit 0'],
		['a script that is one line', '#!/usr/bin/env sh'],
		['a script without a first line that names a shell', 'echo ran >>proof\n'],
	] as const) {
		test(`chains ${name} and takes out exactly what it put in`, () => {
			site.repository.write('.git/hooks/pre-commit', script);
			chmodSync(join(site.repository.root, '.git/hooks/pre-commit'), 0o755);
			const before = site.fingerprint('.git/hooks/pre-commit');
			must(site.run('stagemark', 'hooks', 'install'));
			assert.notEqual(site.commit(brokenPrompt).exitCode, 0);
			must(site.commit(prompt('1.1.0', 'Greet {{ topic }} kindly.')));
			if (script.includes('proof')) assert.match(site.repository.read('proof'), /^(?:ran\n)+$/);
			must(site.run('stagemark', 'hooks', 'uninstall'));
			assert.equal(site.fingerprint('.git/hooks/pre-commit'), before);
		});
	}

	for (const [name, script, mode, words] of [
		[
			'of another language',
			'#!/usr/bin/env python3\nprint("mine")\n',
			0o755,
			/It is a \/usr\/bin\/env python3 script, not a shell script\./,
		],
		['that Git skips', '#!/bin/sh\nexit 1\n', 0o644, /It is not executable, so Git skips it/],
	] as const) {
		test(`leaves a hook ${name} alone and says what to do`, () => {
			site.repository.write('.git/hooks/pre-commit', script);
			chmodSync(join(site.repository.root, '.git/hooks/pre-commit'), mode);
			const before = site.fingerprint('.git/hooks/pre-commit');
			const told = site.run('stagemark', 'hooks', 'install');
			assert.equal(told.exitCode, 1);
			assert.match(told.words, words);
			assert.equal(site.fingerprint('.git/hooks/pre-commit'), before);
		});
	}

	test('changes nothing in a dry run', () => {
		const before = site.repository.read('.git/config');
		assert.match(must(site.run('stagemark', 'hooks', 'install', '--dry-run')), /made {5}\.git\/hooks\/pre-commit/);
		assert.equal(site.fingerprint('.git/hooks/pre-commit'), undefined);
		assert.equal(site.repository.read('.git/config'), before);
	});

	test('leaves a hooks folder outside the repository alone', () => {
		const shared = join(site.programs, 'shared-hooks');
		mkdirSync(shared);
		site.repository.git('config', 'core.hooksPath', shared);
		const told = site.run('stagemark', 'hooks', 'install');
		assert.equal(told.exitCode, 1);
		assert.match(told.words, /core\.hooksPath points to a folder outside this repository/);
	});

	test('finds the command line where the editor has it, also after the editor updated it, and says what to do where it is nowhere', () => {
		must(site.run('stagemark', 'hooks', 'install'));
		site.removeProgram('stagemark');
		// The setting leads to the bundle itself, which is what an editor installs.
		assert.notEqual(site.commit(brokenPrompt).exitCode, 0);

		const editor = join(site.programs, 'extensions/stagemark.stagemark-2.0.0/dist');
		mkdirSync(editor, { recursive: true });
		symlinkSync(join(process.cwd(), 'dist/cli.js'), join(editor, 'cli.js'));
		site.repository.git('config', 'stagemark.cli', join(site.programs, 'extensions/stagemark.stagemark-1.0.0/dist/cli.js'));
		assert.match(site.commit(brokenPrompt).words, /unclosed-block/);

		site.repository.git('config', 'stagemark.cli', '/nowhere/cli.js');
		const lost = site.commit(prompt('1.1.0', 'Greet {{ topic }} kindly.'));
		assert.equal(lost.exitCode, 1);
		assert.match(lost.words, /The command line of Stagemark was not found, so nothing was checked/);
	});

	test('serves a workspace below the top of the repository, with blanks in its name', () => {
		site.repository.write('my bots/one/stagemark.yaml', '');
		site.repository.write('my bots/one/prompts/other.j2', prompt('1.0.0', 'Say {{ topic }}.').replace('greeter', 'other'));
		site.repository.commitAll('A workspace inside');
		must(site.run('stagemark', '--cwd', 'my bots/one', 'hooks', 'install'));
		site.repository.write('my bots/one/prompts/other.j2', brokenPrompt.replace('greeter', 'other'));
		site.repository.git('add', '.');
		assert.match(site.run('git', 'commit', '--message', 'x').words, /prompts\/other\.j2\n.+unclosed-block/);
	});
});

function must({ exitCode, words }: { readonly exitCode: number | null; readonly words: string }): string {
	assert.equal(exitCode, 0, words);
	return words;
}

function files(site: HookRepository, paths: readonly string[]): readonly (string | undefined)[] {
	return paths.map(path => site.fingerprint(path));
}

/** The lines to add, as they were printed. */
function snippetIn(words: string, start: string): string {
	const snippet = words.slice(words.indexOf(`\n${start}`) + 1).split('\n\n')[0] ?? '';
	assert.ok(snippet.startsWith(start), words);
	return `${snippet}\n`;
}

function required(name: string): string {
	const value = process.env[name];
	if (value === undefined) throw new Error(`${name} is not set. Run “npm test -- hooks”.`);
	return value;
}
