import assert from 'node:assert/strict';
import { componentKindOf, isComponentText } from './find-component-kind.ts';
import { componentFileHash } from './component-hash.ts';
import type { ComponentKind } from './component.ts';
import { parseComponent } from './parse-component.ts';

const card = '---\nname: answerer\nversion: 1.10\nprovider: openai\nlimits: {context_tokens: 8000}\n---\n# Answerer\n';
const pipeline = 'version: 1.0.0\nsteps:\n  - id: find\n    embedding: handbook@1.0.0\n  - {prompt: draft@Production, model: answerer}\n';

/** Each problem as its code and the words it is on. */
function shown(kind: ComponentKind, path: string, text: string): readonly string[] {
	return parseComponent(kind, path, text).problems.map(({ code, range }) => `${code}: ${text.slice(range.start, range.end)}`);
}

function hash(kind: ComponentKind, text: string): string {
	return componentFileHash(parseComponent(kind, kind === 'model' ? 'models/a.md' : 'pipelines/a.yaml', text));
}

suite('parseComponent', () => {
	test('reads a model card, its version as it is written', () => {
		const parsed = parseComponent('model', 'models/answerer.md', card);
		assert.deepEqual([parsed.name, parsed.version, parsed.problems], ['answerer', '1.10', []]);
		assert.deepEqual(parsed.value, { name: 'answerer', version: '1.10', provider: 'openai', limits: { context_tokens: 8000 } });
	});

	test('takes name and version from the file name where the file says none', () => {
		const parsed = parseComponent('embedding', 'embeddings/handbook-v1.2.0.yaml', 'model: e\ndimension: 8\n');
		assert.deepEqual([parsed.name, parsed.version], ['handbook', '1.2.0']);
	});

	test('lists the members of a pipeline with their places', () => {
		const { members, yaml } = parseComponent('pipeline', 'pipelines/rag.yaml', pipeline);
		assert.deepEqual(
			members.map(({ kind, path }) => {
				const { start, end } = yaml.rangeOf(path, 'value');
				return `${kind}: ${pipeline.slice(start, end)}`;
			}),
			['embedding: handbook@1.0.0', 'prompt: draft@Production', 'model: answerer'],
		);
	});

	const problems: readonly (readonly [title: string, kind: ComponentKind, path: string, text: string, expected: readonly string[]])[] = [
		['a key that is a slip', 'model', 'models/a.md', '---\nprovidr: x\n---\n', ['unknown-key: providr']],
		['front matter that is never closed', 'model', 'models/a.md', '---\nprovider: x\n', ['unclosed-front-matter: ---']],
		['front matter that cannot be read', 'model', 'models/a.md', '---\nprovider: "x\n---\n', ['front-matter-syntax-error: "x']],
		['a card of Hugging Face, which has none', 'model', 'models/a.md', '---\nlicense: mit\nlibrary_name: x\n---\n', []],
		['a step that names nothing', 'pipeline', 'pipelines/a.yaml', 'steps:\n  - id: x\n', ['missing-required-key: id: x']],
		['a pipeline without steps', 'pipeline', 'pipelines/a.yaml', 'name: a\nsteps: []\n', ['wrong-value-type: []']],
		['vectors without a dimension', 'embedding', 'embeddings/a.yaml', 'model: e\n', ['missing-required-key: model: e']],
		['text where a number is wanted', 'embedding', 'embeddings/a.yaml', 'model: e\ndimension: many\n', ['wrong-value-type: many']],
		[
			'a conflict, and nothing else',
			'pipeline',
			'pipelines/a.yaml',
			'<<<<<<< HEAD\nsteps: [\n=======\nsteps: }\n>>>>>>> x\n',
			['merge-conflict: <<<<<<< HEAD'],
		],
	];
	for (const [title, kind, path, text, expected] of problems) {
		test(`shows ${title}`, () => assert.deepEqual(shown(kind, path, text), expected));
	}

	test('never throws, however a file is cut off', () => {
		for (const [kind, text] of [
			['model', card],
			['pipeline', pipeline],
		] as const) {
			for (let end = 0; end <= text.length; end++) {
				const { problems: found } = parseComponent(kind, kind === 'model' ? 'models/a.md' : 'pipelines/a.yaml', text.slice(0, end));
				for (const { range } of found) assert.ok(0 <= range.start && range.start <= range.end && range.end <= end);
			}
		}
	});
});

suite('componentFileHash', () => {
	const same: readonly (readonly [title: string, kind: ComponentKind, before: string, after: string])[] = [
		['the prose of a card', 'model', card, card.replace('# Answerer', '# The answerer')],
		['name and version', 'model', card, card.replace('answerer', 'other').replace('1.10', '2.0')],
		['what was found to be achieved', 'model', card, card.replace('\n---\n#', '\nevaluation: [{metric: x, value: 1}]\n---\n#')],
		[
			'the order of keys, quotes and comments',
			'pipeline',
			'steps: [{prompt: a, model: b}] # x\n',
			'steps: [{model: "b", prompt: a}]\n',
		],
		['what a step is described as', 'pipeline', 'steps: [{prompt: a}]\n', 'steps: [{prompt: a, description: x}]\n'],
		['a key without a value', 'pipeline', 'steps: [{prompt: a}]\n', 'steps: [{prompt: a}]\nparameters:\n'],
	];
	for (const [title, kind, before, after] of same) {
		test(`does not change with ${title}`, () => assert.equal(hash(kind, after), hash(kind, before)));
	}

	const other: readonly (readonly [title: string, kind: ComponentKind, before: string, after: string])[] = [
		['the limits of a model', 'model', card, card.replace('8000', '9000')],
		['the licence of a model', 'model', card, card.replace('\n---\n#', '\nlicense: mit\n---\n#')],
		['the order of steps', 'pipeline', 'steps: [{prompt: a}, {prompt: b}]\n', 'steps: [{prompt: b}, {prompt: a}]\n'],
		['the parameters of a step', 'pipeline', 'steps: [{prompt: a}]\n', 'steps: [{prompt: a, parameters: {n: 1}}]\n'],
		['a text that cannot be read', 'pipeline', 'steps: [{prompt: "a\n', 'steps: [{prompt: "b\n'],
	];
	for (const [title, kind, before, after] of other) {
		test(`changes with ${title}`, () => assert.notEqual(hash(kind, after), hash(kind, before)));
	}
});

suite('what a file of these folders is', () => {
	test('the folder and the ending decide what it may be', () => {
		assert.deepEqual(
			['models/a.md', 'models/x/a.md', 'models/a.txt', 'embeddings/a.yml', 'pipelines/a.yaml', 'src/models/a.md'].map(
				componentKindOf,
			),
			['model', 'model', undefined, 'embedding', 'pipeline', undefined],
		);
	});

	const texts: readonly (readonly [title: string, kind: ComponentKind, text: string, expected: boolean])[] = [
		['a card', 'model', card, true],
		['notes beside cards', 'model', '# Models\n\nSee below.\n', false],
		['a page of a site generator', 'model', '---\ntitle: Models\nlayout: page\n---\n', false],
		['a pipeline', 'pipeline', pipeline, true],
		['a pipeline of a build server', 'pipeline', 'trigger: [main]\nsteps:\n  - script: npm test\n', false],
		['a reference to vectors', 'embedding', 'model: e\ndimension: 8\n', true],
		['other YAML', 'embedding', 'apiVersion: v1\nkind: Service\n', false],
	];
	for (const [title, kind, text, expected] of texts) {
		test(`${title} is ${expected ? 'one of ours' : 'left alone'}`, () => assert.equal(isComponentText(kind, text), expected));
	}
});
