import assert from 'node:assert/strict';
import { DocumentLinkRequest, DocumentLinkResolveRequest } from 'vscode-languageserver/node';
import { NamedWorkspace } from './named-workspace.ts';

const experiment = 'experiments/exp-001/methodology.yaml';
const digest = `sha256:${'0'.repeat(64)}`;

const files = {
	'prompts/w-v1.0.0.j2': '{% include "parts/end.j2" %}{% include "missing.j2" %}{% include "../../../etc/passwd" %}{% include x %}\n',
	'prompts/parts/end.j2': 'End.\n',
	'prompts/d.prompt': '---\ninput: {schema: {a: string}}\n---\n{{> header}} {{a}}\n',
	'prompts/_header.prompt': 'Head.\n',
	[experiment]:
		'id: exp-001\nhypothesis: hypothesis.md\ndataset: {path: "data/cases 1.jsonl"}\nvariants:\n  a: {prompt: w@1.0.0}\n  b: {prompt: w@9.0.0}\n  c: {prompt: "w@Production"}\n',
	'experiments/exp-001/hypothesis.md': 'It helps.\n',
	'experiments/exp-001/runs/r1/run.json': '{}',
	'experiments/exp-002/methodology.yaml':
		'id: exp-002\nhypothesis: It may help.\ndataset: {path: ../../../../etc/passwd, dvc: data/x.dvc}\n',
	'data/cases 1.jsonl': '{}\n',
	'prompts/promptfooconfig.yaml': 'prompts: [file://parts/ask.txt, "Hi {{a}}", missing.txt, file://ask.py]\nproviders: [echo]\n',
	'prompts/parts/ask.txt': 'Ask {{a}}.\n',
	'registry/w.yaml': `name: w\nstages: {Production: 1.0.0}\nversions: {1.0.0: {source: prompts/w-v1.0.0.j2}}\ntransitions:\n  - {at: x, by: Ana, version: 1.0.0, from: None, to: Production, reason: x, experiment: exp-001, runs: [r1, r2], previous: "", digest: "${digest}"}\n`,
};

suite('links over the protocol', () => {
	let workspace: NamedWorkspace;

	suiteSetup(async () => {
		workspace = await NamedWorkspace.start(files);
	});

	suiteTeardown(() => workspace.stop());

	/** The words of each link, where it leads, and what is said of it. */
	async function links(path: string): Promise<readonly (readonly [words: string, target: string, tooltip: string | undefined])[]> {
		const { textDocument } = await workspace.behind(path, '');
		const { connection } = workspace.client;
		const found: (readonly [string, string, string | undefined])[] = [];
		for (const link of (await connection.sendRequest(DocumentLinkRequest.type, { textDocument })) ?? []) {
			assert.equal(link.target, undefined);
			const { target, tooltip } = await connection.sendRequest(DocumentLinkResolveRequest.type, link);
			const words = workspace.show({ uri: textDocument.uri, range: link.range }).replace(/^\S+ /, '');
			found.push([words, workspace.path(target ?? ''), tooltip]);
		}
		return found;
	}

	test('includes and partials lead to templates of the workspace, and nothing leads out of it', async () => {
		assert.deepEqual(await links('prompts/w-v1.0.0.j2'), [['parts/end.j2', 'prompts/parts/end.j2', 'Open prompts/parts/end.j2']]);
		assert.deepEqual(await links('prompts/d.prompt'), [['header', 'prompts/_header.prompt', 'Open prompts/_header.prompt']]);
		assert.deepEqual(await links('experiments/exp-002/methodology.yaml'), []);
	});

	test('a configuration of promptfoo links to the files of its prompts', async () =>
		assert.deepEqual(await links('prompts/promptfooconfig.yaml'), [
			['parts/ask.txt', 'prompts/parts/ask.txt', 'Open prompts/parts/ask.txt'],
		]));

	test('an experiment links to hypothesis, dataset and the prompts that its references mean', async () => {
		assert.deepEqual(await links(experiment), [
			['hypothesis.md', 'experiments/exp-001/hypothesis.md', 'Open experiments/exp-001/hypothesis.md'],
			['data/cases 1.jsonl', 'data/cases 1.jsonl', 'Open data/cases 1.jsonl'],
			['w@1.0.0', 'prompts/w-v1.0.0.j2', 'Open w 1.0.0, prompts/w-v1.0.0.j2'],
			['w@Production', 'prompts/w-v1.0.0.j2', 'Open w 1.0.0, prompts/w-v1.0.0.j2'],
		]);
	});

	test('a registry file links to sources, experiments and runs that are there', async () => {
		assert.deepEqual(await links('registry/w.yaml'), [
			['prompts/w-v1.0.0.j2', 'prompts/w-v1.0.0.j2', 'Open prompts/w-v1.0.0.j2'],
			['exp-001', experiment, 'Open experiment exp-001, planned'],
			['r1', 'experiments/exp-001/runs/r1/run.json', 'Open experiments/exp-001/runs/r1/run.json'],
		]);
	});
});
