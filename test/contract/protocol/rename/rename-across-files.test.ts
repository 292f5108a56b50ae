import assert from 'node:assert/strict';
import { PrepareRenameRequest, RenameRequest } from 'vscode-languageserver/node';
import type { ClientCapabilities } from 'vscode-languageserver/node';
import { editorCapabilities } from '../client-process.ts';
import { NamedWorkspace } from '../named-workspace.ts';

const experiment = 'experiments/exp-001/methodology.yaml';
const lock = `locked: sha256:${'0'.repeat(64)}\n`;

/** What an editor without file operations in edits can do. */
const withoutMoves: ClientCapabilities = { ...editorCapabilities, workspace: { workspaceEdit: { documentChanges: true } } };

suite('renaming prompts, metrics and variants over the protocol', () => {
	let workspace: NamedWorkspace | undefined;

	teardown(async () => {
		await workspace?.stop();
		workspace = undefined;
	});

	async function start(files: Readonly<Record<string, string>>, capabilities?: ClientCapabilities): Promise<NamedWorkspace> {
		workspace = await NamedWorkspace.start(files, capabilities);
		return workspace;
	}

	async function rename(path: string, words: string, newName: string): Promise<Readonly<Record<string, string>>> {
		assert.ok(workspace);
		const spot = await workspace.behind(path, words);
		return workspace.applied(await workspace.client.connection.sendRequest(RenameRequest.type, { ...spot, newName }));
	}

	const writer = {
		'prompts/writer-v1.0.0.j2': '---\nname: writer\nversion: 1.0.0\n---\nWriter.\n',
		'prompts/writer-v2.0.0.j2': 'Write well.\n',
		'prompts/other.j2': '{% include "writer-v2.0.0.j2" %}\n',
		[experiment]:
			'id: exp-001\nvariants:\n  writer: {prompt: writer@1.0.0}\n  v2: {prompt: "writer@Production"}\n  v3: {prompt: writers}\n',
		'registry/writer.yaml':
			'name: writer\nstages: {Production: 2.0.0}\nversions:\n  2.0.0: {source: prompts/writer-v2.0.0.j2, description: writer}\n',
	};

	test('a prompt is renamed in front matter, file names, references, includes, registry and the registry’s file name', async () => {
		await start(writer);
		assert.deepEqual(await rename(experiment, 'prompt: wri', 'author'), {
			[experiment]: writer[experiment].replace('writer@1.0.0', 'author@1.0.0').replace('writer@P', 'author@P'),
			'prompts/author-v1.0.0.j2': '---\nname: author\nversion: 1.0.0\n---\nWriter.\n',
			'prompts/author-v2.0.0.j2': '(moved from prompts/writer-v2.0.0.j2)',
			'prompts/other.j2': '{% include "author-v2.0.0.j2" %}\n',
			'registry/author.yaml':
				'name: author\nstages: {Production: 2.0.0}\nversions:\n  2.0.0: {source: prompts/author-v2.0.0.j2, description: writer}\n',
		});
	});

	test('a folder that has the name of its versions is renamed as a whole', async () => {
		await start({
			'prompts/writer/v1.0.0.j2': 'One.\n',
			'prompts/writer/v2.0.0.j2': 'Two.\n',
			[experiment]: 'id: exp-001\nvariants: {a: {prompt: writer@2.0.0}}\n',
		});
		assert.deepEqual(await rename(experiment, 'prompt: wri', 'author'), {
			[experiment]: 'id: exp-001\nvariants: {a: {prompt: author@2.0.0}}\n',
			'prompts/author': '(moved from prompts/writer)',
		});
	});

	test('an editor that moves no files renames what says its name in its text, and nothing else', async () => {
		await start({ 'prompts/writer.j2': writer['prompts/writer-v1.0.0.j2'] }, withoutMoves);
		assert.deepEqual(await rename('prompts/writer.j2', 'name: wri', 'author'), {
			'prompts/writer.j2': '---\nname: author\nversion: 1.0.0\n---\nWriter.\n',
		});
		await workspace?.stop();
		await start(writer, withoutMoves);
		await assert.rejects(rename(experiment, 'prompt: wri', 'author'), /“writer” is the name of the file prompts\/writer-v2\.0\.0\.j2/);
	});

	const run = (variant: string): string =>
		JSON.stringify({
			schema: 'stagemark/run/v1',
			id: '20250131T103000Z-000001',
			experiment: 'exp-001',
			variant,
			status: 'completed',
			started_at: '2025-01-31T10:30:00Z',
			ended_at: '2025-01-31T10:31:00Z',
			recorded_by: 'Ana <ana@example.com>',
			prompt: { name: 'writer', version: '1.0.0', path: 'prompts/writer-v1.0.0.j2', sha256: '0'.repeat(64) },
			model: null,
			parameters: {},
			seed: 1,
			dataset: null,
			scorer: null,
			git: null,
			environment: { os: 'linux', runtime: {}, lockfiles: {} },
			metrics: { accuracy: 0.5 },
			artifacts: [],
			tags: {},
			notes: '',
			source: { kind: 'files' },
		});
	const recorded = { 'experiments/exp-001/runs/20250131T103000Z-000001/run.json': run('v2') };
	const transition =
		'transitions:\n  - {at: 2025-02-01T09:00:00Z, by: Ana, version: 2.0.0, from: None, to: Production, reason: x, experiment: exp-001, previous: "", digest: sha256:' +
		`${'0'.repeat(64)}}\n`;
	const refusals: readonly (readonly [why: string, more: Readonly<Record<string, string>>, message: RegExp])[] = [
		[
			'transitions name it',
			{ 'registry/writer.yaml': `${writer['registry/writer.yaml']}${transition}` },
			/^“writer” has a transition in registry\/writer\.yaml, sealed by a hash chain, and recorded history does not change\. Start a prompt with the new name instead\.$/,
		],
		['runs name it', recorded, /^“writer” is in a recorded run of experiments\/exp-001, and recorded runs do not change\./],
		[
			'a locked experiment tries it',
			{ [experiment]: `${writer[experiment]}${lock}` },
			/^Experiment exp-001 is locked, and its digest covers “writer”/,
		],
		[
			'a file of the new name is there',
			{ 'prompts/author-v2.0.0.j2': '---\nname: third\n---\n' },
			/^The file prompts\/author-v2\.0\.0\.j2 already exists/,
		],
		['a prompt of the new name is there', { 'prompts/author.j2': 'A.\n' }, /^prompts\/author\.j2 already has a “author”/],
	];
	for (const [why, more, message] of refusals) {
		test(`a prompt keeps its name when ${why}`, async () => {
			await start({ ...writer, ...more });
			await assert.rejects(rename(experiment, 'prompt: wri', 'author'), (error: Error) => {
				assert.match(error.message, message);
				return true;
			});
		});
	}

	test('a prompt keeps its name when a version of it stands only in history, which says so before anybody types', async () => {
		const { repository } = await start({ 'prompts/writer.j2': '---\nname: writer\nversion: 1.0.0\n---\nOne.\n' });
		repository.commitAll('one');
		repository.write('prompts/writer.j2', '---\nname: writer\nversion: 2.0.0\n---\nTwo.\n');
		repository.write(experiment, 'id: exp-001\nvariants: {a: {prompt: writer@1.0.0}}\n');
		assert.ok(workspace);
		const spot = await workspace.behind('prompts/writer.j2', 'name: wri');
		await assert.rejects(
			workspace.client.connection.sendRequest(PrepareRenameRequest.type, spot),
			/^Error: Version 1\.0\.0 of “writer” is only in Git history/,
		);
	});

	const measured = {
		[experiment]:
			'id: exp-001\nvariants:\n  v1: {prompt: a, baseline: true}\n  v2: {prompt: b}\nmetrics:\n  accuracy: {goal: maximize}\n  cost: {}\n',
		'stagemark.yaml': 'promotion: {Production: {gates: [{metric: accuracy, min: 0.8}]}}\n',
	};

	test('a metric takes the gates along that ask for it, from either side', async () => {
		await start(measured);
		const expected = {
			[experiment]: measured[experiment].replace('accuracy', 'exact_match'),
			'stagemark.yaml': measured['stagemark.yaml'].replace('accuracy', 'exact_match'),
		};
		assert.deepEqual(await rename(experiment, '  accu', 'exact_match'), expected);
		assert.deepEqual(await rename('stagemark.yaml', 'metric: accu', 'exact_match'), expected);
		await assert.rejects(rename(experiment, '  accu', 'cost'), /^Error: experiments\/exp-001\/methodology\.yaml already has a “cost”/);
	});

	test('a metric that several experiments measure is renamed in its own, unless a gate asks for it', async () => {
		const second = 'experiments/exp-002/methodology.yaml';
		await start({ ...measured, [second]: 'id: exp-002\nmetrics: {accuracy: {}, cost: {}}\n' });
		assert.deepEqual(await rename(second, 'cost', 'price'), { [second]: 'id: exp-002\nmetrics: {accuracy: {}, price: {}}\n' });
		await assert.rejects(
			rename(second, '{accu', 'exact_match'),
			/A promotion gate needs “accuracy”, and exp-001 and exp-002 measure it/,
		);
	});

	test('variants and ids are renamed until something was recorded under them', async () => {
		await start(measured);
		assert.deepEqual(await rename(experiment, '  v2', 'second'), { [experiment]: measured[experiment].replace('v2:', 'second:') });
		assert.deepEqual(await rename(experiment, 'id: exp', 'exp-007'), {
			[experiment]: measured[experiment].replace('exp-001', 'exp-007'),
		});
		await workspace?.stop();
		await start({ ...measured, ...recorded });
		assert.deepEqual(await rename(experiment, '  v1', 'first'), { [experiment]: measured[experiment].replace('v1:', 'first:') });
		for (const [words, newName, name] of [
			['  v2', 'second', 'v2'],
			['  accu', 'exact_match', 'accuracy'],
			['id: exp', 'exp-007', 'exp-001'],
		] as const) {
			await assert.rejects(rename(experiment, words, newName), new RegExp(`“${name}” is in a recorded run of experiments/exp-001`));
		}
	});

	test('a locked experiment keeps its metrics and variants', async () => {
		await start({ [experiment]: `${measured[experiment]}${lock}` });
		await assert.rejects(rename(experiment, '  v2', 'second'), /Experiment exp-001 is locked, and its digest covers “v2”/);
		await assert.rejects(rename(experiment, '  accu', 'exact_match'), /its digest covers “accuracy”/);
	});
});
