import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { createPorts } from '../../../../../io/node-ports.ts';
import { makeMlflowDatabase } from '../../../../../test/support/mlflow-database.ts';
import type { MlflowRow } from '../../../../../test/support/mlflow-database.ts';
import { TemporaryRepository } from '../../../../../test/support/temporary-repository.ts';
import { withoutUndefined } from '../../../../base/without-undefined.ts';
import type { Ports } from '../../../../ports/ports.ts';
import { describeFailure } from '../../../../words/describe-failure.ts';
import { readImport } from '../../read-import.ts';
import type { ReadImport } from '../../read-import.ts';

const signal = new AbortController().signal;
const run: MlflowRow = { id: 'a'.repeat(32), name: 'v1', metrics: [['acc', 0.5, 0]] };

async function collect<Value>(values: AsyncIterable<Value> | undefined): Promise<Value[]> {
	const all: Value[] = [];
	for await (const value of values ?? []) all.push(value);
	return all;
}

suite('import of a database of MLflow', () => {
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

	function make(rows: readonly MlflowRow[], more?: string): void {
		makeMlflowDatabase(join(repository.root, 'mlflow.db'), rows, more);
	}

	async function read(from = 'mlflow.db', sourceExperiment?: string): Promise<ReadImport> {
		const result = await readImport({ from, ...withoutUndefined({ sourceExperiment }) }, ports, signal);
		if (!result.ok) assert.fail(JSON.stringify(result.failure));
		return result.value;
	}

	async function refusal(from = 'mlflow.db', sourceExperiment?: string): Promise<string> {
		const result = await readImport({ from, ...withoutUndefined({ sourceExperiment }) }, ports, signal);
		assert.ok(!result.ok);
		return describeFailure(result.failure).why;
	}

	test('a run has its parameters, every value of its metrics, tags, parent, data and artifacts', async () => {
		repository.write(`mlruns/1/${run.id}/artifacts/answers/a.txt`, 'first');
		make(
			[
				{
					...run,
					params: { model: 'gpt-4-turbo', temperature: '0.7', seed: '3' },
					tags: { team: 'docs', 'mlflow.parentRunId': 'b'.repeat(32), 'mlflow.note.content': 'fine' },
					metrics: [
						['acc', 0.5, 1],
						['acc', 0.25, 0],
						['acc', 0.75, 1],
						['loss', 0, 0, 'nan'],
						['loss', Number.MAX_VALUE, 1],
					],
				},
			],
			`INSERT INTO datasets VALUES ('d', 1, 'questions', 'abc123'); INSERT INTO inputs VALUES ('i', 'DATASET', 'd', 'RUN', '${run.id}')`,
		);
		for (const from of ['mlflow.db', '.']) {
			const { runs, notes, importer } = await read(from);
			assert.deepEqual([importer.id, runs.length], ['mlflow', 1]);
			for (const only of runs) {
				assert.deepEqual([only.label, only.model, only.seed, only.status], ['v1', 'gpt-4-turbo', 3, 'completed']);
				assert.deepEqual([only.parameters, only.metrics, only.notes], [{ temperature: 0.7 }, { acc: 0.75 }, 'fine']);
				const points = await collect(only.series?.(signal));
				assert.deepEqual(
					points.map(({ step, values }) => [step, values['acc']]),
					[
						[0, 0.25],
						[1, 0.5],
						[1, 0.75],
					],
				);
				assert.deepEqual(only.tags, {
					'mlflow.experiment': 'summaries',
					'mlflow.datasets': 'questions (abc123)',
					'mlflow.parentRunId': 'b'.repeat(32),
					team: 'docs',
				});
				assert.deepEqual(
					only.artifacts?.map(({ name }) => name),
					['answers/a.txt'],
				);
			}
			assert.equal(notes.warnings.filter(warning => warning.startsWith('The metric loss of')).length, 2);
		}
	});

	test('rows of a logged table and traces of an evaluation are answers by case', async () => {
		const [table, traced] = [run, { ...run, id: 'c'.repeat(32), name: 'v2', metrics: [['exact/mean', 1, 0]] as const }];
		repository.write(`mlruns/1/${table.id}/artifacts/t.json`, '{"columns": ["id", "ok"], "data": [["q1", true], ["q2", false]]}');
		const span = { attributes: { 'mlflow.spanInputs': '{"q": "1+1"}', 'mlflow.spanOutputs': '"2"' } };
		make(
			[{ ...table, tags: { 'mlflow.loggedArtifacts': '[{"path": "t.json", "type": "table"}]' } }, traced],
			`INSERT INTO trace_info VALUES ('tr-1', 1, 6, 'OK', '', '');
			INSERT INTO trace_request_metadata VALUES ('mlflow.sourceRun', '${traced.id}', 'tr-1');
			INSERT INTO spans VALUES ('tr-1', 's', NULL, '${JSON.stringify(span)}');
			INSERT INTO assessments VALUES ('tr-1', 'exact', 'feedback', 'true', NULL, 'same', NULL, 1, '{}', 1);
			INSERT INTO assessments VALUES ('tr-1', 'old', 'feedback', 'true', NULL, NULL, NULL, 0, '{}', 1);
			INSERT INTO assessments VALUES ('tr-1', 'tone', 'feedback', '"kind"', NULL, NULL, NULL, 1, '{}', 1);
			INSERT INTO assessments VALUES ('tr-1', 'expected', 'expectation', '"2"', NULL, NULL, NULL, 1, '{}', 1)`,
		);
		const { runs, notes } = await read();
		assert.deepEqual(await collect(runs[0]?.samples?.(signal)), [
			{ case: 'q1', scores: { ok: 1 } },
			{ case: 'q2', scores: { ok: 0 } },
		]);
		assert.deepEqual(await collect(runs[1]?.samples?.(signal)), [
			{ case: '{"q":"1+1"}', scores: { exact: 1 }, input: { q: '1+1' }, output: '2', expected: '2', latency_ms: 6, reason: 'same' },
		]);
		assert.match(notes.warnings.join(), /The assessment tone is kind\. That is not a number or a truth value, so it is left out\./);
	});

	test('the text of a registered prompt that a run used, and artifacts that may be one, are offered for the match', async () => {
		repository.write(`mlruns/1/${run.id}/artifacts/prompts/a.j2`, 'Hi {{ name }}');
		repository.write(`mlruns/1/${run.id}/artifacts/model.bin`, 'x');
		make(
			[{ ...run, tags: { 'mlflow.linkedPrompts': '[{"name": "answer", "version": "2"}]' } }],
			"INSERT INTO model_version_tags VALUES ('mlflow.prompt.text', 'Answer {{q}}', 'answer', 2, 'default')",
		);
		assert.deepEqual((await read()).runs[0]?.possiblePrompts, ['Answer {{q}}', 'Hi {{ name }}']);
	});

	test('artifacts are taken from beside the database only, wherever its paths lead', async () => {
		repository.write('secret/artifacts/key.txt', 'x');
		const uris = ['../secret/artifacts', '/etc/../etc/artifacts', 's3://bucket/1/abc/artifacts', 'secret/artifacts'];
		make(uris.map((artifactUri, position) => ({ ...run, id: `${position}`.repeat(32), artifactUri })));
		const { runs, notes } = await read();
		assert.deepEqual(
			runs.map(({ artifacts }) => artifacts),
			[[], [], [], []],
		);
		assert.match(notes.warnings.join(), /are at s3:\/\/bucket\/1\/abc\/artifacts and are left there/);
	});

	test('deleted runs are named and left out, and one experiment can be chosen', async () => {
		make([run, { ...run, id: 'd'.repeat(32), name: 'gone', lifecycle: 'deleted' }]);
		const { runs, notes } = await read('mlflow.db', 'summaries');
		assert.deepEqual(
			runs.map(({ label }) => label),
			['v1'],
		);
		assert.match(notes.warnings.join(), /The run d+ was deleted in MLflow and is left out\./);
		assert.equal(
			await refusal('mlflow.db', 'sumaries'),
			'There is no run in the MLflow experiment “sumaries”. Its experiments are “summaries”.',
		);
	});

	test('a database of another program, a damaged one and one of an unknown schema are refused with the reason', async () => {
		new DatabaseSync(join(repository.root, 'other.db')).exec('CREATE TABLE t (a)');
		assert.match(await refusal('other.db'), /^The database cannot be read as one of MLflow: no such table: runs\./);
		writeFileSync(join(repository.root, 'cut.db'), `SQLite format 3\0${'x'.repeat(200)}`);
		assert.match(await refusal('cut.db'), /^The database cannot be (?:opened|read)/);
		make([run], 'ALTER TABLE metrics RENAME COLUMN is_nan TO nan_flag');
		assert.match(await refusal(), /no such column: is_nan/);
	});

	test('a database in use by a writer with a write-ahead log is read', async () => {
		make([run], 'PRAGMA journal_mode = WAL');
		const writer = new DatabaseSync(join(repository.root, 'mlflow.db'));
		writer.exec(`BEGIN IMMEDIATE; INSERT INTO params VALUES ('open', '1', '${run.id}')`);
		const { runs } = await read();
		assert.deepEqual(runs[0]?.parameters, {});
		writer.exec('COMMIT');
		assert.deepEqual((await read()).runs[0]?.parameters, { open: 1 });
		writer.close();
	});
});
