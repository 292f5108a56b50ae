import assert from 'node:assert/strict';
import { readFileIdentity } from './file-name-version.ts';

suite('readFileIdentity', () => {
	const cases: readonly (readonly [path: string, name: string, version: string | undefined, stem?: string])[] = [
		['prompts/code-generator-v2.3.j2', 'code-generator', '2.3'],
		['prompts/code-generator@2.3.0.prompt', 'code-generator', '2.3.0'],
		['prompts/code-generator/v2.3.0.j2', 'code-generator', '2.3.0'],
		['prompts/code-generator/2.3.0.jinja2', 'code-generator', '2.3.0'],
		['prompts/code-generator.v2.0.prompt.md', 'code-generator', '2.0'],
		['prompts/code_generator_v2.0.1.txt', 'code_generator', '2.0.1'],
		['prompts/code-generator-V2.3.J2', 'code-generator', '2.3'],
		['prompts/a-v2.0.0-rc.1.j2', 'a', '2.0.0-rc.1'],
		['prompts/report.html.j2', 'report.html', undefined],
		['prompts/report.json.j2', 'report.json', undefined],
		['prompts/report.prompty', 'report', undefined],
		['prompts/report-v1.2.prompt.yml', 'report', '1.2'],
		['prompts/report.json', 'report', undefined],
		['prompts/Report/skprompt.txt', 'Report', undefined],
		['evaluations/report/promptfooconfig.yaml', 'report', undefined],
		['promptfooconfig.yaml', 'promptfooconfig', undefined],
		['prompts/task_v2_extract.j2', 'task_v2_extract', undefined],
		['prompts/tailwind-v4-vite.md', 'tailwind-v4-vite', undefined],
		['prompts/python3.11.j2', 'python3.11', undefined],
		['prompts/task-v2.j2', 'task-v2', undefined, 'task'],
		['prompts/task_v10.prompt', 'task_v10', undefined, 'task'],
		['prompts/v2.j2', 'v2', undefined],
		['v2.3.0.j2', 'v2.3.0', undefined],
		['prompts/mein prompt (neu).j2', 'mein-prompt-neu', undefined],
		['prompts/übersetzer.j2', 'übersetzer', undefined],
		['prompts/日本.j2', '日本', undefined],
		['prompts/.j2', 'prompt', undefined],
		['prompts/a-v1.02.j2', 'a-v1.02', undefined],
	];
	for (const [path, name, version, stem] of cases) {
		test(`${path} is ${name}${version === undefined ? '' : ` ${version}`}`, () => {
			const identity = readFileIdentity(path);
			assert.deepEqual([identity.name, identity.version, identity.loneVersion?.stem], [name, version, stem]);
		});
	}

	test('a lone version is a major version', () => {
		assert.deepEqual(readFileIdentity('prompts/task-v02.j2').loneVersion, { stem: 'task', version: '2.0.0' });
	});
});
