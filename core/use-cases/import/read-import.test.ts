import assert from 'node:assert/strict';
import { zipSync, strToU8 } from 'fflate';
import { createPorts } from '../../../io/node-ports.ts';
import { TemporaryRepository } from '../../../test/support/temporary-repository.ts';
import { wandbLog } from '../../../test/support/wandb-log.ts';
import type { WandbLogContent } from '../../../test/support/wandb-log.ts';
import { assertTranslated } from '../../../test/support/translation/assert-translated.ts';
import { describeFailure } from '../../words/describe-failure.ts';
import type { Ports } from '../../ports/ports.ts';
import type { ImportedSample } from './imported-sample.ts';
import type { ReadImport } from './read-import.ts';
import { readImport, stoppable } from './read-import.ts';
import { withoutUndefined } from '../../base/without-undefined.ts';

const signal = new AbortController().signal;

const log: WandbLogContent = {
	runId: 'abc123',
	name: 'nightly',
	config: { model: '"gpt-4-turbo"', seed: 3, temperature: 0.7 },
	// Long enough for several blocks, so that records are split.
	history: Array.from({ length: 900 }, (_, step) => ({
		_step: step,
		_timestamp: 1_738_319_400 + step,
		loss: 1 / (step + 1),
		note: `"${'x'.repeat(60)}"`,
	})),
	summary: { loss: 1 / 900, acc: 'NaN', _runtime: 3 },
	exitCode: 0,
};

