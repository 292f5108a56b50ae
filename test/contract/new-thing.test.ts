import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';

/** A name of each kind, and the files that the thing costs beside its entries in lists. */
const things: Readonly<Record<string, { readonly name: string; readonly files: readonly string[] }>> = {
	'cli-command': {
		name: 'workspace/sample-count',
		files: ['cli/commands/workspace/sample-count.ts', 'test/contract/cli/sample-count.test.ts'],
	},
	command: { name: 'workspace/show-sample', files: ['extension/commands/workspace/show-sample.ts', 'test/vscode/show-sample.test.ts'] },
	dialect: {
		name: 'sample-prompt',
		files: ['core/formats/prompt/dialects/sample-prompt.ts', 'core/formats/prompt/dialects/sample-prompt.test.ts'],
	},
	gate: {
		name: 'sample-count',
		files: ['core/judging/gates/sample-count.ts', 'core/judging/gates/sample-count.test.ts'],
	},
	importer: {
		name: 'sample-tool',
		files: ['core/use-cases/import/tools/sample-tool.ts', 'core/use-cases/import/tools/sample-tool.test.ts'],
	},
	panel: {
		name: 'sample-view',
		files: [
			'extension/panels/sample-view-panel.ts',
			'test/webviews/sample-view-panel.test.ts',
			...['main.ts', 'protocol.ts', 'sample-view-panel.ts', 'sample-view.css'].map(name => `webviews/sample-view/${name}`),
		],
	},
	rule: {
		name: 'missing-sample',
		files: [
			'docs/rules/missing-sample.md',
			...['rule.ts', 'README.md', 'cases.txt'].map(name => `language-server/rules/missing-sample/${name}`),
		],
	},
};

const folders = [
	'cli',
	'core',
	'docs',
	'extension',
	'images',
	'io',
	'l10n',
	'language-server',
	'syntaxes',
	'templates',
	'test',
	'tools',
	'webviews',
];
const files = [
	'.editorconfig',
	'.prettierignore',
	'.prettierrc.json',
	'README.md',
	'package.json',
	'package.nls.json',
	'package.nls.pt-br.json',
	'tsconfig.json',
];

suite('starting a thing', function () {
	// The compiler reads most of the sources once.
	this.timeout(600_000);
	let copy: string;

	suiteSetup(() => {
		copy = mkdtempSync(join(tmpdir(), 'stagemark-new-'));
		for (const path of [...folders, ...files]) if (existsSync(path)) cpSync(path, join(copy, path), { recursive: true });
		mkdirSync(join(copy, 'out'));
		symlinkSync(resolve('node_modules'), join(copy, 'node_modules'), 'junction');
	});

	suiteTeardown(() => rmSync(copy, { recursive: true, force: true }));

	function run(...args: readonly string[]): { readonly status: number | null; readonly stdout: string; readonly stderr: string } {
		return spawnSync(process.execPath, args, { cwd: copy, encoding: 'utf8' });
	}

	function filesOfCopy(): readonly string[] {
		return folders.flatMap(folder =>
			readdirSync(join(copy, folder), { recursive: true, withFileTypes: true })
				.filter(entry => entry.isFile())
				.map(entry => relative(copy, join(entry.parentPath, entry.name)).replaceAll('\\', '/')),
		);
	}

	for (const [kind, { name, files: expected }] of Object.entries(things)) {
		test(`${kind}: writes its files and no other, once`, () => {
			const before = new Set(filesOfCopy());
			const { status, stderr } = run('tools/new.mjs', kind, name);
			assert.equal(status, 0, stderr);
			assert.deepEqual(
				filesOfCopy()
					.filter(file => !before.has(file))
					.sort(),
				expected.toSorted(),
			);
			const again = run('tools/new.mjs', kind, name);
			assert.equal(again.status, 1);
			assert.match(again.stderr, /exists already\. Choose another name\./);
		});
	}

	test('costs few files: a rule, a gate, an importer, a dialect and a command together at most 12', () => {
		const costs = ['rule', 'gate', 'importer', 'dialect', 'command'].map(kind => things[kind]?.files.length ?? Number.NaN);
		assert.ok(costs.reduce((sum, cost) => sum + cost) <= 12, String(costs));
	});

	test('writes the rows of the documentation', () => {
		const docs = run('tools/make-docs.mjs', '--check');
		assert.equal(docs.status, 0, docs.stderr);
	});

	test('keeps every list in alphabetical order', () => {
		for (const file of [
			'extension/commands/all-commands.ts',
			'language-server/rules/all-rules.ts',
			'core/judging/gates/all-gates.ts',
		]) {
			const [, list = ''] = /= \[([^\]]*)\]/.exec(readFileSync(join(copy, file), 'utf8')) ?? [];
			const members = list.split(',').flatMap(member => member.trim() || []);
			assert.deepEqual(members, members.toSorted(), file);
			assert.ok(
				members.some(member => /sample/i.test(member)),
				file,
			);
		}
	});

	test('keeps the commands of the command line in alphabetical order', () => {
		const list = readFileSync(join(copy, 'cli/commands/all-commands.ts'), 'utf8');
		const names = [...list.matchAll(/\bname: '([^']+)'/g)].map(([, name]) => name);
		assert.deepEqual(names, names.toSorted());
		assert.ok(names.includes('sample-count'));
	});

	test('writes what the compiler accepts, in the host and in the page', () => {
		const written = Object.values(things).flatMap(({ files: all }) => all.filter(file => file.endsWith('.ts')));
		for (const [project, isOurs] of [
			['.', (file: string) => !/^webviews\/.*(?<!protocol)\.ts$/.test(file)],
			['webviews', (file: string) => file.startsWith('webviews/')],
		] as const) {
			const own = [...written.filter(isOurs), ...(project === '.' ? [] : ['webviews/shared/css-modules.d.ts'])];
			const config = { extends: './tsconfig.json', include: [], files: own.map(file => relative(project, file)) };
			writeFileSync(join(copy, project, 'tsconfig.new.json'), JSON.stringify(config));
			const { status, stdout } = run('node_modules/typescript/bin/tsc', '-p', join(project, 'tsconfig.new.json'));
			assert.equal(status, 0, stdout);
		}
	});

	test('writes tests that hold, apart from the one that asks for the author’s own', () => {
		const { stdout } = run(
			'tools/run-mocha.mjs',
			...Object.values(things).flatMap(({ files: all }) => all.filter(file => /^core\/.*\.test\.ts$/.test(file))),
			'test/contract/package-json.test.ts',
		);
		assert.match(stdout, /1 failing/);
		assert.match(stdout, /sample-count\s+judges what it is for:/);
	});

	test('refuses what it does not know, with the kinds and an example', () => {
		const unknown = run('tools/new.mjs', 'statue', 'david');
		assert.equal(unknown.status, 2);
		assert.match(unknown.stderr, /There is no kind “statue”\. Kinds: cli-command, command, dialect, gate, importer, panel, rule\./);
		const misnamed = run('tools/new.mjs', 'rule', 'MissingSeed');
		assert.equal(misnamed.status, 2);
		assert.match(misnamed.stderr, /“MissingSeed” cannot name a rule\. Write two or more words .* such as missing-sample\./);
		assert.match(run('tools/new.mjs', '--help').stdout, /gate +a gate, .* Example: gate run-count/);
	});
});
