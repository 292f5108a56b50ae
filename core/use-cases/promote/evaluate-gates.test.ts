import assert from 'node:assert/strict';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createPorts } from '../../../io/node-ports.ts';
import { exampleRun } from '../../../test/golden/example-run.ts';
import { eventually } from '../../../test/support/eventually.ts';
import { isRunning } from '../../../test/support/is-running.ts';
import { TemporaryRepository } from '../../../test/support/temporary-repository.ts';
import type { Ports } from '../../ports/ports.ts';
import type { RunRecord } from '../../formats/run/run-record.ts';
import { summarizePrompt } from '../../workspace/summaries/summarize-prompt.ts';
import { assertTranslated } from '../../../test/support/assert-translated.ts';
import { evaluateGates } from './evaluate-gates.ts';
import type { GateReport } from './evaluate-gates.ts';
import type { PromotionPorts } from './judge-move.ts';
import type { AskedMove } from './move.ts';
import type { LintFinding } from '../../judging/gates/gate.ts';
import { gateInWords } from '../../judging/gates/gate-words.ts';
import { promoteVersion } from './promote-version.ts';

const signal = new AbortController().signal;
const pathOf = (version: string): string => `prompts/greeter-v${version}.j2`;
const textOf = (version: string, words: string): string =>
	`---\nname: greeter\nversion: ${version}\nmodel: gpt-4-turbo\ndescription: Greets.\ninputs:\n  who: {type: string}\n---\nuser:\n${words} {{ who }}\n`;
const texts = {
	'1.0.0': textOf('1.0.0', 'Say hello to this person, in one short and friendly sentence, please:'),
	'2.0.0': textOf('2.0.0', 'Say hello to this person, in one short and friendly sentence, now:'),
} as const;
type Version = keyof typeof texts;

/** Scores by case, with what else a sample may carry. */
interface TestRun {
	readonly version: Version;
	readonly scores?: readonly number[];
	readonly samples?: readonly object[];
	readonly record?: Partial<RunRecord>;
}

const passing = (passes: number, total: number): readonly number[] => Array.from({ length: total }, (_, index) => Number(index < passes));

