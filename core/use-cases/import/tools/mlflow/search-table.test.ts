import assert from 'node:assert/strict';
import { createPorts } from '../../../../../io/node-ports.ts';
import { TemporaryRepository } from '../../../../../test/support/temporary-repository.ts';
import { assertTranslated } from '../../../../../test/support/translation/assert-translated.ts';
import { withoutUndefined } from '../../../../base/without-undefined.ts';
import type { Ports } from '../../../../ports/ports.ts';
import { describeFailure } from '../../../../words/describe-failure.ts';
import { readImport } from '../../read-import.ts';
import type { ReadImport } from '../../read-import.ts';

const signal = new AbortController().signal;

/** As pandas wrote what MLflow 3.17.2 found: an infinity, a NaN, a text with a line break, one run without parameters of the other. */
const table = `run_id,experiment_id,status,artifact_uri,start_time,end_time,metrics.val/acc,metrics.pass_rate,metrics.big,params.stream,params.note,params.seed,params.model,params.temperature,tags.mlflow.user,tags.mlflow.source.type,tags.mlflow.runName,tags.mlflow.source.name,tags.team
70d66137f0e948979e69620fac4f3db2,1,FAILED,/tmp/a/artifacts,2026-12-01 04:02:27.858+00:00,,,,,True,"a, ""b""
c",,,,root,LOCAL,v2,-,docs
c6669dd4e6db4e5b867bdda9c75a1544,1,FINISHED,/tmp/b/artifacts,2026-12-01 04:02:27.418+00:00,2026-12-01 04:02:27.780+00:00,0.25,0.5,1.7976931348623157e+308,,,3,gpt-4-turbo,0.7,root,LOCAL,v1,-,docs
`;

suite('import of a table of search_runs', () => {
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

	async function read(text: string, sourceExperiment?: string): Promise<ReadImport> {
		repository.write('runs.csv', text);
		const result = await readImport({ from: 'runs.csv', ...withoutUndefined({ sourceExperiment }) }, ports, signal);
		if (!result.ok) assert.fail(describeFailure(result.failure).why);
		for (const warning of result.value.notes.warnings) assertTranslated(warning);
		return result.value;
	}

	async function refusal(text: string): Promise<string> {
		repository.write('runs.csv', text);
		const result = await readImport({ from: 'runs.csv' }, ports, signal);
		assert.ok(!result.ok);
		const { why } = describeFailure(result.failure);
		assertTranslated(why);
		return why;
	}

	test('a row is a run with its id, state, times, parameters, tags and last values', async () => {
		const { importer, runs, notes } = await read(table);
		assert.equal(importer.id, 'mlflow');
		assert.deepEqual(
			runs.map(({ label, source, status, startedAt, endedAt, model, seed }) => [
				label,
				source.id,
				status,
				startedAt,
				endedAt,
				model,
				seed,
			]),
			[
				[
					'v1',
					'c6669dd4e6db4e5b867bdda9c75a1544',
					'completed',
					'2026-12-01T04:02:27.418Z',
					'2026-12-01T04:02:27.780Z',
					'gpt-4-turbo',
					3,
				],
				['v2', '70d66137f0e948979e69620fac4f3db2', 'failed', '2026-12-01T04:02:27.858Z', undefined, undefined, undefined],
			],
		);
		assert.deepEqual(
			runs.map(({ parameters, metrics, tags }) => [parameters, metrics, tags]),
			[
				[{ temperature: 0.7 }, { pass_rate: 0.5, 'val/acc': 0.25 }, { 'mlflow.experiment': '1', team: 'docs' }],
				[{ stream: true, note: 'a, "b"\nc' }, {}, { 'mlflow.experiment': '1', team: 'docs' }],
			],
		);
		assert.deepEqual(notes.warnings, ['runs.csv, line 4: “1.7976931348623157e+308” is not a finite number; the point is left out.']);
	});

	test('the index that pandas writes, semicolons and words for NaN are read', async () => {
		const indexed = table
			.split(/\n(?=[0-9a-f]{32}|run_id|$)/)
			.map((line, number) => (line === '' ? '' : `${number === 0 ? '' : number - 1},${line}`))
			.join('\n');
		assert.deepEqual((await read(indexed)).runs, (await read(table)).runs);
		const { runs, notes } = await read(
			'run_id;experiment_id;status;artifact_uri;metrics.a;metrics.b;metrics.c\nx;1;FINISHED;f;NaN;-inf;1\n',
		);
		assert.deepEqual(runs[0]?.metrics, { c: 1 });
		assert.equal(notes.warnings.length, 2);
	});

	test('one experiment is chosen by its id', async () => {
		assert.equal((await read(`${table}${'b'.repeat(32)},2,FINISHED,f,,,,,,,,,,,,,v3,,\n`, '2')).runs[0]?.label, 'v3');
	});

	test('a metric that is no number and a row without an id are refused with their lines', async () => {
		assert.equal(await refusal(table.replace('0.25', 'high')), 'Line 4: the metric val/acc is “high”, which is not a number.');
		assert.equal(await refusal(table.replace('c6669dd4e6db4e5b867bdda9c75a1544', '')), 'Line 4 has no run_id.');
		assert.match(await refusal(table.replace('docs\nc66', '"docs\nc66')), /The quote on line \d is never closed/);
	});

	test('a table with a column run_id of another tool is no table of MLflow', async () => {
		assert.equal((await read('id,run_id,score\na,1,0.5\nb,1,1\n')).importer.id, 'csv');
	});
});
