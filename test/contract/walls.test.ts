import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';

/** One forbidden import for each wall: the file it is planted in, and what that file imports. A name without a slash is a package. */
const planted: Readonly<Record<string, readonly [from: string, to: string]>> = {
	'templates-stand-alone': ['templates/tree/planted.ts', 'core/base/result.ts'],
	'templates-only-through-api': ['core/formats/prompt/planted.ts', 'templates/parse/parse-template.ts'],
	'core-is-pure': ['core/base/planted-package.ts', 'chart.js'],
	'storey-base': ['core/base/planted.ts', 'core/formats/prompt/prompt.ts'],
	'storey-ports': ['core/ports/planted.ts', 'core/statistics/mean.ts'],
	'storey-statistics': ['core/statistics/planted.ts', 'core/use-cases/promote/promote-version.ts'],
	'storey-formats': ['core/formats/run/planted.ts', 'core/workspace/workspace-index.ts'],
	'storey-workspace': ['core/workspace/planted.ts', 'core/judging/compare/compare-runs.ts'],
	'storey-judging': ['core/judging/gates/planted.ts', 'core/use-cases/promote/promote-version.ts'],
	'storey-use-cases': ['core/use-cases/run/planted.ts', 'core/words/describe-failure.ts'],
	'storey-words': ['core/words/planted.ts', 'io/node-ports.ts'],
	'io-serves-core': ['io/planted.ts', 'vscode-languageclient'],
	'rules-are-pure': ['language-server/rules/planted/rule.ts', 'language-server/rules/other/rule.ts'],
	'features-speak-core': ['language-server/features/planted.ts', 'vscode-languageserver'],
	'documents-see-no-features': ['language-server/documents/planted.ts', 'language-server/features/hover.ts'],
	'features-see-no-service': ['language-server/features/planted-service.ts', 'language-server/language-service.ts'],
	'server-has-no-editor': ['language-server/lsp/planted.ts', 'vscode-languageclient'],
	'webview-is-a-browser-island': ['webviews/compare/planted.ts', 'webviews/timeline/main.ts'],
	'webviews-shared-sees-no-panel': ['webviews/shared/planted.ts', 'webviews/timeline/main.ts'],
	'toolkit-in-one-module': ['webviews/timeline/planted.ts', '@vscode/webview-ui-toolkit'],
	'webview-only-through-protocol': ['extension/panels/planted-webview.ts', 'webviews/timeline/main.ts'],
	'extension-uses-server-over-lsp': ['extension/model/planted-server.ts', 'language-server/language-service.ts'],
	'extension-model': ['extension/model/planted.ts', 'extension/ask/notify.ts'],
	'extension-ask': ['extension/ask/planted.ts', 'extension/trees/tree.ts'],
	'extension-trees': ['extension/trees/planted.ts', 'extension/panels/panel.ts'],
	'extension-panels': ['extension/panels/planted.ts', 'extension/commands/command.ts'],
	'extension-commands': ['extension/commands/planted.ts', 'extension/trees/tree.ts'],
	'commands-trees-and-panels-are-leaves': ['extension/commands/run/planted.ts', 'extension/commands/run/other.ts'],
	'cli-has-no-editor': ['cli/planted.ts', 'vscode-languageclient'],
	'not-to-test': ['core/base/planted-test.ts', 'test/support/team.ts'],
	'no-circular': ['io/circle-a.ts', 'io/circle-b.ts'],
	'no-unresolvable': ['io/planted-nothing.ts', 'io/nothing.ts'],
	'no-circle-of-rooms': ['core/use-cases/record/planted-room.ts', 'core/use-cases/merge/room.ts'],
};

/** What has to import something itself to make its wall fall. */
const answering: Readonly<Record<string, string>> = {
	'io/circle-b.ts': 'io/circle-a.ts',
	'core/use-cases/merge/room.ts': 'core/use-cases/record/planted-room.ts',
};

suite('walls', function () {
	this.timeout(120_000);
	let root: string;
	let report: string;

	suiteSetup(() => {
		root = mkdtempSync(join(tmpdir(), 'walls-'));
		copyFileSync('tsconfig.json', join(root, 'tsconfig.json'));
		for (const [from, to] of Object.values(planted)) {
			if (isPackage(to)) write(`node_modules/${to}/index.js`, 'export {};\n');
			else if (to !== 'io/nothing.ts' && answering[to] === undefined) write(to, 'export {};\n');
			write(from, importOf(from, to));
		}
		for (const [from, to] of Object.entries(answering)) write(from, importOf(from, to));
		const checked = spawnSync(process.execPath, [resolve('tools/check-imports.mjs')], { cwd: root, encoding: 'utf8' });
		report = checked.stderr;
		assert.equal(checked.status, 1, `${checked.stdout}\n${report}`);
	});

	suiteTeardown(() => rmSync(root, { recursive: true, force: true }));

	function write(path: string, text: string): void {
		mkdirSync(join(root, dirname(path)), { recursive: true });
		writeFileSync(join(root, path), text);
	}

	for (const [wall, [from, to]] of Object.entries(planted)) {
		test(`${wall} names ${from} when it imports ${to}`, () => {
			assert.ok(
				report.split('\n').some(line => line.startsWith(`${wall}: ${from} → `)),
				report,
			);
		});
	}

	test('each has an import that makes it fall, and a heading in ARCHITECTURE.md', () => {
		const { forbidden } = createRequire(resolve('package.json'))('./.dependency-cruiser.cjs') as { forbidden: { name: string }[] };
		const walls = [...forbidden.map(({ name }) => name), 'no-circle-of-rooms'];
		assert.deepEqual(Object.keys(planted).sort(), walls.toSorted());
		const text = readFileSync('ARCHITECTURE.md', 'utf8');
		const headings = new Set(
			[...text.matchAll(/^### (.*)$/gm)].flatMap(([, names = '']) => names.split(', ').map(name => name.replaceAll('`', ''))),
		);
		assert.deepEqual(
			walls.filter(wall => !headings.has(wall)),
			[],
		);
	});
});

function isPackage(name: string): boolean {
	return !name.endsWith('.ts');
}

function importOf(from: string, to: string): string {
	if (isPackage(to)) return `import '${to}';\n`;
	const path = relative(dirname(from), to);
	return `import '${path.startsWith('.') ? path : `./${path}`}';\n`;
}
