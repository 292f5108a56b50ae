import assert from 'node:assert/strict';
import { cpSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseYaml } from '../../core/base/yaml/parse-yaml.ts';
import { embeddingReferenceSchema } from '../../core/formats/component/embedding-reference.ts';
import { modelCardSchema } from '../../core/formats/component/model-card.ts';
import { pipelineSchema } from '../../core/formats/component/pipeline.ts';
import { configSchema } from '../../core/formats/config/config.ts';
import { experimentSchema } from '../../core/formats/experiment/experiment.ts';
import { frontMatterSchema } from '../../core/formats/prompt/front-matter.ts';
import { runRecordSchema } from '../../core/formats/run/run-record.ts';
import { formattingEdits } from '../../language-server/features/editing/formatting.ts';
import { runCommandLine } from '../support/command-line.ts';
import { missingKeys } from '../support/missing-keys.ts';
import { parseFile } from '../support/parse-file.ts';
import { TemporaryRepository } from '../support/temporary-repository.ts';

const example = 'examples/complete';
const paths = readdirSync(example, { recursive: true, withFileTypes: true })
	.filter(entry => entry.isFile())
	.map(entry =>
		join(entry.parentPath, entry.name)
			.replaceAll('\\', '/')
			.slice(example.length + 1),
	);
const runs = paths.filter(path => path.endsWith('/run.json'));

interface Checked {
	readonly findings: readonly { readonly file: string; readonly rule: string }[];
}

function read(path: string): string {
	return readFileSync(join(example, path), 'utf8');
}

/** The YAML of a file: its front matter where it has one. */
function yamlOf(path: string): unknown {
	const text = read(path);
	return parseYaml(/^---\n(.*?)\n---\n/s.exec(text)?.[1] ?? text).value;
}

/** A key without a line in the example fails here. Add one to examples/complete. */
suite('the example with every key and every kind of file', () => {
	let repository: TemporaryRepository;

	suiteSetup(() => {
		repository = TemporaryRepository.create();
		cpSync(example, repository.root, { recursive: true });
		// Bruno committed his approval himself, and all of it happened before the configuration asked for gates.
		repository.git('add', '--all', '--', ':!stagemark.yaml', ':!registry');
		repository.git('commit', '--quiet', '--message', 'Prompts, plans and runs');
		repository.identify('Bruno Lima', 'bruno@example.com');
		repository.git('add', 'registry');
		repository.git('commit', '--quiet', '--message', 'Moves');
		repository.git('tag', '--annotate', 'answer/v1.0.0', '--message', 'answer 1.0.0');
		repository.commitAll('Every key of the configuration');
	});
	suiteTeardown(() => repository.dispose());

	function run(...args: readonly string[]): string {
		const { exitCode, stdout, stderr } = runCommandLine(repository.root, args);
		assert.equal(exitCode, 0, stderr);
		return stdout;
	}

	for (const [what, schema, files] of [
		['stagemark.yaml', configSchema, /^stagemark\.yaml$/],
		['a plan', experimentSchema, /methodology\.yaml$/],
		['front matter', frontMatterSchema, /^prompts\/.*\.j2$/],
		['a model card', modelCardSchema, /^models\//],
		['a pipeline', pipelineSchema, /^pipelines\//],
		['an embedding reference', embeddingReferenceSchema, /^embeddings\//],
	] as const) {
		test(`has every key of ${what}`, () => {
			assert.deepEqual(missingKeys(schema, paths.filter(path => files.test(path)).map(yamlOf)), []);
		});
	}

	test('is linted without a finding, but for settings that have no effect yet', () => {
		const { findings } = JSON.parse(run('check', '--format', 'json')) as Checked;
		assert.deepEqual(
			findings.filter(({ file, rule }) => file !== 'stagemark.yaml' || rule !== 'setting-without-effect'),
			[],
		);
	});

	test('is loaded whole: every run counts or is named, and its registry verifies', () => {
		const listed = JSON.parse(run('runs', '--format', 'json')) as { readonly runs: readonly unknown[]; readonly not_read?: unknown };
		assert.equal(listed.runs.length, runs.length);
		assert.match(run('verify'), /^2 names verified: .* hold\.$/m);
		assert.match(run('compare', 'exp-001'), /correct/);
		assert.match(run('compare', 'exp-002'), /latency/);
	});

	test('has runs of a command, an evaluation and an import, and one that was scored again', () => {
		const records = runs.map(path => runRecordSchema.parse(JSON.parse(read(path))));
		assert.deepEqual([...new Set(records.map(({ source }) => source.kind))].sort(), ['command', 'evaluate', 'import']);
		assert.equal(records.filter(record => record.rescored_from !== undefined).length, 1);
	});

	test('is written as it was read', () => {
		for (const path of runs) {
			const text = read(path);
			assert.equal(`${JSON.stringify(runRecordSchema.parse(JSON.parse(text)), null, 2)}\n`, text, path);
		}
		for (const path of paths.filter(name =>
			/^(?:stagemark\.yaml|(?:embeddings|models|pipelines|prompts)\/.*)$|methodology\.yaml$/.test(name),
		)) {
			assert.deepEqual(
				formattingEdits(parseFile(path, read(path)), text => parseFile(path, text)),
				[],
				path,
			);
		}
		assert.equal(run('registry', 'export'), read('stagemark-manifest.json'));
	});

	test('keeps every line of its registry file when a move is added', () => {
		const before = repository.read('registry/answer.yaml').split('\n');
		run('alias', 'answer', 'newest', '1.0.0', '--reason', 'Tried it');
		const after = repository.read('registry/answer.yaml').split('\n');
		assert.ok(after.length > before.length);
		assert.deepEqual(
			before.filter(line => !after.includes(line)),
			['aliases: {stable: 1.0.0}'],
		);
	});
});
