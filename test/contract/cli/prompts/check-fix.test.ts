import assert from 'node:assert/strict';
import { z } from 'zod';
import { runCommandLine } from '../../../support/command-line.ts';
import { TemporaryRepository } from '../../../support/temporary-repository.ts';

const resultSchema = z.object({
	findings: z.array(z.object({ rule: z.string(), file: z.string() })),
	fixes: z.object({ applied: z.number(), undone: z.array(z.object({ rule: z.string(), reason: z.string() })) }).optional(),
});

const versionless = (api: string): string => `---\nname: greet\nmodel:\n  api: ${api}\n---\nuser:\nHello.\n`;

/** Files of each kind for which a fix once made things worse, or could. */
const kinds: readonly (readonly [what: string, files: Readonly<Record<string, string>>])[] = [
	[
		'files of one name without a version',
		{ 'a/prompts/greet.prompty': versionless('chat'), 'b/prompts/greet.prompty': versionless('chat') },
	],
	[
		'an undeclared input that is a list',
		{
			'prompts/hob.prompt':
				'---\nmodel: googleai/gemini-3.5-flash-lite\ninput:\n  schema:\n    who: string\n---\n{{#each hobbies}}- {{this}}{{/each}} {{who}}\n',
		},
	],
	[
		'an undeclared input that is iterated in Jinja',
		{
			'prompts/list.j2':
				'---\nname: list\nversion: 1.0.0\ninputs:\n  who: {type: string}\n---\n{% for item in items %}{{ item.name }}{% endfor %} {{ who }}\n',
		},
	],
	['a template without front matter', { 'prompts/plain.j2': 'Hello {{ name }}.\n', 'prompts/other.txt': 'Hello.\n' }],
	[
		'braces of a JSON example in an f-string',
		{
			'prompts/json.yaml':
				'_type: prompt\ninput_variables: [city]\ntemplate: |\n  Answer as {"city": "{city}", "days": {"mon": 1}} and nothing else. {\n',
		},
	],
	[
		'braces of a JSON example in a native f-string',
		{
			'prompts/json.txt':
				'---\nname: json\nversion: 1.0.0\ntemplate: f-string\ninputs:\n  city: {type: string}\n---\nAnswer as {"city": {city}}, or {"none": {}}.\n',
		},
	],
	[
		'an experiment without seeds',
		{
			'experiments/exp-001/methodology.yaml':
				'id: exp-001\nname: A\nhypothesis: x\nmodel: gpt-4o\nparameters: {temperature: 0.7}\nseed: 1\nmetrics: {rate: {goal: maximize, primary: true}}\nvariants:\n  v1: {prompt: greet@1.0.0, baseline: true}\n',
		},
	],
	[
		'an unquoted template in YAML',
		{
			'prompts/quote.prompt.yml':
				'name: quote\nmessages:\n  - role: user\n    content: {{topic}}\n  - role: nobody\n    content: x\n',
		},
	],
	[
		'a file of another tool',
		{ 'prompts/note.prompt': '---\nname: short-note\nversion: 1\nauthor: me\ndescription: A note\n---\nWrite a note.\n' },
	],
	['a broken template', { 'prompts/broken.j2': '---\nname: broken\ninputs:\n  a: {type: string}\n---\n{% if a %}{{ b }}\n{{ c\n' }],
];

suite('stagemark check --fix', () => {
	let repository: TemporaryRepository;
	setup(() => {
		repository = TemporaryRepository.create();
	});
	teardown(() => repository.dispose());

	for (const [what, files] of kinds) {
		test(`never leaves more findings than there were: ${what}`, () => {
			repository.write('stagemark.yaml', 'preview: true\nprompts: ["**/*.prompty", "prompts/**"]\n');
			for (const [path, text] of Object.entries(files)) repository.write(path, text);
			const checkAs = (...options: readonly string[]): z.output<typeof resultSchema> =>
				resultSchema.parse(JSON.parse(runCommandLine(repository.root, ['check', '--format', 'json', ...options]).stdout));
			const before = checkAs().findings.length;
			const fixed = checkAs('--fix');
			assert.ok(fixed.findings.length <= before, `${before} before, ${JSON.stringify(fixed.findings)} after`);
			const once = Object.keys(files).map(path => repository.read(path));
			const again = checkAs('--fix');
			assert.equal(again.fixes?.applied, 0);
			assert.deepEqual(
				Object.keys(files).map(path => repository.read(path)),
				once,
			);
		});
	}

	test('leaves files of one name as they are, and files without front matter, too', () => {
		repository.write('stagemark.yaml', 'prompts: ["**/*.prompty", "prompts/**"]\n');
		repository.write('a/greet.prompty', versionless('chat'));
		repository.write('b/greet.prompty', versionless('chat'));
		repository.write('prompts/plain.j2', 'Hello.\n');
		runCommandLine(repository.root, ['check', '--fix']);
		assert.equal(repository.read('a/greet.prompty'), versionless('chat'));
		assert.equal(repository.read('b/greet.prompty'), versionless('chat'));
		assert.equal(repository.read('prompts/plain.j2'), 'Hello.\n');
	});

	test('says how many fixes were applied', () => {
		repository.write('prompts/a.j2', '---\nname: a\nversion: 1.0.0\ninputs:\n  x: {type: string}\n---\n{{ x }} {{ y }}\n');
		assert.match(runCommandLine(repository.root, ['check', '--fix']).stdout, /^1 read, 1 fix applied: nothing found\./);
	});
});
