import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What may write into the workspace, each with the reason. Everything else only reads it. */
const writers: Readonly<Record<string, string>> = {
	'cli/check/apply-fixes.ts': 'edits documents of the user as an editor does, and no record',
	'cli/commands/registry/merge-registry.ts': 'fills the file of Git that asked for a merge, while Git holds its lock',
	'cli/commands/workspace/check.ts': 'hands the writer to apply-fixes.ts',
	'cli/mlflow/artifact-folder.ts': 'keeps what clients send in the Git directory, and nothing in the workspace',
	'core/use-cases/record/refusal-of-record.ts': 'asks whether a folder could be made, and writes nothing',
	'core/use-cases/unit-of-work/apply-change.ts': 'the one way',
	'core/use-cases/unit-of-work/finish-interrupted-change.ts': 'takes back what a killed process has written by half',
};

const folders = ['cli', 'core/judging', 'core/use-cases', 'core/workspace', 'core/words', 'extension', 'language-server'] as const;

suite('one-way-to-write', () => {
	const sources = folders.flatMap(folder =>
		readdirSync(folder, { recursive: true, encoding: 'utf8' })
			.filter(name => name.endsWith('.ts') && !name.endsWith('.test.ts'))
			.map(name => join(folder, name).replaceAll('\\', '/')),
	);

	test('only the unit of work writes into the workspace, and what is named here with its reason', () => {
		assert.ok(sources.length > 500, `${sources.length} files were read`);
		assert.deepEqual(sources.filter(path => mayWrite(readFileSync(path, 'utf8'))).sort(), Object.keys(writers));
	});

	for (const [what, text] of [
		['takes the writer out of the ports', 'async function f({ files, writer }: Ports) {}'],
		['calls it on the ports', "await ports.writer.write('a', 'b');"],
		['makes a store of its own', "await new DiskFileStore(root).write('a', 'b');"],
		['writes with Node', "import { writeFileSync } from 'node:fs';"],
		['writes with Node, by promises', "import { readFile, rename } from 'node:fs/promises';"],
	] as const) {
		test(`notices a file that ${what}`, () => assert.ok(mayWrite(text)));
	}
});

/** True for a text that has a hand on the writer of the ports, or on another. The host's store is for reading the configuration alone. */
function mayWrite(text: string): boolean {
	if (/\bwriter\b(?!s)/.test(text.replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, ''))) return true;
	if (/DiskFileStore\([^)]*\)\.(?!read\()/.test(text)) return true;
	const imports = text.match(/^import \{[^}]*\} from 'node:fs(?:\/promises)?';$/gm) ?? [];
	return imports.some(line => /\b(?:append|copy|cp|link|mkdir|mkdtemp|open|rename|rm|symlink|truncate|unlink|write)\w*/.test(line));
}
