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
	places: [],
	models: {},
	preview: false,
	code: ['**/*.{py,ts,tsx,js,mjs,cjs}'],
	cards: {},
	host: { tags: [], filters: [], tests: [], helpers: [] },
	endpoints: {},
	automation: [],
	metadata: { required_for: [] },
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
		['{min: 0.8}', /give it exactly one of “command”, “feedback”, “judge-agreement”, “metric”, “reproducibility”, “similarity”/],
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

	suite('reads keys that this version does not act on', () => {
		const whole = `prompts:
  - prompts/**
  - {path: app/prompts/*.txt, template: f-string}
  - {path: config/agents.yaml, at: "$.*.system_prompt", template: f-string, dialect: stagemark}
code: [src/**/*.py]
cards:
  app/main.py#answer: {name: answer, version: 1.2.0, template: f-string, model: m, parameters: {temperature: 0}, inputs: {q: {}}, output: {}, owner: Ana, description: Answers., tags: [critical], roles: {sys: system}}
host: {tags: [generation], filters: [tojson_compact]}
endpoints:
  local: {api: openai-chat, url: "http://127.0.0.1:8080/v1"}
  claude: {api: anthropic-messages, url: "https://api.example.com", key: env:KEY}
  script: {api: command, command: python answer.py}
  editor: {api: vscode-lm}
models: {mine: {endpoint: local}}
automation:
  - {on: alarm, do: [{request: rollback}]}
  - {on: [promoted, rejected], names: ["billing/*"], do: [{webhook: {url: "https://example.com/hook", secret: env:SECRET}}, {issue: notes.md}]}
metadata: {required_for: [src/generated/**]}
promotion:
  Production:
    approvals: 1
    rollout: {require: [lint-clean], approvals: 0}
`;

		test('without a problem, each of them named as idle', () => {
			const { value, problems, idle } = parseConfig(whole);
			assert.deepEqual(problems, []);
			assert.deepEqual(
				idle.map(({ range }) => whole.slice(range.start, range.end)),
				['automation', 'app/main.py#answer', 'code', 'filters', 'metadata', 'rollout'],
			);
			assert.deepEqual(value.prompts, ['prompts/**', 'app/prompts/*.txt']);
			assert.deepEqual(value.dialects, {
				'app/prompts/*.txt': { template: 'f-string' },
				'config/agents.yaml#$.*.system_prompt': { dialect: 'stagemark', template: 'f-string' },
			});
			assert.deepEqual(value.places, [{ glob: 'config/agents.yaml', at: '$.*.system_prompt' }]);
			assert.deepEqual(value.automation[0], { on: 'alarm', names: ['*'], do: [{ request: 'rollback' }] });
		});

		for (const [what, text, found] of [
			[
				'a place that is no path',
				'prompts: [{path: a.yaml, at: system_prompt}]',
				/write a JSON path to the texts, such as \$\.\*\.system_prompt/,
			],
			['an endpoint without its URL', 'endpoints: {a: {api: gemini}}', /give an endpoint with “api: gemini” a “url”/],
			['an endpoint that nobody can speak to', 'endpoints: {a: {api: telnet}}', /“api” cannot be “telnet”/],
			[
				'a key in the file',
				'endpoints: {a: {api: gemini, url: "https://x.example", key: sk-123}}',
				/^“key” cannot hold the secret itself: name an environment variable, such as env:OPENAI_API_KEY\.$/,
			],
			[
				'an action of two kinds',
				'automation: [{on: alarm, do: [{issue: a.md, dispatch: b.yml}]}]',
				/give each action exactly one key/,
			],
			['an event that never happens', 'automation: [{on: alarms, do: [{issue: a.md}]}]', /cannot be “alarms”/],
			['an entry for nobody', 'promotion: {Production: {for: [{approvals: 2}]}}', /“names”, “kinds” or “tags”/],
			['an unknown kind', 'promotion: {Production: {for: [{kinds: [skil], approvals: 2}]}}', /“prompt”/],
			['a misspelled template', 'prompts: [{path: "a/*.txt", template: fstring}]', /f-string/],
			['a card with a key of another tool', 'cards: {a.txt: {temperature: 1}}', /“temperature” is not a known key here/],
		] as const) {
			test(`and refuses ${what}`, () => {
				assert.match(
					parseConfig(`${text}\n`)
						.problems.map(({ message }) => message)
						.join('\n'),
					found,
				);
			});
		}

		test('and acts on every requirement', () => {
			for (const key of ['signed: true', 'always: [lint-clean]', 'for: [{tags: [critical], approvals: 2, signed: true}]']) {
				assert.deepEqual(parseConfig(`promotion: {Production: {${key}}}\n`).problems, [], key);
			}
		});
	});
});
