import assert from 'node:assert/strict';
import { RenameRequest } from 'vscode-languageserver/node';
import { editorCapabilities } from '../client-process.ts';
import { assertRefuses, inWorkspace } from './rename-scene.ts';
import type { Refusal } from './rename-scene.ts';

const experiment = 'experiments/exp-001/methodology.yaml';

const two = { 'prompts/w.j2': '---\nname: w\nversion: 1.0.0\ninputs: {spec: string, tone: string}\n---\n{{ spec }} {{ tone }}\n' };

const refusals: readonly Refusal[] = [
	{
		why: 'a name that is none',
		files: two,
		at: ['prompts/w.j2', '{{ sp'],
		newName: 'my spec',
		message: /^“my spec” cannot be a name here, so nothing was renamed\. Write letters, digits and underscores, beginning with/,
	},
	{
		why: 'a word of the language',
		files: two,
		at: ['prompts/w.j2', '{{ sp'],
		newName: 'loop',
		message: /^“loop” means something else in Jinja, so nothing was renamed\. Choose another name\.$/,
	},
	{
		why: 'a name that is taken',
		files: two,
		at: ['prompts/w.j2', '{{ sp'],
		newName: 'tone',
		message: /^prompts\/w\.j2 already has a “tone”/,
	},
	{
		why: 'a use in a tag that nobody understands',
		files: { 'prompts/w.j2': '{{ spec }}\n{{ spec + }}\n' },
		at: ['prompts/w.j2', '{{ sp'],
		newName: 'task',
		message: /^Line 2 of prompts\/w\.j2 may mean “spec” or something else/,
	},
	{
		why: 'an input that an included template reads too',
		files: { 'prompts/w.j2': '{{ spec }}{% include "end.j2" %}\n', 'prompts/end.j2': 'About {{ spec }}.\n' },
		at: ['prompts/w.j2', '{{ sp'],
		newName: 'task',
		message: /^prompts\/end\.j2 shares the variables of this template/,
	},
	{
		why: 'an input that another template gives',
		files: { 'prompts/w.j2': '{{ spec }}{% include "end.j2" %}\n', 'prompts/end.j2': 'About {{ spec }}.\n' },
		at: ['prompts/end.j2', '{{ sp'],
		newName: 'task',
		message: /^prompts\/w\.j2 shares the variables of this template/,
	},
	{
		why: 'an input that an unknown template may read',
		files: { 'prompts/w.j2': '{{ spec }}{% include "elsewhere.html" %}\n' },
		at: ['prompts/w.j2', '{{ sp'],
		newName: 'task',
		message: /^The template includes “elsewhere\.html”, which is not a prompt of this workspace/,
	},
	{
		why: 'an input whose mapping is locked',
		files: {
			...two,
			[experiment]: `id: exp-001\ndataset: {columns: {spec: q}}\nvariants: {a: {prompt: w}}\nlocked: sha256:${'0'.repeat(64)}\n`,
		},
		at: ['prompts/w.j2', '{{ sp'],
		newName: 'task',
		message: /^Experiment exp-001 is locked, and its digest covers “spec”/,
	},
	{
		why: 'a mapped input of several versions',
		files: {
			'prompts/w-v1.0.0.j2': '{{ spec }}\n',
			'prompts/w-v2.0.0.j2': '{{ spec }}\n',
			[experiment]: 'id: exp-001\ndataset: {columns: {spec: q}}\nvariants: {a: {prompt: w@1.0.0}, b: {prompt: w@2.0.0}}\n',
		},
		at: [experiment, '{spec'],
		newName: 'task',
		message: /^“spec” is an input of w@1\.0\.0 and w@2\.0\.0, but a rename changes one version only/,
	},
	{
		why: 'a name of the engine',
		files: { 'prompts/w.j2': '{% for a in b %}{{ loop.index }}{% endfor %}\n' },
		at: ['prompts/w.j2', '{{ lo'],
		newName: 'turn',
		message: /^“loop” comes from the template engine/,
	},
	{
		why: 'a version',
		files: two,
		at: ['prompts/w.j2', 'version: 1'],
		newName: '2.0.0',
		message: /^“1\.0\.0” is a version, .+ Use the fix “Bump version”/,
	},
];

suite('renames that are refused over the protocol', () => {
	for (const refusal of refusals) test(`refuses ${refusal.why}, and says what to do`, () => assertRefuses(refusal));

	test('a client that knows no versions gets plain edits', () =>
		inWorkspace(
			two,
			async workspace => {
				const spot = await workspace.behind('prompts/w.j2', '{{ sp');
				const edit = await workspace.client.connection.sendRequest(RenameRequest.type, { ...spot, newName: 'task' });
				assert.deepEqual(Object.keys(edit?.changes ?? {}), [workspace.client.uri('prompts/w.j2')]);
				assert.equal(workspace.applied(edit)['prompts/w.j2'], two['prompts/w.j2'].replaceAll('spec', 'task'));
			},
			{ textDocument: editorCapabilities.textDocument ?? {} },
		));
});
