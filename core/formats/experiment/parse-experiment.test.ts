import assert from 'node:assert/strict';
import { parseExperiment } from './parse-experiment.ts';

const path = 'experiments/2025-01/exp-001-prompt-v2-vs-v1/methodology.yaml';

const complete = `id: exp-001
name: Prompt v2 vs v1
status: running                 # planned | running | completed | failed
hypothesis: hypothesis.md
start_date: 2025-01-31
end_date:
owner: ana@example.com
dataset: {path: datasets/python-100.jsonl, size: 100, sha256: 9f2c}
model: gpt-4-turbo
parameters: {temperature: 0.7}
seeds: [1, 2, 3]
variants:
  v1: {prompt: code-generator@1.0.0, baseline: true}
  v2: {prompt: code-generator@2.0.0}
metrics:
  test_pass_rate: {goal: maximize, primary: true, min_effect: 0.05}
  complexity: {goal: minimize}
  bleu: {goal: maximize}
decision: {alpha: 0.05, correction: holm}
run: {command: python evaluate.py, timeout: 30m}
locked: sha256:abc
`;

suite('parseExperiment', () => {
	test('reads a complete methodology', () => {
		const { value, problems, folder } = parseExperiment(path, complete);
		assert.deepEqual(problems, []);
		assert.equal(folder, 'experiments/2025-01/exp-001-prompt-v2-vs-v1');
		assert.equal(value?.start_date, '2025-01-31');
		assert.deepEqual(value.variants['v1'], { prompt: 'code-generator@1.0.0', baseline: true });
		assert.deepEqual(value.metrics['complexity'], { goal: 'minimize', primary: false });
		assert.deepEqual(value.decision, { alpha: 0.05, correction: 'holm', errors: 'drop', test: 'auto', rate_interval: 'wilson' });
	});

	test('shares settings between variants by a YAML alias', () => {
		const { value, problems } = parseExperiment(
			path,
			'id: a\nvariants:\n  v1: &base {prompt: p@1.0.0, model: m}\n  v2: {<<: *base, prompt: p@2.0.0}\n',
		);
		assert.deepEqual(problems, []);
		assert.deepEqual(value?.variants['v2'], { model: 'm', prompt: 'p@2.0.0', baseline: false });
	});

	const broken: readonly (readonly [title: string, text: string, id: string | undefined, problems: readonly string[]])[] = [
		['an id of digits stays text', 'id: 001\n', '001', []],
		['an id with a slash is refused', 'id: a/b\n', undefined, ['wrong-value-type: a/b']],
		['an empty file', '', undefined, ['missing-required-key: ']],
		['nothing but white space and a comment', '\n\n# later\n', undefined, ['missing-required-key: ']],
		[
			'a merge conflict is one problem',
			'id: a\n<<<<<<< HEAD\nstatus: x\n=======\nstatus: y\n>>>>>>> b\n',
			undefined,
			['merge-conflict: <<<<<<< HEAD'],
		],
		['a syntax error keeps what was read before it', 'id: a\nseeds: [1, 2\n', 'a', ['yaml-syntax-error: 2']],
		['one wrong metric leaves the others', 'id: a\nmetrics: {x: {goal: up}, y: {}}\n', 'a', ['wrong-value-type: up']],
	];
	for (const [title, text, id, problems] of broken) {
		test(title, () => {
			const parsed = parseExperiment(path, text);
			assert.equal(parsed.value?.id, id);
			assert.deepEqual(
				parsed.problems.map(({ code, range }) => `${code}: ${text.slice(range.start, range.end)}`),
				problems,
			);
		});
	}

	test('a file at the root of the workspace has the root as its folder', () => {
		assert.equal(parseExperiment('methodology.yaml', 'id: a').folder, '');
	});
});
