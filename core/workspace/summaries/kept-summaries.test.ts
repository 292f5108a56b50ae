import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { createPorts } from '../../../io/node-ports.ts';
import { SeededRandom } from '../../../test/differential/seeded-random.ts';
import { TemporaryRepository } from '../../../test/support/temporary-repository.ts';
import { parseConfig } from '../../formats/config/parse-config.ts';
import type { ComputedTexts } from '../../ports/computed-texts.ts';
import { loadWorkspace } from '../load-workspace.ts';
import { KeptSummaries } from './kept-summaries.ts';
import { snapshotOf } from './workspace-snapshot.ts';

/** Kept in memory, as a later process would find them on disk. */
class MemoryTexts implements ComputedTexts {
	readonly fewest: number;
	texts: ReadonlyMap<string, string> = new Map();

	constructor(fewest: number) {
		this.fewest = fewest;
	}

	load(): Promise<ReadonlyMap<string, string>> {
		return Promise.resolve(this.texts);
	}

	add(texts: ReadonlyMap<string, string>): Promise<void> {
		return this.replace(new Map([...this.texts, ...texts]));
	}

	replace(texts: ReadonlyMap<string, string>): Promise<void> {
		this.texts = texts;
		return Promise.resolve();
	}
}

const signal = new AbortController().signal;
const { value: config } = parseConfig(undefined);

suite('kept summaries', () => {
	let repository: TemporaryRepository;
	setup(() => (repository = TemporaryRepository.create()));
	teardown(() => repository.dispose());

	/** How many sequences of edits are tried; as many as 10,000 with STAGEMARK_LONG. */
	const sequences = process.env['STAGEMARK_LONG'] === undefined ? 20 : 10_000;
	test('are what reading every file anew gives, whatever is written, moved and removed in between', async function () {
		this.timeout(sequences * 5000);
		const { files } = createPorts(repository.root);
		for (let seed = 0; seed < sequences; seed++) {
			const random = new SeededRandom(seed);
			const texts = new MemoryTexts(random.below(3));
			for (let step = 0; step < 6; step++) {
				change(random);
				const warm = await loadWorkspace(files, undefined, signal, texts);
				const cold = await loadWorkspace(files, undefined, signal);
				assert.equal(JSON.stringify(snapshotOf(warm)), JSON.stringify(snapshotOf(cold)), `sequence ${seed}, step ${step}`);
			}
		}
	});

	test('are found again by path, text and configuration', async () => {
		const texts = new MemoryTexts(1);
		await summarize(texts, ['Hello']);
		texts.texts = new Map(Array.from(texts.texts, ([key]) => [key, '{"kind":"unread","path":"p","reason":"kept"}']));
		const kept = await KeptSummaries.open(texts);
		assert.deepEqual(kept.summarize('prompts/p0.j2', 'Hello', config), { kind: 'unread', path: 'p', reason: 'kept' });
		assert.equal(kept.summarize('prompts/p0.j2', 'Hello ', config)?.kind, 'prompt');
		assert.equal(kept.summarize('prompts/p1.j2', 'Hello', config)?.kind, 'prompt');
		const { value: other } = parseConfig('prompts: ["prompts/*.j2"]\n');
		assert.equal(kept.summarize('prompts/p0.j2', 'Hello', other)?.kind, 'prompt');
	});

	test('are kept when they are many, until nobody asks for them', async () => {
		const texts = new MemoryTexts(3);
		await summarize(texts, ['a', 'b']);
		assert.equal(texts.texts.size, 0);
		await summarize(texts, ['a', 'b', 'c']);
		assert.equal(texts.texts.size, 3);
		await summarize(texts, ['d', 'e', 'f']);
		assert.equal(texts.texts.size, 6);
		await summarize(texts, ['g', 'h', 'i']);
		assert.equal(texts.texts.size, 3);
	});

	async function summarize(texts: ComputedTexts, contents: readonly string[]): Promise<void> {
		const kept = await KeptSummaries.open(texts);
		contents.forEach((content, position) => kept.summarize(`prompts/p${position}.j2`, content, config));
		await kept.close();
	}

	function change(random: SeededRandom): void {
		const path = random.chance(0.15) ? 'stagemark.yaml' : random.pick(paths);
		if (random.chance(0.2)) rmSync(join(repository.root, path), { force: true });
		else repository.write(path, random.pick(path === 'stagemark.yaml' ? configurations : contents));
	}
});

const paths = [
	'prompts/a.j2',
	'prompts/a-v2.j2',
	'prompts/b.txt',
	'prompts/b.txt.stagemark.yaml',
	'experiments/exp-1/experiment.yaml',
	'registry/a.yaml',
	'models/m.yaml',
] as const;

const configurations = ['', 'prompts: ["other/**"]\n', 'prompts: [{path: "prompts/*.txt", template: f-string}]\n', 'x: ['] as const;

const contents = [
	'---\nname: a\nversion: 1.0.0\n---\nuser:\n{{ x }}\n',
	'---\nname: a\nversion: 1.0.0\n---\nuser:\n{{ y }}\n',
	'---\nname: __proto__\nversion: 2.0.0\ntags: [é, "\\u2028\\t"]\n---\n{% if x %}{{ y }}\n{% include z %}',
	'{% broken',
	'',
	'id: exp-1\nhypothesis: h\nvariants: {a: {prompt: "a@1.0.0"}}\nmetrics: {m: {goal: maximize}}\n',
	'name: a\nversions: {1.0.0: {content: x}}\nstages: {Production: 1.0.0}\n',
	'a: [1, .inf, {b: .nan}]\n__proto__: {x: 1}\n',
] as const;
