import assert from 'node:assert/strict';
import { parseConfig } from '../../formats/config/parse-config.ts';
import { summarizePrompt } from './summarize-prompt.ts';
import { createWorkspaceIndex } from '../workspace-index.ts';
import type { WorkspaceIndex } from '../workspace-index.ts';
import { applyChange, changeBetween, indexOfSnapshot, snapshotOf } from './workspace-snapshot.ts';
import type { SnapshotChange, WorkspaceSnapshot } from './workspace-snapshot.ts';

const greeter = '---\nname: greeter\nversion: 2.0.0\ninputs: {name: string}\n---\nHello {{ name }}{% include "tone.j2" %}';

const everyKind: Readonly<Record<string, string>> = {
	'stagemark.yaml': 'stages: [None, Staging, Production, Archived]\npromotion: {Productoin: {approvals: 1}}\n',
	'prompts/greeter.j2': greeter,
	'prompts/task-v1.j2': 'a',
	'prompts/task-v2.j2': 'b',
	'prompts/README.md': '# Prompts',
	'experiments/2025-01/e/methodology.yaml':
		'id: e\nstatus: running\nprimary_metric: accuracy\nvariants: {v1: {prompt: greeter@1.0.0}, v2: {prompt: greeter@2.0.0}}\n',
	'registry/greeter.yaml': 'name: greeter\nstages: {Production: 1.0.0}\naliases: {stable: 2.0.0}\n',
	'models/judge.md': '---\nname: judge\nversion: 1.0.0\nmodel: gpt-4o\n---\nA judge.\n',
	'pipelines/answer.yaml': 'name: answer\nversion: 1.0.0\nsteps:\n  - {prompt: greeter@2.0.0}\n',
	'datasets/cases.jsonl': '{}',
};

function indexOf(files: Readonly<Record<string, string>>): WorkspaceIndex {
	const index = createWorkspaceIndex(parseConfig(files['stagemark.yaml']));
	for (const [path, text] of Object.entries(files)) index.update(path, text);
	index.addHistory([summarizePrompt('prompts/greeter.j2', greeter.replace('2.0.0', '1.0.0'), 'c1').summary]);
	return index;
}

/** As it arrives in another process. */
function sent<Message extends SnapshotChange | WorkspaceSnapshot>(message: Message): Message {
	return JSON.parse(JSON.stringify(message)) as Message;
}

/** Everything that facts answer. */
function answersOf(index: WorkspaceIndex): unknown {
	const answers = {
		config: index.config,
		configProblems: index.configProblems,
		hasOptedIn: index.hasOptedIn,
		prompts: index.prompts,
		components: index.components,
		experiments: index.experiments,
		registries: index.registries,
		paths: index.paths,
		versions: ['greeter', 'task', 'task-v2'].map(name => index.versionsOf(name)),
		pipelines: index.componentVersionsOf('pipeline', 'answer'),
		stages: index.stagesOf('greeter', '1.0'),
		references: [
			index.resolve({ name: 'greeter', selector: '1.0.0' }),
			index.resolve({ name: 'greeter', selector: 'stable' }),
			index.resolve({ name: 'gretter', selector: undefined }),
		],
		prompt: index.promptAt('prompts/task-v2.j2'),
	};
	return JSON.parse(JSON.stringify(answers));
}

suite('WorkspaceSnapshot', () => {
	test('an index made of one, after a way through JSON, gives every answer of the index it was taken of', () => {
		const index = indexOf(everyKind);
		const copy = indexOfSnapshot(sent(snapshotOf(index)));
		assert.deepEqual(answersOf(copy), answersOf(index));
		assert.deepEqual(
			[index.components, index.experiments, index.registries, index.configProblems].map(({ length }) => length),
			[2, 1, 1, 1],
		);
		assert.deepEqual(
			copy.versionsOf('greeter').map(({ version, revision }) => [version, revision]),
			[
				['2.0.0', undefined],
				['1.0.0', 'c1'],
			],
		);
		assert.equal(copy.exists('datasets/cases.jsonl'), true);
	});

	const changes: readonly (readonly [title: string, files: Readonly<Record<string, string | undefined>>, paths: readonly string[]])[] = [
		['a prompt with other words', { 'prompts/greeter.j2': greeter.replace('Hello', 'Hi') }, ['prompts/greeter.j2']],
		['a prompt that is gone', { 'prompts/greeter.j2': undefined }, ['prompts/greeter.j2']],
		['a file that makes a version of another file’s name', { 'prompts/task-v1.j2': undefined }, ['prompts/task-v1.j2']],
		[
			'an experiment that cannot be read any more',
			{ 'experiments/2025-01/e/methodology.yaml': '<<<<<<< A\n' },
			['experiments/2025-01/e/methodology.yaml'],
		],
		['a new registry', { 'registry/task.yaml': 'name: task\n' }, ['registry/task.yaml']],
		['a pipeline without its steps', { 'pipelines/answer.yaml': 'name: answer\nversion: 1.1.0\n' }, ['pipelines/answer.yaml']],
		['a dataset that came', { 'datasets/more.jsonl': '{}' }, ['datasets/more.jsonl']],
		[
			'prompts elsewhere',
			{ 'stagemark.yaml': 'prompts: [elsewhere/**]\n', 'elsewhere/a.j2': 'a' },
			['elsewhere/a.j2', 'prompts/greeter.j2', 'prompts/task-v1.j2', 'prompts/task-v2.j2'],
		],
	];
	for (const [title, files, paths] of changes) {
		test(`a change tells of nothing but ${title}, and brings a copy there`, () => {
			const before = snapshotOf(indexOf(everyKind));
			const present = Object.entries({ ...everyKind, ...files }).flatMap(([path, text]) =>
				text === undefined ? [] : [[path, text]],
			);
			const after = indexOf(Object.fromEntries(present) as Record<string, string>);
			const change = changeBetween(before, snapshotOf(after)) ?? assert.fail('nothing changed');
			assert.deepEqual(change.files.map(({ path }) => path).sort(), paths);
			const copy = indexOfSnapshot(sent(before));
			assert.equal(applyChange(copy, sent(change)), true);
			assert.deepEqual(answersOf(copy), answersOf(after));
			assert.equal(applyChange(copy, sent({ ...change, files: change.files, history: [] })), 'config' in change);
		});
	}

	test('there is no change between two readings of the same files', () => {
		const [before, after] = [indexOf(everyKind), indexOf(everyKind)];
		after.clearHistory();
		assert.equal(changeBetween(snapshotOf(before), snapshotOf(after)), undefined);
	});

	test('history that was read later is told, what was known is not told again', () => {
		const index = indexOf(everyKind);
		const before = snapshotOf(index);
		index.addHistory([summarizePrompt('prompts/greeter.j2', greeter.replace('2.0.0', '0.9.0'), 'c0').summary]);
		const change = changeBetween(before, snapshotOf(index)) ?? assert.fail('nothing changed');
		assert.deepEqual(
			change.history.map(({ version }) => version),
			['0.9.0'],
		);
		const copy = indexOfSnapshot(sent(before));
		applyChange(copy, sent(change));
		assert.deepEqual(
			copy.versionsOf('greeter').map(({ version }) => version),
			['2.0.0', '1.0.0', '0.9.0'],
		);
	});
});
