import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { summarizePrompt } from '../../../../core/workspace/summaries/summarize-prompt.ts';
import { exampleRun } from '../../../golden/example-run.ts';
import { runCommandLine } from '../../../support/command-line.ts';
import { TemporaryRepository } from '../../../support/temporary-repository.ts';
import { reproductions } from './ignorance-reproductions.ts';
import type { Answer } from './ignorance-reproductions.ts';

const pathOf = (version: string): string => `prompts/greeter-v${version}.j2`;
const textOf = (version: string): string =>
	`---\nname: greeter\nversion: ${version}\ndescription: Greets.\n---\nuser:\nGreet this person in version ${version}.\n`;

const comparisonSchema = z.looseObject({
	metrics: z.array(
		z.looseObject({ p: z.number(), ci: z.tuple([z.number(), z.number()]), interval_method: z.string(), words: z.string() }),
	),
});

suite('nothing passes on ignorance, as the command line tells it', function () {
	this.timeout(60_000);
	let repository: TemporaryRepository;

	suiteSetup(() => {
		repository = TemporaryRepository.create();
		for (const version of ['1.0.0', '2.0.0']) repository.write(pathOf(version), textOf(version));
		repository.commitAll('Two versions');
		const { exitCode, stderr } = run('promote', 'greeter@1.0.0', '--to', 'Production', '--reason', 'The first');
		assert.equal(exitCode, 0, stderr);
	});
	setup(() => rmSync(join(repository.root, 'experiments'), { recursive: true, force: true }));
	suiteTeardown(() => repository.dispose());

	function run(...args: string[]): ReturnType<typeof runCommandLine> {
		return runCommandLine(repository.root, args);
	}

	function plan(minEffect: number, decision = '{}'): void {
		repository.write(
			'experiments/exp-001/methodology.yaml',
			'id: exp-001\nvariants:\n  v1: {prompt: greeter@1.0.0, baseline: true}\n  v2: {prompt: greeter@2.0.0}\n' +
				`metrics: {pass_rate: {primary: true, min_effect: ${minEffect}}}\ndecision: ${decision}\n`,
		);
		repository.write(
			'stagemark.yaml',
			`promotion:\n  Production: {require: [compared-with-production], gates: [{metric: pass_rate, max_regression: ${minEffect}}]}\n`,
		);
	}

	function record(version: '1.0.0' | '2.0.0', runs: readonly (readonly Answer[])[], groups?: readonly string[]): void {
		const { contentHash } = summarizePrompt(pathOf(version), textOf(version)).summary;
		const number = Number(version.slice(0, 1));
		for (const [seed, answers] of runs.entries()) {
			const prompt = { name: 'greeter', version, path: pathOf(version), sha256: contentHash };
			const dataset = { path: 'datasets/cases.jsonl', sha256: 'a'.repeat(64), cases: answers.length };
			const recorded = exampleRun(number * 10 + seed, { variant: `v${number}`, prompt, seed, dataset });
			const folder = `experiments/exp-001/runs/${recorded.id}`;
			const samples = answers.map((answer, index) => ({
				case: `c${index}`,
				...(groups && { group: groups[index] }),
				...(answer === 'refused' ? { error: { kind: 'refused', message: '' } } : { scores: { pass_rate: answer } }),
			}));
			repository.write(`${folder}/run.json`, JSON.stringify(recorded));
			repository.write(`${folder}/samples.jsonl`, samples.map(sample => `${JSON.stringify(sample)}\n`).join(''));
		}
	}

	for (const { title, production, candidate, groups, minEffect = 0.05, says, gate } of reproductions) {
		test(title, () => {
			plan(minEffect);
			record('1.0.0', production, groups);
			record('2.0.0', candidate, groups);

			const compared = run('compare', 'exp-001');
			assert.equal(compared.exitCode, 0, compared.stderr);
			for (const words of says) assert.ok(compared.stdout.includes(words), `${words}\n${compared.stdout}`);

			const judged = run('gate', 'greeter@2.0.0', '--to', 'Production');
			assert.equal(judged.exitCode, 1, judged.stderr);
			assert.match(judged.stdout, new RegExp(`^${gate.outcome} +compared-with-production `, 'm'));
			assert.match(judged.stdout, new RegExp(`^${gate.outcome} +pass_rate regression `, 'm'));
			assert.ok(judged.stdout.includes(gate.says), judged.stdout);
			assert.ok(judged.stdout.endsWith('greeter 2.0.0 for Production: not passed, 2 of 2 gates in the way.\n'));
		});
	}

	for (const test_ of ['wilcoxon', 'permutation']) {
		test(`14 grades have the interval that they have in percent or in thousandths, by ${test_}`, () => {
			const before = [0.5, 0.6, 0.7, 0.4, 0.8, 0.9, 0.55, 0.65, 0.75, 0.45, 0.35, 0.6, 0.7, 0.5];
			const after = [0.6, 0.6, 0.8, 0.5, 0.7, 0.9, 0.7, 0.85, 0.75, 0.65, 0.65, 0.5, 0.9, 0.6];
			const [plain, ...scaled] = [1, 100, 1000].map(factor => {
				plan(0.05 * factor, `{test: ${test_}}`);
				record('1.0.0', [before.map(value => value * factor)]);
				record('2.0.0', [after.map(value => value * factor)]);
				const { stdout, stderr } = run('compare', 'exp-001', '--format', 'json');
				const [metric] = comparisonSchema.parse(JSON.parse(stdout)).metrics;
				assert.ok(metric !== undefined, stderr);
				return { ...metric, ci: metric.ci.map(end => end / factor) };
			});
			assert.equal(plain?.interval_method, 'bootstrap-bca');
			for (const { p, ci, interval_method: method } of scaled) {
				assert.deepEqual([p, method], [plain.p, 'bootstrap-bca']);
				for (const [index, end] of ci.entries()) assert.ok(Math.abs(end - (plain.ci[index] ?? NaN)) < 1e-12, `${end}`);
			}
		});
	}
});
