import assert from 'node:assert/strict';
import { CompletionRequest } from 'vscode-languageserver/node';
import { NamedWorkspace } from './named-workspace.ts';

const experiment = 'experiments/exp-001/methodology.yaml';
const files = {
	'prompts/w-v1.0.0.j2': '---\ninputs: {spec: string}\n---\n{{ spec }}\n',
	'prompts/w-v2.0.0.j2': '---\ninputs: {spec: string, tone: string}\n---\n{{ spec }} {{ tone }}\n',
	'prompts/f.yaml': '_type: prompt\ninput_variables: [city, country]\ntemplate: "{{no}} {ci} {city!r:>{wi}}"\n',
	'prompts/g.j2': '---\ntemplate: f-string\ninputs: {user: string}\n---\n{{{u}}} {{ us }}\n',
	'prompts/m.prompt.md': '---\nmode: ask\n---\n${input:topic} ${input:to} $t ${input:topic:pla}\n',
	'prompts/k.txt': '{{$question}} {{$q}} {{q}}\n',
	[experiment]:
		'id: exp-001\ndataset:\n  path: data/cases.csv\n  columns:\n    spec: qu\n    to\nvariants:\n  a: {prompt: w@Pro}\n  b: {prompt: w@2.0.0}\nmetrics: {accuracy: {}}\nslices: [que]\n',
	'data/cases.csv': 'id,question,"the answer: full"\n1,2,3\n',
	'registry/w.yaml': 'name: w\nstages:\n  Production: 2\n  St\nversions:\n  2.0.0: {source: prompts/w-v2.0.0.j2, stage: P}\n',
	'stagemark.yaml': 'promotion:\n  Production:\n    gates:\n      - {metric: acc, min: 0.8}\n',
};

suite('completion of names over the protocol', () => {
	let workspace: NamedWorkspace;

	suiteSetup(async () => {
		workspace = await NamedWorkspace.start(files);
	});

	suiteTeardown(() => workspace.stop());

	/** `label`, and behind `=` what is written when that differs. */
	async function complete(path: string, words: string): Promise<readonly string[]> {
		const answer = await workspace.client.connection.sendRequest(CompletionRequest.type, await workspace.behind(path, words));
		const items = Array.isArray(answer) ? answer : (answer?.items ?? []);
		return items.map(({ label, textEdit }) => (textEdit?.newText === label ? label : `${label}=${textEdit?.newText ?? ''}`));
	}

	const cases: readonly (readonly [what: string, path: string, words: string, expected: readonly string[]])[] = [
		[
			'the columns of the dataset, quoted where YAML wants it',
			experiment,
			'spec: qu',
			['id', 'question', 'the answer: full="the answer: full"'],
		],
		['the columns of the dataset to slice by', experiment, 'slices: [que', ['id', 'question', 'the answer: full="the answer: full"']],
		['the inputs of the variants that are not mapped yet', experiment, '\n    to', ['tone=tone: ']],
		['references with versions and stages', experiment, 'w@Pro', ['f', 'g', 'k', 'm', 'w@2.0.0', 'w@1.0.0', 'w@Production', 'w']],
		['versions for a stage', 'registry/w.yaml', 'Production: 2', ['2.0.0', '1.0.0']],
		['stages that have no version yet', 'registry/w.yaml', '\n  St', ['None=None: ', 'Staging=Staging: ', 'Archived=Archived: ']],
		['the stage of a version', 'registry/w.yaml', 'stage: P', ['None', 'Staging', 'Production', 'Archived']],
		['metrics in a gate', 'stagemark.yaml', 'metric: acc', ['accuracy']],
		['inputs in a field of an f-string', 'prompts/f.yaml', ' {ci', ['city', 'country']],
		['inputs in a format of an f-string', 'prompts/f.yaml', '{wi', ['city', 'country']],
		['nothing between doubled braces', 'prompts/f.yaml', '{{no', []],
		['inputs behind the third of three braces', 'prompts/g.j2', '{{{u', ['user']],
		['nothing in doubled braces with a space', 'prompts/g.j2', '{{ us', []],
		['what a prompt file asks for elsewhere', 'prompts/m.prompt.md', ' ${input:to', ['topic']],
		['nothing in the text', 'prompts/m.prompt.md', ' $t', []],
		['nothing in a placeholder', 'prompts/m.prompt.md', ':pla', []],
		['variables of Semantic Kernel behind their sign', 'prompts/k.txt', ' {{$q', ['question']],
		['variables of Semantic Kernel together with their sign', 'prompts/k.txt', ' {{q', ['question=$question', 'q=$q']],
	];
	for (const [what, path, words, expected] of cases) {
		test(`offers ${what}`, async () => {
			assert.deepEqual(await complete(path, words), expected);
		});
	}
});
