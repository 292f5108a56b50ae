import assert from 'node:assert/strict';
import { fileKindOf } from './file-kind.ts';
import { parseConfig } from '../formats/config/parse-config.ts';

suite('fileKindOf', () => {
	const conventional: readonly (readonly [path: string, kind: string | undefined])[] = [
		['stagemark.yaml', 'config'],
		['sub/stagemark.yaml', undefined],
		['prompts/a.j2', 'prompt'],
		['prompts/deep/er/a-v1.0.0.jinja2', 'prompt'],
		['prompts/a.prompt', 'prompt'],
		['prompts/a.prompt.md', 'prompt'],
		['prompts/a.txt', 'prompt'],
		['prompts/a.prompty', 'prompt'],
		['prompts/a.prompt.yml', 'prompt'],
		['prompts/a.json', 'prompt'],
		['prompts/a.csv', 'prompt'],
		['prompts/README', 'prompt'],
		['prompts/.hidden.j2', undefined],
		['templates/a.j2', undefined],
		['experiments/2025-01/exp-001-x/methodology.yaml', 'experiment'],
		['experiments/exp-001/experiment.yaml', 'experiment'],
		['experiments/methodology.yaml', 'experiment'],
		['experiments/2025-01/exp-001-x/hypothesis.md', undefined],
		['experiments/e/runs/r1/run.json', 'run'],
		['experiments/e/runs/r1/artifacts/run.json', undefined],
		['experiments/e/runs/r1/artifacts/methodology.yaml', undefined],
		['other/methodology.yaml', undefined],
		['registry/code-generator.yaml', 'registry'],
		['registry/team/a.yml', 'registry'],
		['registry/README.md', undefined],
		['registry-old/a.yaml', undefined],
	];
	for (const [path, kind] of conventional) {
		test(`${path} is ${kind ?? 'nothing of ours'}`, () => assert.equal(fileKindOf(path, parseConfig(undefined).value), kind));
	}

	test('follows the configuration', () => {
		const { value } = parseConfig('prompts: ["**/*.j2", "texts/*.md"]\nexperiments: ml/trials\nregistry: releases\n');
		const kinds = ['src/app/a.j2', 'texts/a.md', 'texts/deep/a.md', 'prompts/a.txt', 'ml/trials/x/methodology.yaml', 'releases/a.yaml'];
		assert.deepEqual(
			kinds.map(path => fileKindOf(path, value)),
			['prompt', 'prompt', undefined, undefined, 'experiment', 'registry'],
		);
	});

	test('a folder given as . or with a slash at the end means the same', () => {
		assert.equal(fileKindOf('trials/x/methodology.yaml', parseConfig('experiments: ./trials/\n').value), 'experiment');
	});
});
