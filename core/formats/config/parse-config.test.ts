import assert from 'node:assert/strict';
import { parseConfig } from './parse-config.ts';

const defaults = {
	prompts: ['prompts/**'],
	experiments: 'experiments',
	registry: 'registry',
	stages: ['None', 'Staging', 'Production', 'Archived'],
	promotion: {},
	git: { commit: true, tag: true, sign: 'inherit' },
	rules: {},
	dialects: {},
	host: { tags: [] },
	models: {},
	preview: false,
};

suite('parseConfig', () => {
	test('without a file, the conventional layout holds and nothing is opted in', () => {
		const { value, isWritten, problems } = parseConfig(undefined);
		assert.deepEqual({ value, isWritten, problems }, { value: defaults, isWritten: false, problems: [] });
	});

	const cases: readonly (readonly [
		title: string,
		text: string,
		changed: Readonly<Record<string, unknown>>,
		problems: readonly string[],
	])[] = [
		['an empty file is a file', '', {}, []],
		[
			'what is written replaces its default',
			'experiments: trials/\ngit: {tag: false}\n',
			{ experiments: 'trials', git: { ...defaults.git, tag: false } },
			[],
		],
		['stages may be the word None', 'stages: [None, Live]\n', { stages: ['None', 'Live'] }, []],
		[
			'severities are words, also off',
			'rules: {missing-seed: off, x: {severity: error, max: 4}}\n',
			{ rules: { 'missing-seed': 'off', x: { severity: 'error', max: 4 } } },
			[],
		],
		['one wrong rule leaves the others', 'rules: {a: loud, b: off}\n', { rules: { b: 'off' } }, ['wrong-value-type: loud']],
		['a folder outside the workspace is refused', 'experiments: ../elsewhere\n', {}, ['wrong-value-type: ../elsewhere']],
		['an absolute folder is refused', 'registry: /etc\n', {}, ['wrong-value-type: /etc']],
		['a glob that leads outside is refused', 'prompts: ["../**", "ok/**"]\n', { prompts: ['ok/**'] }, ['wrong-value-type: "../**"']],
		[
			'a glob made to take forever is refused',
			`prompts: ["${'*a'.repeat(20)}"]\n`,
			{ prompts: [] },
			[`wrong-value-type: "${'*a'.repeat(20)}"`],
		],
		['a misspelled key is shown', 'promts: [a]\n', {}, ['unknown-key: promts']],
		[
			'what a stage requires is read as it is written',
			'promotion: {Live: {require: [lint-clean, {metadata-complete: {fields: [owner]}}], gates: [{metric: rate, min: 0.8}]}}\nstages: [None, Live]\n',
			{
				stages: ['None', 'Live'],
				promotion: {
					Live: {
						require: ['lint-clean', { 'metadata-complete': { fields: ['owner'] } }],
						gates: [{ metric: 'rate', min: 0.8 }],
					},
				},
			},
			[],
		],
		[
			'a misspelled requirement is shown and left out',
			'promotion: {Staging: {require: [lint-claen, fresh-evidence]}}\n',
			{ promotion: { Staging: { require: ['fresh-evidence'] } } },
			['wrong-value-type: lint-claen'],
		],
		[
			'requirements of a stage that does not exist are shown',
			'promotion: {Prodction: {approvals: 1}}\n',
			{ promotion: { Prodction: { approvals: 1 } } },
			['unknown-key: Prodction'],
		],
		[
			'a misspelled key of a gate is shown alone, and the gate left out',
			'promotion: {Staging: {gates: [{metirc: rate, min: 0.8}]}}\n',
			{ promotion: { Staging: { gates: [] } } },
			['unknown-key: metirc'],
		],
		['a merge conflict leaves the defaults', '<<<<<<< HEAD\na: 1\n=======\nb: 1\n>>>>>>> x\n', {}, ['merge-conflict: <<<<<<< HEAD']],
	];
	for (const [title, text, changed, problems] of cases) {
		test(title, () => {
			const config = parseConfig(text);
			assert.equal(config.isWritten, true);
			assert.deepEqual(config.value, { ...defaults, ...changed });
			assert.deepEqual(
				config.problems.map(({ code, range }) => `${code}: ${text.slice(range.start, range.end)}`),
				problems,
			);
		});
	}

	const gates: readonly (readonly [gate: string, message: RegExp])[] = [
		['{metirc: rate, min: 0.8}', /“metirc” is not a known key .* Did you mean “metric”\?/],
		['{min: 0.8}', /give it exactly one of “command”, “feedback”, “metric”, “reproducibility”, “similarity”/],
		['{metric: rate, command: make}', /give it exactly one of/],
		['{metric: rate}', /give “rate” a “min”, a “max” or a “max_regression”/],
		['{metric: rate, min: 0.9, max: 0.1}', /a “min” that is not above its “max”/],
		['{metric: rate, min: 0.9, per: case}', /use “per” only with the metric “cost_usd”/],
		['{metric: rate, min: 0.9, timeout: 1m}', /use “timeout” only in gates with a “command”/],
		['{metric: latency_ms_p95, max_regression: 5}', /use “max_regression” with “latency_ms”/],
		['{metric: rate, min: high}', /“min” cannot be “high”: write a number/],
		['{command: make, timeout: soon}', /write a “timeout” such as 90s, 10m or 1h/],
		['{command: make, min: 1}', /use “min” only in gates with a “metric”/],
		['{similarity: {min: 2}}', /“min” cannot be “2”.*write a number of at most 1/],
		['{reproducibility: {runs: 1, tolerance: 0}}', /“runs” cannot be “1”.*write a number of at least 2/],
		['{feedback: {count: 3}}', /“feedback” needs “min”/],
	];
	for (const [gate, message] of gates) {
		test(`says what is wrong with the gate ${gate}`, () => {
			const { problems } = parseConfig(`promotion: {Staging: {gates: [${gate}]}}\n`);
			assert.equal(problems.length, 1);
			assert.match(problems[0]?.message ?? '', message);
		});
	}

	test('offers the stage that was probably meant', () => {
		const text = 'promotion: {Prodction: {approvals: 1}}\n';
		const [problem] = parseConfig(text).problems;
		assert.match(problem?.message ?? '', /“Prodction” is not a stage, .* Did you mean “Production”\?/);
		assert.equal(problem?.repair?.newText, 'Production');
	});
});
