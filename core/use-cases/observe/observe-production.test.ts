import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { createPorts } from '../../../io/node-ports.ts';
import { writeSampleWorkspace } from '../../../test/support/sample-workspace.ts';
import { TemporaryRepository } from '../../../test/support/temporary-repository.ts';
import type { Ports } from '../../ports/ports.ts';
import { createSeededRandom } from '../../statistics/resampling/seeded-random.ts';
import { readWork } from '../unit-of-work/begin-work.ts';
import { promoteVersion } from '../promote/promote-version.ts';
import { recordRun } from '../record/record-run.ts';
import { keepObservations } from './keep-observations.ts';
import { observeProduction } from './observe-production.ts';
import type { Observed, ObserveRequest } from './observe-production.ts';

const signal = new AbortController().signal;

suite('production is held against the evidence of the promotion', function () {
	this.timeout(60_000);
	let repository: TemporaryRepository;
	let ports: Ports;

	suiteSetup(async () => {
		repository = TemporaryRepository.create();
		writeSampleWorkspace(repository);
		const plan = 'experiments/2025-01/exp-001-care/methodology.yaml';
		repository.write(plan, repository.read(plan).replace('primary: true', 'primary: true, min_effect: 0.1'));
		const line = (index: number): string =>
			`${JSON.stringify({ case: `c${index}`, scores: { pass_rate: index % 10 === 0 ? 0 : 1 } })}\n`;
		repository.write('in/samples.jsonl', Array.from({ length: 1000 }, (_, index) => line(index)).join(''));
		repository.commitAll('A plan that says what matters');
		ports = at('2025-01-01T00:00:00Z');
		const recorded = await recordRun({ experiment: 'exp-001', variant: 'v1', samplesFile: 'in/samples.jsonl' }, ports, signal);
		if (!recorded.ok) assert.fail(JSON.stringify(recorded.failure));
		for (const to of ['Staging', 'Production']) {
			const promoted = await promoteVersion({ name: 'code-generator', version: '1.0.0', to, reason: 'It is good' }, ports, signal);
			if (!promoted.ok) assert.fail(JSON.stringify(promoted.failure));
		}
		ports.git.dispose();
		ports = at('2025-04-01T00:00:00Z');
	});

	suiteTeardown(() => {
		ports.git.dispose();
		repository.dispose();
	});

	function at(now: string): Ports {
		const real = createPorts(repository.root);
		return { ...real, clock: { ...real.clock, now: () => now } };
	}

	async function observe(lines: readonly unknown[], request: Partial<ObserveRequest> = {}): Promise<Observed> {
		const file = `${repository.root}/in/production.jsonl`;
		repository.write('in/production.jsonl', lines.map(line => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'));
		const asked = { name: 'code-generator', stage: undefined, file, length: '1d', ...request } as const;
		const observed = await observeProduction(asked, await readWork(ports, signal), ports, signal);
		if (!observed.ok) assert.fail(JSON.stringify(observed.failure));
		return observed.value;
	}

	function quarter(days: number, rateOf: (day: number) => number): readonly unknown[] {
		const random = createSeededRandom(11);
		return Array.from({ length: days * 60 }, (_, index) => {
			const day = Math.floor(index / 60);
			const time = new Date(Date.parse('2025-01-02T08:00:00Z') + day * 86_400_000 + (index % 60) * 60_000).toISOString();
			return {
				time,
				version: '1.0.0',
				id: `r${index}`,
				scores: { pass_rate: random() < rateOf(day) ? 1 : 0 },
				latency_ms: 100 + index,
			};
		});
	}

	test('what goes on as it was is ok once enough records exclude a fall that matters', async () => {
		const { windows, state, version, evidence } = await observe(quarter(20, () => 0.9));
		assert.deepEqual([version, evidence.cases, windows.length, state], ['1.0.0', 1000, 20, 'ok']);
		assert.equal(windows.filter(window => window.state === 'alarm' || window.state === 'watch').length, 0);
		assert.match(windows.at(-1)?.metrics[0]?.why ?? '', /^1200 records exclude that it is worse by 10 points over these windows\.$/);
	});

	test('a fall from 90 % to 49 % is an alarm on the day, and not before', async () => {
		const { windows, state } = await observe(quarter(60, day => (day < 49 ? 0.9 : 0.49)));
		const first = windows.findIndex(window => window.state === 'alarm');
		assert.deepEqual([first, state], [49, 'alarm']);
		assert.equal(windows.slice(0, 49).filter(window => window.state === 'watch').length, 0);
		const [metric] = windows[49]?.metrics ?? [];
		assert.match(metric?.why ?? '', /^Worse by \d\d points, which matters: 90\.0 % in the evidence, \d\d\.\d % in this window\.$/);
	});

	test('a fall that is smaller than what matters is watched, however clear it is', async () => {
		const day = (index: number): string => new Date(Date.parse('2025-01-02T08:00:00Z') + index * 1000).toISOString();
		const records = Array.from({ length: 20_000 }, (_, index) => ({
			time: day(index),
			version: '1.0.0',
			scores: { pass_rate: index % 100 < 84 ? 1 : 0 },
			id: index,
		}));
		const { state, windows } = await observe(records);
		assert.equal(state, 'watch');
		assert.match(windows[0]?.metrics[0]?.why ?? '', /^Worse by 6 points, less than the 10 points that matter/);
	});

	test('few records say neither, and how many would', async () => {
		const { state, windows } = await observe(quarter(1, () => 0.9).slice(0, 6));
		assert.equal(state, 'cannot-tell');
		assert.match(windows[0]?.metrics[0]?.why ?? '', /^Neither shown nor excluded by 6 records\. About \d+ in a row show/);
	});

	test('more errors than the evidence had are an alarm', async () => {
		const records = quarter(3, () => 0.9).map((record, index) =>
			index % 4 === 0 ? { ...(record as object), error: { kind: 'timeout', message: 'too late' } } : record,
		);
		const { windows } = await observe(records);
		assert.deepEqual(
			windows
				.at(-1)
				?.metrics.map(({ metric, state }) => [metric, state])
				.at(-1),
			['error_rate', 'alarm'],
		);
	});

	test('every record that does not count is named with its reason and its line', async () => {
		const good = { time: '2025-02-03T10:00:00Z', version: '1.0.0', id: 'a', scores: { pass_rate: 1 } };
		const { leftOut, unknown, others, windows } = await observe([
			good,
			good,
			{ ...good, id: 'b', time: '2025-02-03T10:00:00' },
			{ ...good, id: 'c', time: '2025-04-01T00:06:00Z' },
			{ ...good, id: 'd', time: '2024-12-31T23:00:00Z' },
			{ ...good, id: 'e', name: 'other' },
			{ ...good, id: 'f', version: '9.9.9' },
			{ ...good, id: 'g', version: 'sk-proj-abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGH' },
			'{"time": ',
			{ ...good, id: 'h', scores: { pass_rate: 'high' } },
			{ version: '1.0.0' },
			{ ...good, id: 'i', version: undefined, time: '2025-02-03T11:30:00+01:00' },
			{ ...good, id: 'j', version: undefined, time: '2024-02-03T11:30:00Z' },
			{ ...good, id: 'k', time: '2025-04-01T00:04:00Z', surprise: { nested: [1] } },
		]);
		assert.deepEqual(
			leftOut.map(({ reason, line, records }) => [reason, line, records]),
			[
				['duplicate', 2, 1],
				['no-time-zone', 3, 1],
				['ahead', 4, 1],
				['before-promotion', 5, 1],
				['other-name', 6, 1],
				['not-json', 9, 1],
				['wrong-field', 10, 1],
				['no-time', 11, 1],
				['no-version', 13, 1],
			],
		);
		assert.equal(unknown['9.9.9'], 1);
		assert.doesNotMatch(JSON.stringify(unknown), /abcdefghij/);
		assert.deepEqual(others, {});
		assert.deepEqual(
			windows.map(({ from, records }) => [from, records]),
			[
				['2025-02-03T00:00:00Z', 2],
				['2025-04-01T00:00:00Z', 1],
			],
		);
	});

	test('an hour at a time zone east of midnight is in the day of UTC', async () => {
		const { windows } = await observe([{ time: '2025-02-04T00:30:00+02:00', version: '1.0.0' }], { length: '1h' });
		assert.deepEqual([windows[0]?.from, windows[0]?.to], ['2025-02-03T22:00:00Z', '2025-02-03T23:00:00Z']);
	});

	test('a file without records, and none, say that nothing can be told', async () => {
		assert.deepEqual([(await observe([])).state, (await observe(['', ' '])).windows.length], ['cannot-tell', 0]);
	});

	test('windows are kept without any text, replaced by more records, and not by fewer', async () => {
		const records = quarter(2, () => 0.9).map(record => ({
			...(record as object),
			input: 'My card is 4111',
			output: 'Ana, ana@example.com',
		}));
		const keep = async (lines: readonly unknown[]): Promise<{ commit: string | undefined; smaller: readonly string[] }> => {
			repository.write('in/production.jsonl', lines.map(line => JSON.stringify(line)).join('\n'));
			const file = `${repository.root}/in/production.jsonl`;
			const kept = await keepObservations({ name: 'code-generator', stage: undefined, file, length: '1d' }, ports, signal);
			if (!kept.ok) assert.fail(JSON.stringify(kept.failure));
			return { commit: kept.value.written?.applied.commit, smaller: kept.value.observed.smaller };
		};
		const path = 'observations/code-generator/2025-01-02.json';
		assert.ok((await keep(records.slice(0, 100))).commit);
		const first = repository.read(path);
		assert.doesNotMatch(first, /Ana|4111|r1"/);
		assert.match(repository.git('show', '--stat', '--format=%s'), /^observe\(code-generator\): 2 windows of 1d/);
		assert.equal((await keep(records.slice(0, 100))).commit, undefined, 'the same records are not written twice');
		assert.ok((await keep(records)).commit);
		const { smaller } = await keep(records.slice(0, 10));
		assert.deepEqual(smaller, ['2025-01-02T00:00:00Z']);
		const looked = await observe([], { file: undefined });
		assert.deepEqual(
			looked.windows.map(({ records: count }) => count),
			[60, 60],
		);
	});

	test('a kept window that was damaged is named', async () => {
		repository.write('observations/code-generator/2025-01-09.json', '{"schema": "stagemark/observations/v1"');
		repository.write(
			'observations/code-generator/2025-01-10.json',
			'{"schema": "stagemark/observations/v1", "name": "code-generator"}',
		);
		const { unread } = await observe([], { file: undefined });
		rmSync(join(repository.root, 'observations'), { recursive: true });
		assert.deepEqual(
			unread.map(({ path }) => path.slice(-15)),
			['2025-01-09.json', '2025-01-10.json'],
		);
	});

	test('evidence that was edited after the promotion judges nothing', async () => {
		const folder =
			repository
				.git('ls-files', '*samples.jsonl')
				.split('\n')
				.find(path => path.includes('/runs/')) ?? '';
		const before = repository.read(folder);
		repository.write(folder, before.replace('"pass_rate":0', '"pass_rate":1').replace('"pass_rate": 0', '"pass_rate": 1'));
		const { state, evidence } = await observe(quarter(3, () => 0.4));
		repository.write(folder, before);
		assert.equal(state, 'cannot-tell');
		assert.match(evidence.gap ?? '', /was changed after the promotion/);
	});
});