suite('evaluateGates', () => {
	let repository: TemporaryRepository;
	let ports: Ports;
	let runCount = 0;

	suiteSetup(async () => {
		repository = TemporaryRepository.create();
		for (const [version, text] of Object.entries(texts)) repository.write(pathOf(version), text);
		repository.commitAll('Two versions');
		ports = createPorts(repository.root);
		const promoted = await promoteVersion({ name: 'greeter', version: '1.0.0', to: 'Production', reason: 'The first' }, ports, signal);
		assert.ok(promoted.ok);
	});

	setup(() => {
		runCount = 0;
		rmSync(join(repository.root, 'experiments'), { recursive: true, force: true });
		plan('exp-001');
	});

	suiteTeardown(() => {
		ports.git.dispose();
		repository.dispose();
	});

	function plan(id: string, metrics = '{rate: {primary: true}, words: {goal: minimize}}'): void {
		repository.write(
			`experiments/${id}/methodology.yaml`,
			`id: ${id}\nvariants:\n  v1: {prompt: greeter@1.0.0, baseline: true}\n  v2: {prompt: greeter@2.0.0}\nmetrics: ${metrics}\n`,
		);
	}

	/** Records a run; its metric is `rate` unless samples are given. Gives its folder. */
	function record({ version, scores, samples, record: replaced = {} }: TestRun): string {
		const { contentHash } = summarizePrompt(pathOf(version), texts[version]).summary;
		const prompt = { name: 'greeter', version, path: pathOf(version), sha256: contentHash };
		const run = exampleRun(runCount++, { variant: `v${version.slice(0, 1)}`, prompt, metrics: {}, ...replaced });
		const folder = `experiments/${run.experiment}/runs/${run.id}`;
		repository.write(`${folder}/run.json`, JSON.stringify(run));
		const lines = samples ?? scores?.map((score, index) => ({ case: index, scores: { rate: score } }));
		if (lines !== undefined) repository.write(`${folder}/samples.jsonl`, lines.map(line => `${JSON.stringify(line)}\n`).join(''));
		return folder;
	}

	function configure(production: string): void {
		repository.write('stagemark.yaml', `promotion:\n  Production: {${production}}\n`);
	}

	async function judge(request: Partial<AskedMove> = {}, tools: Partial<PromotionPorts> = {}): Promise<GateReport> {
		const judged = await evaluateGates(
			{ name: 'greeter', version: '2.0.0', to: 'Production', ...request },
			{ ...ports, isTrusted: true, ...tools },
			signal,
		);
		if (!judged.ok) assert.fail(JSON.stringify(judged.failure));
		return judged.value;
	}

	async function words(request: Partial<AskedMove> = {}, tools: Partial<PromotionPorts> = {}): Promise<readonly string[]> {
		const { gates } = await judge(request, tools);
		// Whatever a gate says here has to be there for readers of Portuguese too.
		for (const { gate, outcome, detail } of gates) {
			// These quote what a command or the linter wrote.
			const isQuote = gate.startsWith('command: ') || (gate === 'lint-clean' && outcome === 'failed');
			if (detail !== undefined && !isQuote) assertTranslated(detail);
		}
		return gates.map(gateInWords);
	}

	/** One gate with its outcome in words. */
	async function only(gate: string, request: Partial<AskedMove> = {}): Promise<string> {
		configure(`gates: [${gate}]`);
		return (await words(request)).join('\n');
	}

	test('a stage without gates lets everything through and says that there are none', async () => {
		configure('approvals: 1');
		assert.deepEqual(await judge(), { name: 'greeter', version: '2.0.0', to: 'Production', passed: true, gates: [], warnings: [] });
	});

	test('names evidence, value and threshold of each gate, in the order of the configuration', async () => {
		configure('require: [fresh-evidence], gates: [{metric: rate, min: 0.5}]');
		record({ version: '2.0.0', scores: passing(95, 100) });
		const progress: string[] = [];
		const report = await judge(
			{ version: '2.0' },
			{ onGate: ({ label, doneCount, totalCount }) => progress.push(`${doneCount}/${totalCount} ${label}`) },
		);
		const evidence = { experiment: 'exp-001', runs: [exampleRun(0).id] };
		assert.equal(report.passed, true);
		assert.deepEqual(report.gates, [
			{
				gate: 'fresh-evidence',
				outcome: 'passed',
				observed: 1,
				threshold: `evaluated content is ${summarizePrompt('a.j2', texts['2.0.0']).summary.contentHash.slice(0, 8)}`,
				detail: '1 completed run of exp-001 evaluated exactly this content.',
				evidence,
			},
			{
				gate: 'rate',
				outcome: 'passed',
				observed: 0.95,
				threshold: '>= 0.5',
				detail: '95.0 % on 100 cases, 95 % interval 88.7 … 98.4 %. The whole interval is at least 50.0 %.',
				evidence,
			},
		]);
		assert.deepEqual(progress, ['0/2 fresh-evidence', '1/2 rate']);
	});

	suite('refuses to judge', () => {
		for (const [what, request, kind] of [
			['a stage that does not exist', { to: 'production' }, 'unknown-stage'],
			['a version that does not exist', { version: '9.0.0' }, 'unknown-version'],
			['a name that does not exist', { name: 'nobody' }, 'unknown-name'],
			['a path dressed as a name', { name: '../../x' }, 'bad-name'],
			['an experiment that does not exist', { evidence: { experiment: 'exp-9' } }, 'unknown-experiment'],
			['a run that is gone', { evidence: { runs: ['20250131T103000Z-3f9a1c'] } }, 'unknown-run'],
		] as const) {
			test(what, async () => {
				configure('require: [fresh-evidence]');
				const judged = await evaluateGates(
					{ name: 'greeter', version: '2.0.0', to: 'Production', ...request },
					{ ...ports, isTrusted: true },
					signal,
				);
				assert.equal(judged.ok ? 'judged' : judged.failure.kind, kind);
			});
		}

		test('by a configuration in which a requirement may be lost', async () => {
			configure('gates: [{metirc: rate, min: 0.5}]');
			const judged = await evaluateGates(
				{ name: 'greeter', version: '2.0.0', to: 'Production' },
				{ ...ports, isTrusted: true },
				signal,
			);
			assert.match(
				judged.ok ? '' : JSON.stringify(judged.failure),
				/configuration-unreadable.*“metirc” is not a known key.*Did you mean “metric”/,
			);
		});
	});

	suite('lint-clean', () => {
		const error: LintFinding = {
			rule: 'undeclared-variable',
			severity: 'error',
			message: '“whom” is not declared.',
			range: { start: 130, end: 134 },
		};

		test('asks about the text of exactly this version', async () => {
			configure('require: [lint-clean]');
			const asked: string[] = [];
			const lint = (path: string, text: string): Promise<readonly LintFinding[]> => {
				asked.push(path, text);
				return Promise.resolve([{ ...error, severity: 'warning' }]);
			};
			assert.deepEqual(await words({}, { lint }), ['lint-clean (0 errors): passed, 0. prompts/greeter-v2.0.0.j2 has no errors.']);
			assert.deepEqual(asked, [pathOf('2.0.0'), texts['2.0.0']]);
		});

		test('fails on errors, with the first three and where they are', async () => {
			configure('require: [lint-clean]');
			const [line] = await words({}, { lint: () => Promise.resolve(Array.from({ length: 5 }, () => error)) });
			assert.match(
				line ?? '',
				/^lint-clean \(0 errors\): failed, 5\. prompts\/greeter-v2\.0\.0\.j2, line \d+, undeclared-variable: “whom” is not declared\. — .* And 2 more\.$/,
			);
		});

		test('is open where no linter is at hand', async () => {
			configure('require: [lint-clean]');
			assert.match((await words()).join(), /inconclusive\. The linter is not available here\./);
		});
	});

	suite('metadata-complete', () => {
		test('wants owner, description and model unless told otherwise', async () => {
			configure('require: [metadata-complete]');
			assert.deepEqual(await words(), [
				'metadata-complete (owner, description, model): failed, no owner. prompts/greeter-v2.0.0.j2 has no owner. Add what is missing to the front matter.',
			]);
			configure('require: [{metadata-complete: {fields: [description, model, inputs]}}]');
			assert.match((await words()).join(), /: passed, complete\./);
		});
	});

	suite('fresh-evidence', () => {
		test('says what is there instead', async () => {
			configure('require: [fresh-evidence]');
			assert.match(
				(await words()).join(),
				/failed, 0\. No completed run evaluated exactly the content of greeter 2\.0\.0\. Run its experiment again\.$/,
			);
			record({ version: '2.0.0', scores: [1], record: { status: 'failed' } });
			record({
				version: '2.0.0',
				scores: [1],
				record: { prompt: { name: 'greeter', version: '2.0.0', path: 'a', sha256: 'f'.repeat(64) } },
			});
			assert.match(
				(await words()).join(),
				/1 run evaluated 2\.0\.0 with different content, so the prompt has changed since; 1 run of this content did not complete\. Run/,
			);
		});

		test('does not take failed runs for evidence, also when they are named', async () => {
			configure('require: [fresh-evidence]');
			const folder = record({ version: '2.0.0', scores: [1], record: { status: 'failed' } });
			const [line] = await words({ evidence: { runs: [folder.slice(folder.lastIndexOf('/') + 1)] } });
			assert.match(line ?? '', /fresh-evidence .*failed, 0\./);
		});
	});

	suite('compared-with-production', () => {
		setup(() => {
			configure('require: [compared-with-production]');
			plan('exp-001', '{rate: {primary: true, min_effect: 0.1}}');
		});

		for (const [outcome, passes, verdict] of [
			['passed', 90, 'rate: Improved'],
			['passed', 60, 'rate: Equivalent · within 10 points'],
			['failed', 30, 'rate: Regressed'],
		] as const) {
			test(`${outcome} by the verdict “${verdict}”`, async () => {
				record({ version: '1.0.0', scores: passing(60, 100) });
				record({ version: '2.0.0', scores: passing(passes, 100) });
				const [line = ''] = await words();
				assert.ok(
					line.startsWith(
						`compared-with-production (not worse than 1.0.0): ${outcome}, ${verdict}. exp-001, exp-001/v2 against exp-001/v1. `,
					),
					line,
				);
			});
		}

		test('does not pass a version that may be 20 points worse, however few the cases', async () => {
			for (const [former, passes] of [
				[6, 4],
				[8, 6],
				[9, 9],
			] as const) {
				record({ version: '1.0.0', scores: passing(former, 10) });
				record({ version: '2.0.0', scores: passing(passes, 10) });
				const found = (await words()).join();
				assert.match(found, /: inconclusive, .*rate: The version could be \d\d\.\d pts worse or .* A loss of 10\.0 pts matters\./);
				rmSync(join(repository.root, 'experiments/exp-001/runs'), { recursive: true });
			}
		});

		test('passes a version that is worse by less than matters, and says so', async () => {
			record({ version: '1.0.0', scores: passing(360, 400) });
			record({ version: '2.0.0', scores: passing(350, 400) });
			assert.match(
				(await words()).join(),
				/: passed, rate: Regressed.* rate is worse, by less than the 10\.0 pts that matter\. Comparable\./,
			);
		});

		test('does not pass a version that refuses half of its answers', async () => {
			const samplesOf = (refused: number): readonly object[] =>
				Array.from({ length: 100 }, (_, index) => ({
					case: index,
					scores: { rate: Number(index % 3 > 0) },
					error: index < refused ? 'refused' : null,
				}));
			record({ version: '1.0.0', samples: samplesOf(0) });
			record({ version: '2.0.0', samples: samplesOf(50) });
			assert.match((await words()).join(), /: inconclusive, .* 50 of 100 answers of exp-001\/v2 are in error or missing/);
		});

		test('asks for every declared metric, and for a smallest difference that matters', async () => {
			plan('exp-001', '{rate: {primary: true, min_effect: 0.1}, words: {goal: minimize}}');
			const samples = (more: (index: number) => number): readonly object[] =>
				Array.from({ length: 60 }, (_, index) => ({ case: index, scores: { rate: index % 2, words: 100 + more(index) } }));
			record({ version: '1.0.0', samples: samples(() => 0) });
			record({ version: '2.0.0', samples: samples(index => Math.sin(index)) });
			assert.match(
				(await words()).join(),
				/: inconclusive, .* Declare the smallest difference that matters, min_effect, for words\./,
			);
			plan('exp-001', '{rate: {primary: true, min_effect: 0.1}, words: {goal: minimize, min_effect: 5}}');
			assert.match((await words()).join(), /: passed, rate: /);
			plan('exp-001', '{rate: {primary: true, min_effect: 0.1}, words: {goal: minimize, min_effect: 0.01}}');
			assert.match(
				(await words()).join(),
				/: inconclusive, .* words: The version could be 0\.\d+ worse or 0\.\d+ better\. A loss of 0\.01\d* matters\./,
			);
		});

		test('decides nothing on what was merely measured', async () => {
			const samples = (latency: number): readonly object[] =>
				Array.from({ length: 60 }, (_, index) => ({ case: index, scores: { rate: index % 2 }, latency_ms: latency + (index % 9) }));
			record({ version: '1.0.0', samples: samples(100) });
			record({ version: '2.0.0', samples: samples(9000) });
			const found = (await words()).join();
			assert.match(found, /: passed, rate: /);
			assert.doesNotMatch(found, /latency/);
		});

		test('is open where the experiment declares no metric', async () => {
			plan('exp-001', '{}');
			for (const version of ['1.0.0', '2.0.0'] as const) record({ version, scores: passing(9, 10) });
			assert.match((await words()).join(), /: inconclusive\. .* The experiment declares no metric, so nothing can be shown\./);
		});

		test('is open with too few cases', async () => {
			for (const version of ['1.0.0', '2.0.0'] as const) record({ version, scores: [1] });
			assert.match((await words()).join(), /inconclusive, rate: Not enough data · 1 case, at least 6 needed\./);
		});

		test('fails on another dataset, because then nothing was compared', async () => {
			record({ version: '1.0.0', scores: passing(60, 100) });
			record({
				version: '2.0.0',
				scores: passing(90, 100),
				record: { dataset: { path: 'b.jsonl', sha256: 'e'.repeat(64), cases: 100 } },
			});
			assert.match((await words()).join(), /failed, rate: Not comparable · different dataset\./);
		});

		test('fails without runs of the version in Production, and says what to run', async () => {
			record({ version: '2.0.0', scores: passing(90, 100) });
			assert.match(
				(await words()).join(),
				/failed\. No experiment has completed runs of both 2\.0\.0 and 1\.0\.0, which is in Production; exp-001 has no run of 1\.0\.0 .* Run both in one experiment/,
			);
		});

		test('takes the newest other experiment that has both, unless one is named', async () => {
			plan('exp-002', '{rate: {primary: true, min_effect: 0.1}}');
			record({ version: '1.0.0', scores: passing(60, 100) });
			record({ version: '2.0.0', scores: passing(90, 100) });
			record({ version: '2.0.0', scores: passing(90, 100), record: { experiment: 'exp-002' } });
			assert.match((await words()).join(), /passed, rate: Improved\. exp-001, exp-001\/v2 against exp-001\/v1/);
			assert.match(
				(await words({ evidence: { experiment: 'exp-002' } })).join(),
				/failed\. No experiment has completed runs of both/,
			);
		});

		test('has nothing to say of the version in Production itself', async () => {
			assert.match((await words({ version: '1.0.0' })).join(), /skipped\. 1\.0\.0 is already in Production/);
		});
	});

	suite('a metric threshold', () => {
		for (const [gate, passes, total, found] of [
			[
				'{metric: rate, min: 0.85}',
				95,
				100,
				/^rate \(>= 0\.85\): passed, 0\.95\. 95\.0 % on 100 cases, 95 % interval 88\.7 … 98\.4 %\./,
			],
			['{metric: rate, min: 0.85}', 70, 100, /^rate \(>= 0\.85\): failed, 0\.7\. .* The whole interval is below 85\.0 %\.$/],
			[
				'{metric: rate, min: 0.85}',
				89,
				100,
				/: inconclusive, 0\.89\. .* The interval includes 85\.0 %, so the result may be chance\. The value could be as low as 81\.2 % or as high as 94\.4 %\. n ≈ 560 cases would decide\.$/,
			],
			['{metric: rate, max: 0.2}', 5, 100, /^rate \(<= 0\.2\): passed, 0\.05\./],
			['{metric: rate, min: 0.85}', 10, 10, /: inconclusive, 1\. .* interval 69\.2 … 100\.0 %\. .* n ≈ 22 cases would decide\.$/],
			[
				'{metric: rate, min: 0.85}',
				1,
				1,
				/: inconclusive, 1\. 100\.0 % on 1 case: too few to decide\. At least n = 6 cases are needed\.$/,
			],
			[
				'{metric: rate, min: 0.9}',
				90,
				100,
				/: inconclusive, 0\.9\. .* The value is on the bound, so no number of cases would decide\.$/,
			],
			[
				'{metric: rate, min: 0.85, decide_on: value}',
				89,
				100,
				/: passed, 0\.89\. 89\.0 %, decided on the value alone, as configured/,
			],
		] as const) {
			test(`${gate} with ${passes} of ${total}`, async () => {
				record({ version: '2.0.0', scores: passing(passes, total) });
				assert.match(await only(gate), found);
			});
		}

		test('is decided on cases, however often each was answered', async () => {
			for (const seed of [1, 2, 3]) record({ version: '2.0.0', scores: passing(10, 10), record: { seed } });
			assert.match(await only('{metric: rate, min: 0.85}'), /inconclusive, 1\. 100\.0 % on 10 cases, 95 % interval 69\.2 … 100\.0 %/);
		});

		test('counts groups, not the cases in them', async () => {
			const samples = Array.from({ length: 40 }, (_, index) => ({ case: index, group: index % 4, scores: { rate: 1 } }));
			record({ version: '2.0.0', samples });
			assert.match(
				await only('{metric: rate, min: 0.5}'),
				/inconclusive, 1\. 100\.0 % on 4 groups: too few to decide\. At least n = 6 groups/,
			);
		});

		test('leaves out cases in error and says so', async () => {
			const samples = Array.from({ length: 40 }, (_, index) => ({
				case: index,
				scores: { rate: 1 },
				error: index < 2 ? 'timeout' : null,
			}));
			record({ version: '2.0.0', samples });
			assert.match(await only('{metric: rate, min: 0.5}'), /passed, 1\. 100\.0 % on 38 cases \(2 with errors left out\)/);
		});

		for (const [what, gate] of [
			['a threshold', '{metric: rate, min: 0.5}'],
			['a regression margin', '{metric: rate, max_regression: 0.2}'],
			['a bound on a metric of which less is better', '{metric: words, max: 20}'],
		] as const) {
			test(`is not passed on the answers that a version did not refuse, as ${what}`, async () => {
				const samplesOf = (refused: number): readonly object[] =>
					Array.from({ length: 100 }, (_, index) => ({
						case: index,
						scores: { rate: Number(index % 10 > 0), words: 10 + (index % 5) },
						error: index < refused ? 'refused' : null,
					}));
				record({ version: '1.0.0', samples: samplesOf(0) });
				record({ version: '2.0.0', samples: samplesOf(40) });
				assert.match(
					await only(gate),
					/: inconclusive, .* 40 of 100 answers of exp-001\/v2 are in error or missing, and what they would have scored is not known\./,
				);
			});
		}

		test('counts errors as 0 where the experiment says so', async () => {
			plan('exp-001', '{rate: {primary: true}}\ndecision: {errors: zero}');
			const samples = Array.from({ length: 100 }, (_, index) => ({
				case: index,
				scores: { rate: 1 },
				error: index < 40 ? 'refused' : null,
			}));
			record({ version: '2.0.0', samples });
			assert.match(await only('{metric: rate, min: 0.4}'), /: passed, 0\.6\. /);
			assert.match(await only('{metric: rate, min: 0.8}'), /: failed, 0\.6\. /);
		});

		test('of a constant score stays as uncertain as its cases are few', async () => {
			record({ version: '2.0.0', samples: Array.from({ length: 20 }, (_, index) => ({ case: index, scores: { words: 12 } })) });
			assert.match(
				await only('{metric: words, max: 15}'),
				/^words \(<= 15\): passed, 12\. 12\.00 on 20 cases, 95 % interval 9\.98 … 14\.02\./,
			);
		});

		test('is open without runs, without the metric, and with totals alone', async () => {
			assert.match(
				await only('{metric: rate, min: 0.5}'),
				/inconclusive\. No completed run evaluated exactly the content of greeter 2\.0\.0\./,
			);
			const folder = record({ version: '2.0.0', scores: passing(9, 10), record: { metrics: { total: 0.9 } } });
			assert.match(
				await only('{metric: rats, min: 0.5}'),
				/inconclusive\. The run of 2\.0\.0 did not measure “rats”\. Did you mean “rate”\?/,
			);
			assert.match(await only('{metric: total, min: 0.5}'), /inconclusive, 0\.9\. .* as a run total without a value for each case/);
			assert.match(await only('{metric: total, min: 0.5, decide_on: value}'), /passed, 0\.9\./);
			rmSync(join(repository.root, folder), { recursive: true });
			assert.match(await only('{metric: rate, min: 0.5}'), /inconclusive\. No completed run evaluated/);
		});

		test('tells of records that could not be read', async () => {
			const folder = record({ version: '2.0.0', scores: passing(9, 10) });
			repository.write(`${folder}/samples.jsonl`, '{"case": 1, "scores": {"rate": NaN}}\n');
			configure('gates: [{metric: rate, min: 0.5}]');
			const report = await judge();
			assert.equal(report.gates[0]?.outcome, 'inconclusive');
			assert.match(report.warnings.join(), /samples\.jsonl, line 1: /);
		});
	});

	suite('a regression margin', () => {
		const gate = '{metric: rate, max_regression: 0.05}';

		for (const [former, passes, found] of [
			[
				60,
				90,
				/^rate regression \(<= 0\.05\): passed, -0\.3\. Against 1\.0\.0 in exp-001: \+30\.0 pts on 100 cases, 95 % interval \+20\.7 … \+39\.6\. The whole interval is within the margin\.$/,
			],
			[
				90,
				60,
				/: failed, 0\.3\. .* The whole interval is beyond the margin\. The version could be 39\.6 pts worse or 20\.7 pts worse\.$/,
			],
			[
				90,
				89,
				/: inconclusive, 0\.01\. .* The interval includes the margin, so the difference may be chance\. The version could be 5\.4 pts worse or 2\.8 pts better\. n ≈ 220 cases would decide\.$/,
			],
		] as const) {
			test(`from ${former} to ${passes} of 100`, async () => {
				record({ version: '1.0.0', scores: passing(former, 100) });
				record({ version: '2.0.0', scores: passing(passes, 100) });
				assert.match(await only(gate), found);
			});
		}

		for (const [what, samplesOf, possible] of [
			['scores', (index: number) => ({ case: index, scores: { rate: index } }), /could be 3\.20 worse or 3\.20 better/],
			['passes and failures', (index: number) => ({ case: index, scores: { rate: index % 2 } }), /could be 1\d\.\d pts worse or/],
			['the only score there is', (index: number) => ({ case: index, scores: { rate: 1 } }), /could be 1\d\.\d pts worse or/],
			[
				'groups that all fail',
				(index: number) => ({ case: index, group: index % 10, scores: { rate: 0 } }),
				/could be 3\d\.\d pts worse or 3\d\.\d pts better/,
			],
		] as const) {
			test(`of 0 is not shown to be kept by two versions that agree on every case, of ${what}`, async () => {
				const samples = Array.from({ length: 20 }, (_, index) => samplesOf(index));
				for (const version of ['1.0.0', '2.0.0'] as const) record({ version, samples });
				const found = await only('{metric: rate, max_regression: 0}');
				assert.match(found, /: inconclusive, 0\. .* The value is on the bound, so no number of cases would decide\.$/);
				assert.match(found, possible);
			});
		}

		test('says how much worse a version could be that lost five of seven', async () => {
			const digits = (text: string): readonly number[] => Array.from(text, Number);
			record({ version: '1.0.0', scores: digits('1111101101') });
			record({ version: '2.0.0', scores: digits('0001001001') });
			const found = await only(gate);
			assert.match(found, /: failed, 0\.5\. .* The version could be 76\.3 pts worse or 7\.8 pts worse\.$/);
		});

		test('goes in the direction of the metric', async () => {
			const of = (more: (index: number) => number): readonly object[] =>
				Array.from({ length: 40 }, (_, index) => ({ case: index, scores: { words: 100 + more(index) } }));
			record({ version: '1.0.0', samples: of(() => 0) });
			record({ version: '2.0.0', samples: of(index => 3 + (index - 19.5) / 40) });
			assert.match(await only('{metric: words, max_regression: 1}'), /: failed, 3\. .* could be 3\.09 worse or 2\.91 worse\.$/);
			assert.match(await only('{metric: words, max_regression: 4}'), /: passed, 3\. /);
		});

		test('needs six cases, or as many groups as count for six', async () => {
			for (const version of ['1.0.0', '2.0.0'] as const) record({ version, scores: passing(4, 5) });
			assert.match(
				await only(gate),
				/inconclusive, 0\. .*0\.0 pts on 5 cases: too few to decide\. At least n = 6 cases are needed\.$/,
			);
			const samples = Array.from({ length: 46 }, (_, index) => ({
				case: index,
				group: Math.max(0, index - 39),
				scores: { rate: 1 },
			}));
			for (const version of ['1.0.0', '2.0.0'] as const) record({ version, samples });
			assert.match(await only(gate), /on 7 groups of unequal size that count as 1\.3: too few to decide\. At least n = 6 groups are/);
		});

		test('is open where both versions were asked different cases', async () => {
			const samples = (from: number): readonly object[] =>
				Array.from({ length: 20 }, (_, index) => ({ case: from + index, scores: { rate: 1 } }));
			record({ version: '1.0.0', samples: samples(0) });
			record({ version: '2.0.0', samples: samples(100) });
			assert.match(await only(gate), /inconclusive\. .*“rate” was not measured on the same cases on both sides\.$/);
		});

		test('is open on another dataset and where the metric is missing', async () => {
			record({ version: '1.0.0', scores: passing(60, 100) });
			record({
				version: '2.0.0',
				scores: passing(90, 100),
				record: { dataset: { path: 'b.jsonl', sha256: 'e'.repeat(64), cases: 100 } },
			});
			assert.match(await only(gate), /inconclusive\. .*Not comparable · different dataset\./);
			assert.match(
				await only('{metric: words, max_regression: 1}'),
				/inconclusive\. .*Not comparable|inconclusive\. .*not measured on the same cases/,
			);
		});
	});

	suite('latency and cost', () => {
		const samplesOf = (count: number, latency: (index: number) => number): readonly object[] =>
			Array.from({ length: count }, (_, index) => ({
				case: index,
				scores: {},
				latency_ms: latency(index),
				cost_usd: 0.01 * (1 + (index % 3)),
			}));

		test('hold a percentile against an interval from the order of the answers', async () => {
			record({ version: '2.0.0', samples: samplesOf(200, index => 1000 + index) });
			assert.match(
				await only('{metric: latency_ms_p95, max: 1500}'),
				/^latency_ms_p95 \(<= 1500\): passed, 1189\. 1189 on 200 cases, 95 % interval 1183 … 1196\./,
			);
			assert.match(await only('{metric: latency_ms_p95, max: 1190}'), /: inconclusive, 1189\. .* n ≈ \d+ cases would decide\.$/);
			assert.match(await only('{metric: latency_ms_p50, max: 1050}'), /: failed, 1099\. /);
		});

		test('say how many cases bound a percentile at all', async () => {
			record({ version: '2.0.0', samples: samplesOf(20, () => 100) });
			assert.match(
				await only('{metric: latency_ms_p95, max: 1500}'),
				/inconclusive, 100\. 20 cases are too few to bound this percentile on both sides\. n = 72 cases would be enough\.$/,
			);
			assert.match(await only('{metric: latency_ms_p95, max: 1500, decide_on: value}'), /passed, 100\. Decided on the value alone/);
		});

		test('fall back on what runs say as a whole, the worst deciding', async () => {
			for (const [p95, cost] of [
				[900, 1],
				[1600, 2],
			] as const) {
				record({
					version: '2.0.0',
					record: { usage: { cost_usd: cost, latency_ms: { p50: 400, p95 } }, dataset: { path: 'a', sha256: null, cases: 100 } },
				});
			}
			assert.match(await only('{metric: latency_ms_p95, max: 1500}'), /failed, 1600\. 1600 in the worst of 2 runs\./);
			assert.match(await only('{metric: latency_ms_p50, max: 500}'), /passed, 400\./);
			assert.match(
				await only('{metric: latency_ms_p99, max: 500}'),
				/inconclusive\. None of the 2 runs of 2\.0\.0 measured “latency_ms_p99”/,
			);
			assert.match(await only('{metric: cost_usd, max: 0.015}'), /^cost_usd \(<= 0\.015\): failed, 0\.02\./);
			assert.match(await only('{metric: cost_usd, max: 3, per: run}'), /^cost_usd per run \(<= 3\): passed, 2\./);
		});

		test('hold the cost of a case against its interval', async () => {
			record({ version: '2.0.0', samples: samplesOf(99, () => 1) });
			assert.match(
				await only('{metric: cost_usd, max: 0.1, per: case}'),
				/^cost_usd \(<= 0\.1\): passed, 0\.02\. 0\.020 on 99 cases, 95 % interval/,
			);
		});
	});

	suite('similarity', () => {
		test('is that of text and structure while there are no outputs', async () => {
			assert.match(
				await only('{similarity: {min: 0.95}}'),
				/^similarity \(>= 0\.95\): failed, 0\.904762\. Against 1\.0\.0: text 0\.904762; structure 1\.$/,
			);
			assert.match(await only('{similarity: {min: 0.9, of: [structure]}}'), /passed, 1\. Against 1\.0\.0: structure 1\.$/);
			assert.match(
				await only('{similarity: {min: 0.9, of: [outputs]}}'),
				/inconclusive\. Against 1\.0\.0: no case has recorded outputs of both versions\.$/,
			);
		});

		test('takes outputs in, case by case', async () => {
			for (const version of ['1.0.0', '2.0.0'] as const) {
				const end = version === '1.0.0' ? 'day' : 'morning';
				record({
					version,
					samples: Array.from({ length: 20 }, (_, index) => ({
						case: index,
						scores: {},
						output: `Hello number ${index}, good ${end}`,
					})),
				});
			}
			const line = await only('{similarity: {min: 0.55, of: [outputs]}}');
			assert.match(line, /passed, 0\.714286\. Against 1\.0\.0: outputs 0\.714286 on 20 cases, 95 % interval 0\.593976 … 0\.76241\.$/);
		});
	});

	suite('reproducibility', () => {
		const gate = '{reproducibility: {runs: 2, tolerance: 0.02}}';

		/** One of ten cases changes from run to run, a fixed number of them upwards. */
		const run = (seed: number, moved: number): readonly object[] =>
			Array.from({ length: 200 }, (_, index) => ({
				case: index,
				scores: { rate: index < 20 ? Number((index + seed * 7) % 20 < 10 + moved) : 1 },
			}));

		test('takes repeats of a seed, else runs with different seeds', async () => {
			record({ version: '2.0.0', samples: run(1, 0), record: { seed: 1 } });
			assert.match(await only(gate), /inconclusive, 1\. 1 run has equal conditions, and 2 are needed\./);
			record({ version: '2.0.0', samples: run(2, 1), record: { seed: 2 } });
			assert.match(await only(gate), /rate in 2 runs with different seeds over 200 cases/);
			record({ version: '2.0.0', samples: run(1, 1), record: { seed: 1 } });
			assert.match(await only(gate), /rate in 2 runs with the same seed over 200 cases/);
		});

		for (const [tolerance, outcome, reason] of [
			[0.05, 'passed', /The whole interval is within the tolerance of 5\.0 pts\.$/],
			[
				0.01,
				'inconclusive',
				/The interval includes the tolerance of 1\.0 pts\. More runs would narrow the interval, more cases would/,
			],
			[0.001, 'failed', /The whole interval is beyond the tolerance of 0\.1 pts\. More cases would make the deviation smaller\.$/],
		] as const) {
			test(`${outcome} at a tolerance of ${tolerance}, however many runs there are`, async () => {
				const needed = `{reproducibility: {runs: 2, tolerance: ${tolerance}}}`;
				for (const seed of [1, 2]) record({ version: '2.0.0', samples: run(seed, 0), record: { seed } });
				const found = await only(needed);
				assert.match(found, new RegExp(`: ${outcome}, `));
				assert.match(found, reason);
				if (outcome === 'inconclusive') return;
				for (let seed = 3; seed <= 10; seed++) record({ version: '2.0.0', samples: run(seed, 0), record: { seed } });
				assert.match(await only(needed), new RegExp(`: ${outcome}, .*\\(rate in 10 runs `));
			});
		}

		test('does not take two identical runs for proof that nothing varies', async () => {
			for (const seed of [1, 1]) record({ version: '2.0.0', scores: passing(90, 100), record: { seed } });
			assert.match(
				await only('{reproducibility: {tolerance: 0}}'),
				/: inconclusive, 0\. .* of 0\.0 pts \(rate in 2 runs with the same seed/,
			);
			assert.match(await only(gate), /: passed, 0\. .*95 % interval 0\.0 pts to 1\.3 pts\./);
		});

		test('says when whole runs vary more than their answers', async () => {
			for (const [seed, shift] of [0, 3, -4, 6].entries()) {
				const samples = Array.from({ length: 60 }, (_, index) => ({
					case: index,
					scores: { rate: index + shift + ((index * seed) % 7) / 70 },
				}));
				record({ version: '2.0.0', samples, record: { seed } });
			}
			assert.match(
				await only(gate),
				/: failed, 4\.\d+\. .* Whole runs vary more than their answers do, so only more runs can tell more\.$/,
			);
		});

		test('is open where a run lacks the metric, or has it as a total alone', async () => {
			for (const seed of [1, 1]) record({ version: '2.0.0', record: { seed, metrics: { rate: 0.8 } } });
			assert.match(
				await only('{reproducibility: {tolerance: 0.02, metric: rats}}'),
				/inconclusive\. None of the 2 runs of 2\.0\.0 measured “rats”/,
			);
			assert.match(await only(gate), /: inconclusive\. “rate” is there only as run totals, without a value for each case/);
		});

		test('is open where the runs have no case in common', async () => {
			for (const from of [0, 100]) {
				const samples = Array.from({ length: 20 }, (_, index) => ({ case: from + index, scores: { rate: 1 } }));
				record({ version: '2.0.0', samples, record: { seed: 1 } });
			}
			assert.match(await only(gate), /: inconclusive\. No case has a value of “rate” in every run\.$/);
		});
	});

	suite('feedback', () => {
		const gate = '{feedback: {min: 4, count: 2}}';
		const line = (id: string, by: string, score: unknown): string =>
			`${JSON.stringify({ case: id, by, score, at: '2025-02-01T09:00:00Z' })}\n`;

		test('takes the last word of each person on each case, and the mean of the cases', async () => {
			const folder = record({ version: '2.0.0', scores: [1, 1, 1] });
			assert.match(await only(gate), /^feedback \(>= 4 on 2 cases\): inconclusive\. 0 cases are rated, 2 more are needed\./);
			repository.write(`${folder}/feedback.jsonl`, line('a', 'Ana', 1) + line('a', 'Ana', 5) + line('a', 'Bruno', 4) + 'half a li');
			assert.match(await only(gate), /inconclusive, 4\.5\. 1 case is rated, 1 more is needed\./);
			repository.write(
				`${folder}/feedback.jsonl`,
				line('a', 'Ana', 5) + line('a', 'Bruno', 4) + line('b', 'Ana', 4) + line('c', 'Ana', 'good'),
			);
			assert.match(await only(gate), /passed, 4\.25\. Mean score 4\.25 on 2 cases by 2 people, 95 % interval/);
			assert.match(await only('{feedback: {min: 4.5, count: 2}}'), /failed, 4\.25\./);
		});
	});

	suite('agreement of a judge with people', () => {
		const gate = '{judge-agreement: {metric: polite, min: 0.6}}';

		/** One answer to each case, scored by the judge and, where there is a rating, by a person. */
		function rate(scores: readonly (readonly [judge: number, person: number | undefined])[]): void {
			const folder = record({
				version: '2.0.0',
				samples: scores.map(([judge], index) => ({ case: index, scores: { polite: judge } })),
			});
			const lines = scores.flatMap(([, score], index) =>
				score === undefined ? [] : { case: index, by: 'Ana', score, at: '2025-02-01T09:00:00Z' },
			);
			repository.write(`${folder}/feedback.jsonl`, lines.map(line => `${JSON.stringify(line)}\n`).join(''));
		}

		for (const [what, scores, found] of [
			[
				'passes where both nearly always say the same',
				(index: number) => [index % 2, index === 0 ? 1 : index % 2],
				/^polite judge agreement \(alpha >= 0\.6\): passed, 0\.9\d+\. Alpha 0\.9\d between “polite” and people on 60 cases, 95 % interval 0\.82 to 1\.00\. The whole interval is at least what is asked for\.$/,
			],
			[
				'fails where they agree as often as chance',
				(index: number) => [index % 2, (index >> 1) % 2],
				/: failed, .* The whole interval is below what/,
			],
			[
				'is open where they may or may not',
				(index: number) => [index % 2, index % 5 === 0 ? 1 - (index % 2) : index % 2],
				/: inconclusive, 0\.6\d*\. .* The interval includes what is asked for\. Rate more answers\.$/,
			],
			[
				'takes grades as numbers',
				(index: number) => [1 + (index % 5), 1 + (index % 5)],
				/: passed, 1\. Alpha 1\.00 .* interval 0\.\d\d to 1\.00\./,
			],
			['is open where nobody could disagree', () => [1, 1], /: inconclusive\. “polite” and people gave every answer the same score/],
			[
				'is open on two scales',
				(index: number) => [(index % 5) / 4, 1 + (index % 5)],
				/: inconclusive\. “polite” scores from 0 to 1 and people do not/,
			],
			[
				'is open with too few ratings',
				(index: number) => [index % 2, index < 5 ? index % 2 : undefined],
				/: inconclusive\. “polite” and people both rated answers to 5 cases, and at least 6 are needed\./,
			],
			[
				'is open without ratings',
				(index: number) => [index % 2, undefined],
				/both rated answers to 0 cases, and at least 6 are needed\./,
			],
		] as const) {
			test(what, async () => {
				rate(
					Array.from({ length: 60 }, (_, index) => {
						const [judge = 0, person] = scores(index);
						return [judge, person] as const;
					}),
				);
				assert.match(await only(gate), found);
			});
		}

		test('counts a case once, however often it was answered', async () => {
			const scores = Array.from({ length: 5 }, (_, index) => [index % 2, index % 2] as const);
			for (let seed = 0; seed < 4; seed++) rate(scores);
			assert.match(await only(gate), /both rated answers to 5 cases/);
		});

		test('is open where the judge scored nothing', async () => {
			record({ version: '2.0.0', scores: passing(9, 10) });
			assert.match(await only('{judge-agreement: {metric: rats, min: 0.6}}'), /did not measure “rats”\. Did you mean “rate”\?/);
		});
	});

	suite('a command', () => {
		test('passes by its exit code and is told the version', async () => {
			const found = await only(
				'{command: \'echo "$STAGEMARK_NAME $STAGEMARK_VERSION $STAGEMARK_STAGE"; grep -c now "$STAGEMARK_PROMPT"\'}',
			);
			assert.match(found, /\(exit code 0 within 10m\): passed, exit code 0\. greeter 2\.0\.0 Production\n1\.$/);
		});

		test('keeps the last of what it printed, without credentials and colours', async () => {
			const secret = 'gh' + 'p_aB3dE5fG7hJ9kL1mN2pQ4rS6tU8vW0xY1zA2';
			repository.write(
				'noisy.sh',
				`for i in $(seq 100); do echo "line $i"; done\nprintf '\\033[31mred\\033[0m ${secret}\\n'\nexit 3\n`,
			);
			const found = await only('{command: sh noisy.sh}');
			assert.match(found, /: failed, exit code 3\. line 90\n(line \d+\n){10}red \[GitHub token removed\]\.$/);
		});

		test('is ended with what it started when it takes too long', async () => {
			const found = await only('{command: "sleep 60 & echo $! > child.pid; wait", timeout: 2s}');
			assert.match(found, /within 2s\): failed, timed out and was ended with everything it had started\.$/);
			const child = Number(repository.read('child.pid'));
			assert.ok(child > 0);
			await eventually('the end of what it started', () => Promise.resolve(isRunning(child) ? undefined : true));
		});

		test('is not run in a workspace that is not trusted, and does not count as passed', async () => {
			configure('gates: [{command: touch ran}]');
			const report = await judge({}, { isTrusted: false });
			assert.equal(report.passed, false);
			assert.match(
				report.gates.map(gateInWords).join(),
				/inconclusive\. The workspace is not trusted, so its commands are not run\./,
			);
			assert.equal(existsSync(join(repository.root, 'ran')), false);
		});

		test('ends when the evaluation is cancelled', async () => {
			configure('gates: [{command: touch running; sleep 60}]');
			const controller = new AbortController();
			const target = { name: 'greeter', version: '2.0.0', to: 'Production' };
			const judged = evaluateGates(target, { ...ports, isTrusted: true }, controller.signal);
			const rejected = assert.rejects(judged, { name: 'AbortError' });
			const flag = join(repository.root, 'running');
			await eventually('the command', () => Promise.resolve(existsSync(flag) ? true : undefined));
			controller.abort();
			await rejected;
		});
	});
});
