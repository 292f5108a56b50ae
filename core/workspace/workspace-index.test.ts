import assert from 'node:assert/strict';
import { parsePromptReference } from '../formats/prompt/prompt-reference.ts';
import { parseConfig } from '../formats/config/parse-config.ts';
import { summarizePrompt } from './summaries/summarize-prompt.ts';
import { createWorkspaceIndex } from './workspace-index.ts';
import type { WorkspaceIndex } from './workspace-index.ts';

const v1 = '---\nname: greeter\nversion: 1.0.0\ninputs: {name: string}\n---\nHello {{ name }}{{ extra }}';
const v2 = v1.replace('1.0.0', '2.0.0').replace('Hello', 'Welcome');
const registry = 'name: greeter\nstages: {Production: 1.0, Staging: 2.0.0}\naliases: {stable: 1.0.0}\n';

function indexOf(files: Readonly<Record<string, string>>): WorkspaceIndex {
	const index = createWorkspaceIndex(parseConfig(undefined));
	for (const [path, text] of Object.entries(files)) index.update(path, text);
	return index;
}

function resolve(index: WorkspaceIndex, text: string): unknown {
	const reference = parsePromptReference(text);
	assert.ok(reference !== undefined);
	const resolution = index.resolve(reference);
	return resolution.kind === 'found' ? `${resolution.prompt.path} by ${resolution.via}` : resolution;
}

