import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCommandLine } from '../../../support/command-line.ts';
import { writeSampleWorkspace } from '../../../support/sample-workspace.ts';
import { TemporaryRepository } from '../../../support/temporary-repository.ts';

/** Names that every object of JavaScript has, one of which assigns to something else, and one that only looks like them. */
const names = ['__proto__', 'constructor', 'hasOwnProperty', 'toString', 'valueOf', 'proto'];

const folder = 'experiments/2025-01/exp-001-care';

interface Recorded {
	readonly metrics: Readonly<Record<string, number>>;
	readonly parameters: Readonly<Record<string, unknown>>;
	readonly tags: Readonly<Record<string, string>>;
}

suite('names that every object inherits', function () {
	this.timeout(240_000);
	let repository: TemporaryRepository;

	setup(() => {
		repository = TemporaryRepository.create();
		writeSampleWorkspace(repository);
		const metrics = names.map(name => `  ${JSON.stringify(name)}: {goal: maximize, primary: ${name === '__proto__'}}\n`).join('');
		const methodology = repository.read(`${folder}/methodology.yaml`);
		repository.write(`${folder}/methodology.yaml`, methodology.replace(/ {2}pass_rate:.*\n/, metrics));
		repository.commitAll('Metrics under odd names');
	});

	teardown(() => repository.dispose());

	test('keep their values through samples, record, run.json, runs and compare', () => {
		for (const [variant, value] of [
			['v1', 0.25],
			['v2', 0.75],
		] as const) {
			repository.write(
				'in/samples.jsonl',
				['a', 'b'].map(id => `${JSON.stringify({ case: id, scores: entries(value) })}\n`).join(''),
			);
			repository.write('in/parameters.json', JSON.stringify(entries(value)));
			run([
				'record',
				'--experiment',
				'exp-001',
				'--variant',
				variant,
				'--samples',
				'in/samples.jsonl',
				'--params',
				'in/parameters.json',
			]);
		}
		assert.deepEqual(
			recorded().map(({ metrics }) => Object.entries(metrics).toSorted()),
			[0.25, 0.75].map(value => Object.entries(entries(value)).toSorted()),
		);
		for (const { parameters, metrics } of recorded())
			for (const name of names) assert.equal(own(parameters, name), own(metrics, name), name);
		const { runs } = JSON.parse(run(['runs', 'exp-001', '--format', 'json'])) as { runs: readonly Recorded[] };
		assert.deepEqual(
			runs.map(({ metrics }) => names.map(name => own(metrics, name))).toSorted(),
			[0.25, 0.75].map(value => names.map(() => value)),
		);
		const { metrics } = JSON.parse(run(['compare', 'exp-001', '--format', 'json'])) as {
			metrics: readonly { readonly name: string; readonly baseline_value?: number; readonly delta?: number }[];
		};
		for (const name of names)
			assert.ok(
				metrics.some(metric => metric.name === name),
				`${name} in ${JSON.stringify(metrics).slice(0, 2000)}`,
			);
		const table = run(['compare', 'exp-001']);
		for (const name of names) assert.match(table, new RegExp(`^\\s*${name}\\s.*0\\.250?\\b.*0\\.750?\\b`, 'm'));
	});

	for (const [title, write] of Object.entries({
		'a file of metrics': () => {
			repository.write('in/metrics.json', JSON.stringify(entries(0.5)));
			return ['record', '--experiment', 'exp-001', '--variant', 'v1', '--metrics', 'in/metrics.json'];
		},
		'lines of another tool': () => {
			repository.write(
				'in/lines.jsonl',
				`${JSON.stringify({ id: 'a', scores: entries(0.5) })}\n${JSON.stringify({ id: 'b', scores: entries(0.5) })}\n`,
			);
			return ['record', '--from', 'in/lines.jsonl', '--experiment', 'exp-001', '--variant', 'v1'];
		},
		'a table': () => {
			repository.write('in/table.csv', `case,${names.join(',')}\na${',0.5'.repeat(names.length)}\nb${',0.5'.repeat(names.length)}\n`);
			return ['record', '--from', 'in/table.csv', '--experiment', 'exp-001', '--variant', 'v1'];
		},
		'a document of results': () => {
			repository.write('in/results.json', JSON.stringify({ metrics: entries(0.5) }));
			return ['record', '--from', 'in/results.json', '--experiment', 'exp-001', '--variant', 'v1'];
		},
		'the file store of MLflow, with tags of these names': () => {
			const store = join(repository.root, 'in/mlruns/0/0123456789abcdef0123456789abcdef');
			for (const part of ['metrics', 'params', 'tags']) mkdirSync(join(store, part), { recursive: true });
			writeFileSync(
				join(store, 'meta.yaml'),
				'artifact_uri: x\nend_time: 1700000001000\nentry_point_name: ""\nexperiment_id: "0"\nlifecycle_stage: active\nrun_id: 0123456789abcdef0123456789abcdef\nrun_name: v1\nstart_time: 1700000000000\nstatus: 3\n',
			);
			for (const name of names) {
				writeFileSync(join(store, 'metrics', name), '1700000000000 0.5 0\n');
				writeFileSync(join(store, 'tags', name), 'kept');
			}
			return ['record', '--from', 'in/mlruns/0/0123456789abcdef0123456789abcdef', '--experiment', 'exp-001', '--variant', 'v1'];
		},
	})) {
		test(`are read from ${title}`, () => {
			run(write());
			const [found] = recorded();
			assert.ok(found !== undefined);
			for (const name of names) assert.equal(own(found.metrics, name), 0.5, `${name} of ${JSON.stringify(found)}`);
			if (title.startsWith('the file store')) for (const name of names) assert.equal(own(found.tags, name), 'kept', name);
		});
	}

	test('are names of variants, stages and aliases like any other, and none is found where nobody wrote it', () => {
		for (const command of [
			['compare', 'exp-001/__proto__', 'exp-001/v1'],
			['resolve', 'code-generator@constructor'],
			['registry', 'toString'],
		]) {
			const { exitCode, stderr } = runCommandLine(repository.root, command);
			assert.ok(exitCode === 1 || exitCode === 2, `${command.join(' ')}: ${exitCode}`);
			assert.doesNotMatch(stderr, /TypeError|is not a function|\[object|native code/, command.join(' '));
		}
	});

	function run(args: readonly string[]): string {
		const { exitCode, stdout, stderr } = runCommandLine(repository.root, args);
		assert.equal(exitCode, 0, `${args.join(' ')}: ${stdout}${stderr}`);
		return stdout;
	}

	/** What stands in the files, the lowest values first. */
	function recorded(): readonly Recorded[] {
		const runs = `${folder}/runs`;
		return readdirSync(join(repository.root, runs))
			.map(id => JSON.parse(repository.read(`${runs}/${id}/run.json`)) as Recorded)
			.toSorted((left, right) => (own(left.metrics, 'proto') as number) - (own(right.metrics, 'proto') as number));
	}
});

function entries(value: number): Readonly<Record<string, number>> {
	return Object.fromEntries(names.map(name => [name, value]));
}

function own(record: Readonly<Record<string, unknown>>, name: string): unknown {
	return Object.hasOwn(record, name) ? record[name] : undefined;
}
