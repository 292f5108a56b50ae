import assert from 'node:assert/strict';
import { parseRegistry } from './parse-registry.ts';

const path = 'registry/code-generator.yaml';
const digest = `sha256:${'a'.repeat(64)}`;

const complete = `name: code-generator
kind: prompt
stages: {Production: 2.0, Staging: 2.10}
versions:
  2.0.0: {source: prompts/code-generator-v2.0.0.j2, sha256: 1234, stage: Production}
  2.10: {source: prompts/code-generator-v2.10.0.j2}
transitions:
  - at: 2025-02-01T09:00:00Z
    by: Ana <ana@example.com>
    version: 2.0
    from: Staging
    to: Production
    reason: Hypothesis confirmed
    gates: [{gate: test_pass_rate, outcome: passed, observed: 0.89, threshold: ">= 0.85"}]
    override: false
    previous: ""
    digest: ${digest}
`;

suite('parseRegistry', () => {
	test('reads versions as they are written, not as numbers', () => {
		const { value, problems } = parseRegistry(path, complete);
		assert.deepEqual(problems, []);
		assert.deepEqual(value?.stages, { Production: '2.0', Staging: '2.10' });
		assert.deepEqual(Object.keys(value.versions), ['2.0.0', '2.10']);
		assert.equal(value.versions['2.0.0']?.sha256, '1234');
		assert.equal(value.transitions[0]?.version, '2.0');
		assert.equal(value.transitions[0].at, '2025-02-01T09:00:00Z');
	});

	test('keeps numbers and truth values where they are meant', () => {
		const transition = parseRegistry(path, complete).value?.transitions[0];
		assert.equal(transition?.gates?.[0]?.observed, 0.89);
		assert.equal(transition.override, false);
	});

	const broken: readonly (readonly [title: string, text: string, name: string | undefined, problems: readonly string[]])[] = [
		['an empty file has no name', '', undefined, ['missing-required-key: ']],
		['a stage without a version counts as not held', 'name: a\nstages: {Production: }\n', 'a', []],
		['a list of versions is refused', 'name: a\nversions: [1.0.0]\n', 'a', ['wrong-value-type: [1.0.0]']],
		['a name that leads out of the folder is refused', 'name: ../a\n', undefined, ['wrong-value-type: ../a']],
		['a digest of the wrong length is shown', 'name: a\ntransitions: [{digest: sha256:12}]\n', 'a', ['wrong-value-type: sha256:12']],
		['conflict markers are one problem', 'name: a\n<<<<<<< HEAD\n=======\n>>>>>>> b\n', undefined, ['merge-conflict: <<<<<<< HEAD']],
	];
	for (const [title, text, name, problems] of broken) {
		test(title, () => {
			const parsed = parseRegistry(path, text);
			assert.equal(parsed.value?.name, name);
			const shown = parsed.problems.map(({ code, range }) => `${code}: ${text.slice(range.start, range.end)}`);
			for (const problem of problems) assert.ok(shown.includes(problem), `${problem} in ${shown.join(' | ')}`);
			if (problems.length === 0) assert.deepEqual(shown, []);
		});
	}
});