suite('WorkspaceIndex', () => {
	test('lists prompts by name, newest version first, with what others need to know', () => {
		const index = indexOf({
			'prompts/b.j2': 'hi',
			'prompts/greeter-v1.0.0.j2': v1,
			'prompts/greeter-v2.0.0.j2': v2,
			'prompts/a.j2': 'yo',
		});
		assert.deepEqual(
			index.prompts.map(({ name, version, path }) => [name, version, path]),
			[
				['a', undefined, 'prompts/a.j2'],
				['b', undefined, 'prompts/b.j2'],
				['greeter', '2.0.0', 'prompts/greeter-v2.0.0.j2'],
				['greeter', '1.0.0', 'prompts/greeter-v1.0.0.j2'],
			],
		);
		const { inputs, usedInputs, revision } = index.prompts[3] ?? assert.fail();
		assert.deepEqual([inputs, usedInputs, revision], [[{ name: 'name', isRequired: true }], ['extra', 'name'], undefined]);
	});

	test('leaves out files of other tools, and notes that they exist', () => {
		const index = indexOf({ 'prompts/README.md': '# Prompts', 'datasets/a.jsonl': '{}' });
		assert.deepEqual(index.prompts, []);
		assert.equal(index.exists('prompts/README.md'), true);
		assert.equal(index.exists('datasets/a.jsonl'), true);
		assert.equal(index.exists('datasets/b.jsonl'), false);
	});

	suite('update', () => {
		const changes: readonly (readonly [title: string, path: string, text: string | undefined, hasChanged: boolean])[] = [
			['the same text', 'prompts/g.j2', v1, false],
			['a comment', 'prompts/g.j2', v1.replace('Hello', 'Hello{# x #}'), false],
			['another word', 'prompts/g.j2', v1.replace('Hello', 'Hi'), true],
			['another version', 'prompts/g.j2', v1.replace('1.0.0', '1.0.1'), true],
			['a file that is gone', 'prompts/g.j2', undefined, true],
			['a file that was never there', 'prompts/x.j2', undefined, false],
			['a new file of no kind', 'data.csv', '1', true],
			['a comment in an experiment', 'experiments/e/methodology.yaml', '# c\nid: e\n', false],
			['another status of an experiment', 'experiments/e/methodology.yaml', 'id: e\nstatus: running\n', true],
			['an experiment that cannot be read any more', 'experiments/e/methodology.yaml', '<<<<<<< A\n=======\n>>>>>>> B\n', true],
			['another pointer of a registry', 'registry/greeter.yaml', registry.replace('1.0', '2.0'), true],
			['the configuration', 'stagemark.yaml', '', true],
		];
		for (const [title, path, text, hasChanged] of changes) {
			test(`says ${hasChanged ? 'that' : 'nothing'} changed for ${title}`, () => {
				const index = indexOf({
					'prompts/g.j2': v1,
					'experiments/e/methodology.yaml': 'id: e\n',
					'registry/greeter.yaml': registry,
				});
				assert.equal(index.update(path, text), hasChanged);
			});
		}

		test('of a file that is gone takes it out everywhere', () => {
			const index = indexOf({ 'prompts/g.j2': v1, 'experiments/e/methodology.yaml': 'id: e\n', 'registry/greeter.yaml': registry });
			for (const path of ['prompts/g.j2', 'experiments/e/methodology.yaml', 'registry/greeter.yaml']) index.update(path, undefined);
			assert.deepEqual([index.prompts, index.experiments, index.registries, index.exists('prompts/g.j2')], [[], [], [], false]);
		});

		test('leaves lists that were handed out before as they were', () => {
			const index = indexOf({ 'prompts/g.j2': v1 });
			const before = index.prompts;
			index.update('prompts/h.j2', v2);
			assert.equal(before.length, 1);
			assert.equal(index.prompts.length, 2);
		});
	});

	suite('opting in', () => {
		const cases: readonly (readonly [title: string, files: Readonly<Record<string, string>>, hasOptedIn: boolean])[] = [
			['prompts alone', { 'prompts/g.j2': v1 }, false],
			['a configuration, even an empty one', { 'stagemark.yaml': '' }, true],
			['a registry file', { 'registry/greeter.yaml': registry }, true],
			['a registry file without a name', { 'registry/greeter.yaml': 'kind: prompt\n' }, false],
		];
		for (const [title, files, hasOptedIn] of cases) {
			test(`${title}: ${String(hasOptedIn)}`, () => assert.equal(indexOf(files).hasOptedIn, hasOptedIn));
		}
	});

	suite('resolve', () => {
		const index = indexOf({
			'prompts/greeter-v1.0.0.j2': v1,
			'prompts/greeter-v2.0.0.j2': v2,
			'prompts/draft.j2': 'hi',
			'registry/greeter.yaml': registry,
		});
		const cases: readonly (readonly [reference: string, answer: unknown])[] = [
			['greeter', 'prompts/greeter-v2.0.0.j2 by newest'],
			['greeter@1.0.0', 'prompts/greeter-v1.0.0.j2 by version'],
			['greeter@2.0', 'prompts/greeter-v2.0.0.j2 by version'],
			['greeter@Production', 'prompts/greeter-v1.0.0.j2 by stage'],
			['greeter@stable', 'prompts/greeter-v1.0.0.j2 by stage'],
			['draft', 'prompts/draft.j2 by newest'],
			['draft@1.0.0', { kind: 'unknown-selector', suggestion: undefined, known: [] }],
			['gretter', { kind: 'unknown-name', suggestion: 'greeter' }],
			['nothing-like-it', { kind: 'unknown-name', suggestion: undefined }],
			[
				'greeter@1.0.1',
				{ kind: 'unknown-selector', suggestion: '1.0.0', known: ['2.0.0', '1.0.0', 'stable', 'Production', 'Staging'] },
			],
			[
				'greeter@production',
				{ kind: 'unknown-selector', suggestion: 'Production', known: ['2.0.0', '1.0.0', 'stable', 'Production', 'Staging'] },
			],
		];
		for (const [reference, answer] of cases) {
			test(reference, () => assert.deepEqual(resolve(index, reference), answer));
		}

		test('knows the stages of a version however it is written', () => {
			assert.deepEqual(index.stagesOf('greeter', '1.0.0'), ['Production']);
			assert.deepEqual(index.stagesOf('greeter', '2.0'), ['Staging']);
			assert.deepEqual(index.stagesOf('greeter', '3.0.0'), []);
			assert.deepEqual(index.stagesOf('other', '1.0.0'), []);
		});
	});

	suite('history', () => {
		test('fills in versions that the working tree does not have, and nothing else', () => {
			const index = indexOf({ 'prompts/greeter.j2': v2 });
			const past = (text: string, revision: string) => summarizePrompt('prompts/greeter.j2', text, revision).summary;
			index.addHistory([past(v2.replace('Welcome', 'Old'), 'c3'), past(v1, 'c2'), past(v1.replace('Hello', 'Older'), 'c1')]);
			assert.deepEqual(
				index.versionsOf('greeter').map(({ version, revision }) => [version, revision]),
				[
					['2.0.0', undefined],
					['1.0.0', 'c2'],
				],
			);
			assert.equal(index.prompts.length, 1);
			assert.equal(resolve(index, 'greeter@1.0.0'), 'prompts/greeter.j2 by version');
			index.clearHistory();
			assert.equal(index.versionsOf('greeter').length, 1);
		});

		test('the newest prompt is one of the working tree, even when the history has a higher version', () => {
			const index = indexOf({ 'prompts/greeter.j2': v1 });
			index.addHistory([summarizePrompt('prompts/greeter.j2', v2, 'c1').summary]);
			const newest = index.resolve({ name: 'greeter', selector: undefined });
			assert.equal(newest.kind === 'found' ? newest.prompt.version : newest.kind, '1.0.0');
			assert.equal(resolve(index, 'greeter@2.0.0'), 'prompts/greeter.j2 by version');
		});

		test('a name that stands only in the history is found', () => {
			const index = indexOf({});
			index.addHistory([summarizePrompt('prompts/gone.j2', v1, 'c1').summary]);
			assert.equal(resolve(index, 'greeter'), 'prompts/gone.j2 by newest');
			assert.deepEqual(resolve(index, 'greter'), { kind: 'unknown-name', suggestion: 'greeter' });
		});
	});

	suite('a lone -v2 in a file name', () => {
		const listed = (index: WorkspaceIndex) => index.prompts.map(({ name, version }) => `${name} ${version ?? '-'}`);

		test('is part of the name when no other file shares the stem', () =>
			assert.deepEqual(listed(indexOf({ 'prompts/task-v2.j2': 'b' })), ['task-v2 -']));

		test('is a version when another file shares the stem', () => {
			assert.deepEqual(listed(indexOf({ 'prompts/task-v1.j2': 'a', 'prompts/task-v2.j2': 'b' })), ['task 2.0.0', 'task 1.0.0']);
			assert.deepEqual(listed(indexOf({ 'prompts/task.j2': 'a', 'prompts/task-v2.j2': 'b' })), ['task 2.0.0', 'task -']);
		});

		test('does not look into other folders', () => {
			assert.deepEqual(listed(indexOf({ 'prompts/a/task-v1.j2': 'a', 'prompts/b/task-v2.j2': 'b' })), ['task-v1 -', 'task-v2 -']);
		});

		test('follows files that come and go', () => {
			const index = indexOf({ 'prompts/task-v1.j2': 'a' });
			assert.equal(index.update('prompts/task-v2.j2', 'b'), true);
			assert.deepEqual(listed(index), ['task 2.0.0', 'task 1.0.0']);
			assert.equal(index.update('prompts/task-v1.j2', undefined), true);
			assert.deepEqual(listed(index), ['task-v2 -']);
		});

		test('gives way to a version in the front matter', () => {
			const index = indexOf({ 'prompts/task-v1.j2': 'a', 'prompts/task-v2.j2': '---\nname: task\nversion: 2.5.0\n---\nb' });
			assert.equal(index.promptAt('prompts/task-v2.j2')?.version, '2.5.0');
		});
	});

	test('takes in ten thousand prompts and changes to one of them', () => {
		const index = createWorkspaceIndex(parseConfig(undefined));
		const text = (number: number) => v1.replace('greeter', `p${number}`).replace('Hello', 'Hello\n'.repeat(20));
		for (let number = 0; number < 10_000; number++) index.update(`prompts/p${number}.j2`, text(number));
		assert.equal(index.prompts.length, 10_000);
		for (let change = 0; change < 20; change++) {
			index.update('prompts/p5000.j2', `${text(5000)}${change}`);
			assert.equal(index.prompts.length, 10_000);
		}
	});
});
