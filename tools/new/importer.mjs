import { insertMember } from './insert-line.mjs';
import { camelCase, kebab, kebabWords, titleOf } from './thing.mjs';

/** @type {import('./thing.mjs').Kind} */
export const importer = {
	summary: 'an importer of the results of another tool',
	example: 'deep-eval',
	pattern: kebab,
	patternWords: kebabWords,
	plan: id => ({
		files: {
			[`core/use-cases/import/tools/${id}.ts`]: importerText(id),
			[`core/use-cases/import/tools/${id}.test.ts`]: testText(id),
		},
		edits: { 'core/use-cases/import/tools/all-importers.ts': text => insertMember(text, camelCase(id), `./${id}.ts`) },
		next: ['Read what the tool really writes, and hold it to the tool itself in tools/test/import-tools.mjs.'],
	}),
};

/** @param {string} id */
function importerText(id) {
	return `import type { ImportSource, SourceFile } from '../import-source.ts';
import type { Importer } from '../importer.ts';
import { readMapFile } from '../read-map-file.ts';
import { isObject, numberOf } from '../reading/json-values.ts';

/** One JSON file with the metrics of a run under \`${id}\`. */
export const ${camelCase(id)}: Importer = {
	id: '${id}',
	title: '${titleOf(id)}',
	documentation: { from: 'a JSON file with the key \`${id}\`', run: 'the file' },

	async recognise(source) {
		const file = fileOf(source);
		const head = file && (await source.head(file));
		return head !== undefined && /^\\s*\\{\\s*"${id}":/.test(head) ? 'it begins with the key “${id}”' : undefined;
	},

	async read(source, notes) {
		const file = fileOf(source);
		const document = file === undefined ? {} : await readMapFile(file, notes);
		const values = document['${id}'];
		const metrics: Record<string, number> = {};
		for (const [name, value] of Object.entries(isObject(values) ? values : {})) {
			const number = numberOf(value);
			if (number === undefined) notes.drop(\`${id}.\${name}\`, 'it is not a finite number');
			else metrics[name] = number;
		}
		notes.keep('${id}', 'metrics');
		const label = file?.path ?? '${id}';
		const origin = { tool: '${id}', version: undefined, id: undefined };
		return [{ label, source: origin, variantGuesses: [label.replace(/\\.[^.]*$/, '')], parameters: {}, metrics, tags: {} }];
	},
};

function fileOf({ isFolder, files }: ImportSource): SourceFile | undefined {
	return isFolder ? undefined : files[0];
}
`;
}

/** @param {string} id */
function testText(id) {
	return `import assert from 'node:assert/strict';
import { join } from 'node:path';
import { createPorts } from '../../../../io/node-ports.ts';
import { TemporaryRepository } from '../../../../test/support/temporary-repository.ts';
import type { Ports } from '../../../ports/ports.ts';
import { readImport } from '../read-import.ts';

suite('importing ${titleOf(id)}', () => {
	let repository: TemporaryRepository;
	let ports: Ports;
	setup(() => {
		repository = TemporaryRepository.create();
		ports = createPorts(repository.root);
	});
	teardown(() => {
		ports.git.dispose();
		repository.dispose();
	});

	test('takes numbers as metrics and names what it drops', async () => {
		repository.write('v1.json', '{"${id}": {"accuracy": 0.9, "note": "good"}}');
		const result = await readImport({ from: join(repository.root, 'v1.json') }, ports, new AbortController().signal);
		assert.ok(result.ok);
		assert.equal(result.value.importer.id, '${id}');
		assert.deepEqual(result.value.runs.map(({ metrics }) => metrics), [{ accuracy: 0.9 }]);
	});
});
`;
}
