import assert from 'node:assert/strict';
import { editRegistry } from './edit-registry.ts';
import { parseRegistry } from './parse-registry.ts';

suite('editRegistry', () => {
	const nothing = { name: 'a', pointers: new Map(), registered: [], transitions: [] };
	const facts = `source: p.j2, sha256: ${'ab'.repeat(32)}`;

	/** The stage of each version after 1.0.0 moved to Staging. */
	const files: readonly (readonly [title: string, versions: string, stages: Readonly<Record<string, string>>])[] = [
		['a version that is an alias', `  2.0.0: &v {stage: None, ${facts}}\n  1.0.0: *v\n`, { '2.0.0': 'None', '1.0.0': 'Staging' }],
		[
			'a version that another is an alias of',
			`  1.0.0: &v {stage: None, ${facts}}\n  2.0.0: *v\n`,
			{ '1.0.0': 'Staging', '2.0.0': 'None' },
		],
		[
			'a version that another merges',
			`  1.0.0: &v {stage: None, ${facts}}\n  2.0.0: {<<: *v, description: b}\n`,
			{ '1.0.0': 'Staging', '2.0.0': 'None' },
		],
		[
			'a stage that is an alias',
			`  1.0.0: {stage: &s None, ${facts}}\n  2.0.0: {stage: *s, ${facts}}\n`,
			{ '1.0.0': 'Staging', '2.0.0': 'None' },
		],
	];
	for (const [title, versions, stages] of files) {
		test(`changes one version and no other: ${title}`, () => {
			const text = editRegistry(`name: a\nkind: prompt\nversions:\n${versions}`, {
				...nothing,
				stages: new Map([['1.0.0', 'Staging']]),
			});
			const { value, problems } = parseRegistry('registry/a.yaml', text);
			assert.deepEqual(problems, []);
			assert.deepEqual(
				Object.fromEntries(Object.entries(value?.versions ?? {}).map(([version, { stage }]) => [version, stage])),
				stages,
			);
		});
	}

	test('keeps aliases that stand for lists and maps of pointers apart', () => {
		const text = editRegistry(
			`name: a\nkind: prompt\nstages: &p {Staging: 1.0.0}\naliases: *p # mine\nversions: {1.0.0: {stage: Staging, ${facts}}}\n`,
			{
				...nothing,
				stages: new Map(),
				pointers: new Map([['Staging', null]]),
			},
		);
		const { value } = parseRegistry('registry/a.yaml', text);
		assert.deepEqual([value?.stages, value?.aliases], [{}, { Staging: '1.0.0' }]);
		assert.match(text, /# mine/);
	});

	test('leaves a file without aliases as it is written', () => {
		const text = `# mine\nname: a\nkind: prompt\nversions:\n  1.0.0: {stage: None, ${facts}} # first\n`;
		assert.equal(editRegistry(text, { ...nothing, stages: new Map() }), text);
	});
});
