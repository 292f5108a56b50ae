import assert from 'node:assert/strict';
import { mkdirSync, renameSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DefinitionRequest, DidRenameFilesNotification, ShowMessageNotification, WillRenameFilesRequest } from 'vscode-languageserver/node';
import { NamedWorkspace } from './named-workspace.ts';

const experiment = 'experiments/exp-001/methodology.yaml';
const files = {
	'prompts/w.j2': '---\nname: w\nversion: 1.0.0\n---\n{% include "parts/end.j2" %}{% include "prompts/parts/end.j2" %}\n',
	'prompts/parts/end.j2': '{% include "../w2.j2" %}\n',
	'prompts/w2.j2': 'Two.\n',
	[experiment]: 'id: exp-001\nhypothesis: hypothesis.md # why\ndataset: {path: "data/cases.jsonl"}\nvariants:\n  a: {prompt: w}\n',
	'experiments/exp-001/hypothesis.md': 'It helps.\n',
	'experiments/exp-001/runs/r1/run.json': '{"prompt": {"path": "prompts/w.j2"}, "dataset": {"path": "data/cases.jsonl"}}',
	'experiments/exp-002/methodology.yaml': `id: exp-002\nhypothesis: x\ndataset: {path: data/cases.jsonl}\nlocked: sha256:${'0'.repeat(64)}\n`,
	'data/cases.jsonl': '{}\n',
	'registry/w.yaml': 'name: w\nversions:\n  1.0.0: {source: prompts/w.j2} # first\n',
};

suite('moving files over the protocol', () => {
	let workspace: NamedWorkspace;
	let shown: string[];

	setup(async () => {
		workspace = await NamedWorkspace.start(files);
		shown = [];
		workspace.client.connection.onNotification(ShowMessageNotification.type, ({ message }) => void shown.push(message));
	});

	teardown(() => workspace.stop());

	async function move(from: string, to: string): Promise<Readonly<Record<string, string>>> {
		const files = [{ oldUri: workspace.client.uri(from), newUri: workspace.client.uri(to) }];
		return workspace.applied(await workspace.client.connection.sendRequest(WillRenameFilesRequest.type, { files }));
	}

	test('a prompt that moves takes the sources of the registry along; its includes, written from the folder of prompts, still lead there', async () => {
		assert.deepEqual(await move('prompts/w.j2', 'prompts/writers/w.j2'), {
			'registry/w.yaml': files['registry/w.yaml'].replace('prompts/w.j2', 'prompts/writers/w.j2'),
		});
	});

	test('a template that moves takes the includes of others along', async () => {
		assert.deepEqual(await move('prompts/parts/end.j2', 'prompts/parts/close.j2'), {
			'prompts/w.j2': files['prompts/w.j2'].replaceAll('end.j2', 'close.j2'),
		});
		assert.deepEqual(await move('prompts/parts/end.j2', 'end.j2'), {
			'prompts/parts/end.j2': '{% include "prompts/w2.j2" %}\n',
			'prompts/w.j2': files['prompts/w.j2'].replace('parts/end.j2', 'end.j2').replace('prompts/parts/end.j2', 'end.j2'),
		});
	});

	test('a folder that moves keeps what its files say of each other, and what says where it is follows', async () => {
		assert.deepEqual(await move('prompts/parts', 'prompts/shared'), {
			'prompts/w.j2': files['prompts/w.j2'].replaceAll('parts/', 'shared/'),
		});
		assert.deepEqual(await move('prompts/parts', 'prompts/deep/parts'), {
			'prompts/parts/end.j2': '{% include "../../w2.j2" %}\n',
			'prompts/w.j2': files['prompts/w.j2'].replaceAll('parts/', 'deep/parts/'),
		});
		assert.deepEqual(await move('experiments/exp-001', 'experiments/exp-009'), {});
	});

	test('a dataset and a hypothesis that move are followed, run records stay, and a lock is not broken', async () => {
		assert.deepEqual(await move('data/cases.jsonl', 'data/v2/cases.jsonl'), {
			[experiment]: files[experiment].replace('data/cases.jsonl', 'data/v2/cases.jsonl'),
		});
		assert.deepEqual(shown, [
			'experiments/exp-002/methodology.yaml still refers to “data/cases.jsonl”, because the experiment is locked and another dataset path would break the lock. Correct it by hand.',
		]);
		assert.deepEqual(await move('experiments/exp-001/hypothesis.md', 'experiments/exp-001/idea.md'), {
			[experiment]: files[experiment].replace('hypothesis.md', 'idea.md'),
		});
		assert.deepEqual(await move('experiments/exp-001/hypothesis.md', 'notes/hypothesis.md'), {});
		assert.match(shown[1] ?? '', /^experiments\/exp-001\/methodology\.yaml still refers to “hypothesis\.md”/);
	});

	test('a file that nothing names moves without an edit', async () => {
		assert.deepEqual(await move('data/other.jsonl', 'data/another.jsonl'), {});
		assert.deepEqual(shown, []);
	});

	test('what was moved is found at its new place at once', async () => {
		const spot = await workspace.behind(experiment, 'prompt: w');
		const { connection, uri } = { connection: workspace.client.connection, uri: (path: string) => workspace.client.uri(path) };
		const define = async (): Promise<unknown> => connection.sendRequest(DefinitionRequest.type, spot);
		const start = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
		assert.deepEqual(await define(), [{ uri: uri('prompts/w.j2'), range: start }]);
		const { root } = workspace.repository;
		mkdirSync(dirname(join(root, 'prompts/writers/w.j2')), { recursive: true });
		renameSync(join(root, 'prompts/w.j2'), join(root, 'prompts/writers/w.j2'));
		await connection.sendNotification(DidRenameFilesNotification.type, {
			files: [{ oldUri: uri('prompts/w.j2'), newUri: uri('prompts/writers/w.j2') }],
		});
		let found: unknown = null;
		for (let attempt = 0; attempt < 100 && !JSON.stringify(found).includes('writers'); attempt++) found = await define();
		assert.deepEqual(found, [{ uri: uri('prompts/writers/w.j2'), range: start }]);
	});
});