suite('readImport', () => {
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

	async function read(from: string, format?: string): Promise<ReadImport> {
		const result = await readImport({ from, ...withoutUndefined({ format }) }, ports, signal);
		if (!result.ok) assert.fail(JSON.stringify(result.failure));
		for (const warning of result.value.notes.warnings) assertTranslated(warning);
		for (const { why } of result.value.notes.fields) if (why !== undefined) assertTranslated(why);
		return result.value;
	}

	async function refusal(from: string, format?: string): Promise<string> {
		const result = await stoppable(async () => {
			const found = await readImport({ from, ...withoutUndefined({ format }) }, ports, signal);
			if (!found.ok) return describeFailure(found.failure).why;
			for (const run of found.value.runs) await samplesOf(found.value, found.value.runs.indexOf(run));
			return `read as ${found.value.importer.id}`;
		});
		return result.ok ? result.value : describeFailure(result.failure).why;
	}

	async function samplesOf({ runs }: ReadImport, position = 0): Promise<ImportedSample[]> {
		const samples: ImportedSample[] = [];
		for await (const sample of runs[position]?.samples?.(signal) ?? []) samples.push(sample);
		return samples;
	}

	function dropped({ notes }: ReadImport): readonly string[] {
		return notes.fields.filter(({ outcome }) => outcome === 'dropped').map(({ field, why }) => `${field}: ${why ?? ''}`);
	}

	test('promptfoo version 2 keeps its results in a table', async () => {
		const cell = (success: boolean, text: string): object => ({
			pass: success,
			score: Number(success),
			text,
			provider: 'openai:gpt-4o',
			prompt: { label: 'v1' },
			latencyMs: 12,
			cost: 0.5,
			namedScores: {},
		});
		repository.write(
			'old.json',
			JSON.stringify({
				evalId: 'eval-1',
				results: {
					version: 2,
					table: {
						head: { prompts: [{ raw: 'Say {{x}}', label: 'v1', provider: 'openai:gpt-4o' }], vars: ['x'] },
						body: [
							{ outputs: [cell(true, 'a')], vars: ['1'], test: { description: 'first' } },
							{ outputs: [cell(false, 'b')], vars: ['2'], test: {} },
						],
					},
					stats: {},
				},
				config: { providers: [{ id: 'openai:gpt-4o', config: { temperature: 0.2, seed: 4 } }] },
			}),
		);
		const found = await read('old.json');
		assert.equal(found.importer.id, 'promptfoo');
		const [run] = found.runs;
		assert.deepEqual(
			[run?.model, run?.seed, run?.parameters, run?.promptText],
			['openai:gpt-4o', 4, { temperature: 0.2 }, 'Say {{x}}'],
		);
		assert.deepEqual(await samplesOf(found), [
			{ case: 'test-0: first', input: ['1'], output: 'a', scores: { pass: 1, score: 1 }, latency_ms: 12, cost_usd: 0.5 },
			{ case: 'test-1', input: ['2'], output: 'b', scores: { pass: 0, score: 0 }, latency_ms: 12, cost_usd: 0.5 },
		]);
	});

	test('promptfoo tells an error from a failed assertion', async () => {
		const row = (testIdx: number, failureReason: number): object => ({
			promptIdx: 0,
			testIdx,
			testCase: {},
			success: false,
			score: 0,
			failureReason,
			error: 'why',
			provider: { id: 'echo' },
			response: {},
		});
		repository.write('rows.jsonl', `${JSON.stringify(row(0, 1))}\n${JSON.stringify(row(1, 2))}\n`);
		assert.deepEqual(
			(await samplesOf(await read('rows.jsonl'))).map(({ error }) => error),
			[undefined, 'why'],
		);
	});

	test('W&B: a log of many blocks is read whole, and what is no number is named', async () => {
		repository.write('run-abc123.wandb', wandbLog(log));
		const found = await read('run-abc123.wandb');
		const [run] = found.runs;
		assert.deepEqual(run?.source, { tool: 'wandb', version: '0.30.0', id: 'project/abc123' });
		assert.deepEqual([run.model, run.seed, run.parameters, run.status], ['gpt-4-turbo', 3, { temperature: 0.7 }, 'completed']);
		assert.deepEqual(run.metrics, { loss: 1 / 900 });
		const points = [];
		for await (const point of run.series?.(signal) ?? []) points.push(point);
		assert.equal(points.length, 900);
		assert.deepEqual(points[899], { step: 899, values: { loss: 1 / 900 }, at: '2025-01-31T10:44:59.000Z' });
		assert.ok(dropped(found).includes('history: note: it is not a number'));
		assert.deepEqual(found.notes.warnings, ['summary acc: NaN and Infinity cannot be averaged; the value is left out.']);
	});

	test('W&B: a damaged block is left out and named, and the rest is read', async () => {
		const bytes = wandbLog(log);
		bytes[32 * 1024 + 500] = (bytes[32 * 1024 + 500] ?? 0) ^ 0xff;
		repository.write('damaged.wandb', bytes);
		const found = await read('damaged.wandb');
		assert.match(
			found.notes.warnings[0] ?? '',
			/^The record at byte \d+ is damaged\. It and what follows in its block of 32 KB are left out\.$/,
		);
		assert.equal(found.runs[0]?.metrics['loss'], 1 / 900);
	});

	test('W&B: a log that was cut off is read up to there, as a failed run', async () => {
		const bytes = wandbLog(log);
		repository.write('cut.wandb', bytes.subarray(0, bytes.length - 700));
		const found = await read('cut.wandb');
		assert.equal(found.runs[0]?.status, 'failed');
		assert.match(
			found.notes.warnings.join('\n'),
			/The log ends in the middle of a record.*\n.*has no recorded end\. It is recorded as failed\./,
		);
	});

	test('W&B: a synchronised folder has config, summary, metadata and history', async () => {
		const folder = 'wandb/run-20250131_103000-xyz789/files';
		repository.write(
			`${folder}/config.yaml`,
			'wandb_version: 1\n_wandb: {value: {cli_version: 0.15.0}}\nlr: {desc: null, value: 0.1}\nseed: {value: 2}\n',
		);
		repository.write(
			`${folder}/wandb-summary.json`,
			'{"acc": 0.9, "_step": 1, "nested": {"f1": 0.5}, "table": {"_type": "table-file"}}',
		);
		repository.write(
			`${folder}/wandb-metadata.json`,
			'{"os": "Linux", "python": "3.11.7", "startedAt": "2025-01-31T10:30:00", "git": {"commit": "abc"}}',
		);
		repository.write(`${folder}/wandb-history.jsonl`, '{"_step": 0, "acc": 0.5}\n{"_step": 1, "acc": 0.9}\n');
		const found = await read('wandb');
		const [run] = found.runs;
		assert.deepEqual(run?.source, { tool: 'wandb', version: '0.15.0', id: 'xyz789' });
		assert.deepEqual([run.metrics, run.parameters, run.seed], [{ acc: 0.9, 'nested.f1': 0.5 }, { lr: 0.1 }, 2]);
		assert.deepEqual([run.startedAt, run.os, run.commit?.hash], ['2025-01-31T10:30:00.000Z', 'Linux', 'abc']);
	});

	test('MLflow: deleted runs, models and bad lines of metrics are named and left out', async () => {
		const meta = (id: string, stage: string): string =>
			`run_id: ${id}\nartifact_uri: file:///gone\nlifecycle_stage: ${stage}\nstatus: 3\nstart_time: 1738319400000\nend_time: 1738319472000\nexperiment_id: '1'\n`;
		repository.write('mlruns/1/meta.yaml', "experiment_id: '1'\nname: summaries\n");
		repository.write('mlruns/1/aaa/meta.yaml', meta('aaa', 'active'));
		repository.write('mlruns/1/aaa/metrics/val/acc', '1738319400000 0.5 0\n1738319401000 high 1\n1738319402000 0.7\n');
		repository.write('mlruns/1/aaa/params/lr', '0.1');
		repository.write('mlruns/1/bbb/meta.yaml', meta('bbb', 'deleted'));
		repository.write('mlruns/models/m/meta.yaml', meta('ccc', 'active'));
		const found = await read('mlruns');
		assert.deepEqual(
			found.runs.map(({ label, parameters, startedAt }) => [label, parameters, startedAt]),
			[['aaa', { lr: 0.1 }, '2025-01-31T10:30:00.000Z']],
		);
		assert.deepEqual(found.notes.warnings, [
			'1/aaa/metrics/val/acc, line 2: “high” is not a finite number; the point is left out.',
			'The run bbb was deleted in MLflow and is left out.',
		]);
	});

	const inspectHeader = {
		version: 2,
		status: 'success',
		eval: { eval_id: 'e1', task: 'capitals', model: 'mockllm/model', packages: { inspect_ai: '0.3.60' } },
		plan: { config: { temperature: 0 } },
		stats: {},
		results: {},
	};
	const inspectSample = {
		id: 'fr',
		epoch: 1,
		input: 'q',
		target: 'Paris',
		output: { completion: 'Paris' },
		scores: { exact: { value: 'C', explanation: 'same' }, rubric: { value: { style: 0.5, tone: 'high' } } },
		total_time: 1.5,
	};

	test('Inspect AI: an archive has its header and one file for each sample', async () => {
		const files = {
			'samples/fr_epoch_1.json': strToU8(JSON.stringify(inspectSample)),
			'header.json': strToU8(JSON.stringify(inspectHeader)),
		};
		repository.write('a.eval', zipSync(files));
		const found = await read('a.eval');
		assert.deepEqual(await samplesOf(found), [
			{
				case: 'fr',
				input: 'q',
				output: 'Paris',
				expected: 'Paris',
				scores: { exact: 1, 'rubric/style': 0.5 },
				latency_ms: 1500,
				reason: 'same',
			},
		]);
		assert.ok(dropped(found).includes('samples[].scores.rubric/tone: its value is neither a number nor one of C, I, P, N'));
	});

	test('Inspect AI: files in the archive may be packed with Zstandard, as newer versions pack them', async () => {
		const packed = {
			'header.json': zstandardFrame(strToU8(JSON.stringify(inspectHeader))),
			'samples/fr_epoch_1.json': zstandardFrame(strToU8(JSON.stringify(inspectSample))),
		};
		repository.write('b.eval', asZstandard(zipSync(packed, { level: 0 })));
		const [sample] = await samplesOf(await read('b.eval'));
		assert.deepEqual([sample?.case, sample?.scores], ['fr', { exact: 1, 'rubric/style': 0.5 }]);
	});

	test('an archive that unpacks to far too much is refused before it fills the memory', async () => {
		const bomb = zipSync(
			{ 'samples/a.json': new Uint8Array(70 * 1024 * 1024), 'header.json': strToU8(JSON.stringify(inspectHeader)) },
			{ level: 1 },
		);
		repository.write('bomb.eval', bomb);
		assert.ok(bomb.length < 1024 * 1024);
		assert.equal(await refusal('bomb.eval'), 'samples/a.json in it is too large for a result once it is unpacked.');
	});

	test('an archive that is cut off is refused in words', async () => {
		const bytes = zipSync(
			{
				'header.json': strToU8(JSON.stringify(inspectHeader)),
				'samples/a.json': strToU8(JSON.stringify({ ...inspectSample, input: 'q'.repeat(5000) })),
			},
			{ level: 0 },
		);
		repository.write('cut.eval', bytes.subarray(0, 2000));
		assert.match(await refusal('cut.eval'), /^The archive (?:ends in the middle of samples\/a\.json|is damaged)/);
	});

	test('LangSmith: roots of a session are cases, joined by the example of the dataset', async () => {
		const row = {
			id: 'r1',
			run_type: 'chain',
			trace_id: 't',
			session_id: 's1',
			session_name: 'v2',
			start_time: '2025-01-31T10:30:00',
			end_time: '2025-01-31T10:30:02',
			inputs: { q: 1 },
			outputs: { a: 2 },
			reference_example_id: 'ex-1',
			feedback_stats: { correct: { n: 1, avg: 1 } },
			extra: { invocation_params: { model: 'gpt-4o', temperature: 0 } },
		};
		repository.write('export.jsonl', `${JSON.stringify(row)}\n${JSON.stringify({ ...row, id: 'r2', parent_run_id: 'r1' })}\n`);
		const found = await read('export.jsonl');
		assert.deepEqual([found.importer.id, found.runs[0]?.label, found.runs[0]?.model], ['langsmith', 'v2', 'gpt-4o']);
		assert.deepEqual(await samplesOf(found), [
			{ case: 'ex-1', input: { q: 1 }, output: { a: 2 }, scores: { correct: 1 }, latency_ms: 2000 },
		]);
		assert.ok(dropped(found).includes('child runs: a case is a whole trace; its steps have no place in a run'));
	});

	test('Helicone: requests are cases, and a property names the case', async () => {
		const row = {
			request_id: 'q1',
			request_created_at: '2025-01-31T10:30:00Z',
			request_model: 'gpt-4o',
			response_status: 200,
			delay_ms: 800,
			prompt_tokens: 10,
			completion_tokens: 2,
			request_properties: { Case: 'a' },
			scores: { helpful: { value: 1 } },
			request_user_id: 'ana',
		};
		repository.write(
			'export.json',
			JSON.stringify({ data: [row, { ...row, request_properties: { Case: 'b' }, response_status: 500, scores: {} }] }),
		);
		const found = await read('export.json');
		assert.equal(found.importer.id, 'helicone');
		assert.deepEqual(await samplesOf(found), [
			{ case: 'a', scores: { helpful: 1 }, latency_ms: 800 },
			{ case: 'b', scores: {}, latency_ms: 800, error: 'The model answered with status 500' },
		]);
		assert.ok(dropped(found).includes('request_user_id: who asked is personal'));
	});

	test('plain tables, lists and lines give the same samples', async () => {
		repository.write('a.csv', 'id;answer;correct\n1;"x; ""y""\nz";true\n2;;false\n');
		repository.write('a.jsonl', '{"id": 1, "answer": "x; \\"y\\"\\nz", "correct": true}\n{"id": 2, "correct": false}\n');
		repository.write('a.json', '[{"id": 1, "answer": "x; \\"y\\"\\nz", "correct": true},\n {"id": 2, "correct": false}]');
		for (const name of ['a.csv', 'a.jsonl', 'a.json']) {
			const found = await read(name);
			assert.equal(found.importer.id, name.slice(2));
			assert.deepEqual(await samplesOf(found), [
				{ case: '1', output: 'x; "y"\nz', scores: { correct: 1 } },
				{ case: '2', scores: { correct: 0 } },
			]);
		}
	});

	test('a plain document has metrics, parameters, model and seed', async () => {
		repository.write(
			'm.json',
			'{"model": "gpt-4o", "seed": 7, "metrics": {"acc": 0.9, "f1": NaN}, "config": {"lr": 0.1}, "host": "x"}',
		);
		const found = await read('m.json');
		const [run] = found.runs;
		assert.deepEqual([run?.model, run?.seed, run?.metrics, run?.parameters], ['gpt-4o', 7, { acc: 0.9 }, { lr: 0.1 }]);
		assert.deepEqual(dropped(found), ['f1: it is not a number', 'host: its name is not a usual one']);
		assert.deepEqual(found.notes.warnings, ['the document: NaN and Infinity cannot be averaged; the value is left out.']);
	});

	test('text that Windows shells write as UTF-16 is read', async () => {
		repository.write('wide.json', Buffer.from('\uFEFF{"metrics": {"acc": 1}}', 'utf16le'));
		assert.deepEqual((await read('wide.json')).runs[0]?.metrics, { acc: 1 });
	});

	for (const [name, content, words] of [
		['empty.json', '', 'The file is empty. Stagemark imports results of'],
		[
			'cut.json',
			'{"metrics": {"acc": 1},\n "config": {',
			'The file ends abruptly on line 2, so the program that wrote it was probably stopped.',
		],
		[
			'latin.json',
			Buffer.from('{"metrics": {"acc": 1}, "name": "caf\xe9"}', 'latin1'),
			'The file is not UTF-8 text. Stagemark imports results of',
		],
		['words.txt', 'just words\n', 'The file is text of another kind. Stagemark imports results of'],
		['open.csv', 'id,score\n1,"0.5\n2,1\n', 'The quote on line 2 is never closed: the file ends abruptly.'],
		['bad.json', '{"metrics": {"acc" 1}}', 'It is not valid JSON.'],
		['none.json', '{"metrics": {"acc": "high"}}', 'There is no number in it that could be a metric, and no list of cases.'],
	] as const) {
		test(`${name} is refused in words`, async () => {
			repository.write(name, content);
			const said = await refusal(name);
			assert.equal(said.slice(0, words.length), words);
		});
	}

	test('a format that is named wins over what the content looks like, and a misspelt one is asked back', async () => {
		repository.write('a.json', '{"metrics": {"acc": 1}}');
		assert.equal((await read('a.json', 'json')).evidence, 'you named the format');
		const found = await readImport({ from: 'a.json', format: 'jsn' }, ports, signal);
		assert.ok(!found.ok);
		assert.equal(describeFailure(found.failure).action, 'Did you mean “json”?');
		assert.equal(await refusal('missing.json'), 'The reason: there is no such file or folder.');
	});
});

/** A Zstandard frame with one raw block: RFC 8878, 3.1.1. */
function zstandardFrame(content: Uint8Array): Uint8Array {
	const size = content.length;
	const block = (size << 3) | 1;
	const header = [0x28, 0xb5, 0x2f, 0xfd, 0xa0, size & 255, (size >> 8) & 255, (size >> 16) & 255, 0];
	return Uint8Array.from([...header, block & 255, (block >> 8) & 255, (block >> 16) & 255, ...content]);
}

/** Says of every stored file of an archive that it is packed with method 93. */
function asZstandard(archive: Uint8Array): Uint8Array {
	const bytes = Uint8Array.from(archive);
	const view = new DataView(bytes.buffer);
	for (let at = 0; at + 12 < bytes.length; at++) {
		if (view.getUint32(at, true) === 0x04034b50) view.setUint16(at + 8, 93, true);
		if (view.getUint32(at, true) === 0x02014b50) view.setUint16(at + 10, 93, true);
	}
	return bytes;
}
