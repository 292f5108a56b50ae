import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { createPorts } from '../../io/node-ports.ts';
import { WorkerTokenCounter } from '../../io/tokens/worker-token-counter.ts';
import { TemporaryRepository } from '../../test/support/temporary-repository.ts';
import { createLanguageService } from '../create-language-service.ts';
import { applyEdits } from '../documents/text-edit.ts';
import type { FileEdit } from '../features/symbols/symbol-service.ts';
import type { LanguageService } from '../language-service.ts';

const signal = new AbortController().signal;
const file = 'prompts/answer.txt';
const card = 'prompts/answer.txt.card.yaml';
const fileText = 'Answer {{ question }} as {{ person }}.\n';
const cardText = '---\nname: answer\nversion: 1.0.0\ninputs:\n  question: {type: string}\n  person: {type: string}';

suite('the language service and cards', () => {
	let repository: TemporaryRepository;
	let service: LanguageService;
	let disposeGit: () => void;

	setup(() => {
		repository = TemporaryRepository.create();
		repository.write('stagemark.yaml', '');
		repository.write(file, fileText);
		repository.write(card, cardText);
		const { files, git, clock } = createPorts(repository.root);
		disposeGit = () => git.dispose();
		service = createLanguageService({ files, git, clock, tokens: new WorkerTokenCounter(), log: () => undefined });
	});
	teardown(() => {
		disposeGit();
		repository.dispose();
	});

	async function found(path: string, text: string): Promise<readonly string[]> {
		const diagnostics = await service.diagnose(path, signal);
		return diagnostics.map(({ rule, range }) => `${rule}: ${text.slice(range.start, range.end)}`);
	}

	test('show each finding in the file that has the words, whatever is typed where', async () => {
		assert.deepEqual([await found(file, fileText), await found(card, cardText)], [[], []]);
		const other = cardText.replace('person:', 'persona:');
		assert.equal(service.setDocument(card, other), true);
		assert.deepEqual(await found(file, fileText), ['undeclared-variable: person']);
		assert.deepEqual(await found(card, other), ['unused-variable: persona']);
		service.setDocument(file, fileText.replace('person', 'persona'));
		assert.deepEqual([await found(file, fileText), await found(card, other)], [[], []]);
	});

	test('repair the card, and the file stays as it is', async () => {
		service.setDocument(card, cardText.replace('person:', 'persona:'));
		const [finding] = await service.diagnose(file, signal);
		const declare = finding?.fixes.find(({ title }) => title.includes('person'));
		assert.deepEqual(
			declare?.edits.map(({ path }) => path),
			[card],
		);
		const repaired = await service.repair(file, 'all', signal);
		assert.equal(repaired?.text, fileText);
		assert.match(repaired.others?.[0]?.text ?? '', /^---\nname: answer\n[^]* {2}person: \{type: string\}\n$/);
	});

	test('hover, complete and define across both', async () => {
		const inFile = await service.hover(file, fileText.indexOf('question') + 2, signal);
		assert.equal(inFile && fileText.slice(inFile.range.start, inFile.range.end), 'question');
		const inCard = await service.hover(card, cardText.indexOf('version') + 2, signal);
		assert.match(inCard?.markdown ?? '', /Semantic version/);
		const keys = `${cardText}\nmo`;
		service.setDocument(card, keys);
		const completed = (await service.complete(card, keys.length, signal)).find(({ label }) => label === 'model');
		assert.equal(completed && applyEdits(keys, [completed.edit]).slice(0, keys.length), keys.slice(0, -2) + 'mo');
		service.setDocument(card, cardText);
		const [definition] = await service.define(file, fileText.indexOf('question') + 2, signal);
		assert.equal(definition?.path, card);
		assert.equal(cardText.slice(definition.range.start, definition.range.end), 'question');
	});

	test('rename an input and the prompt in both files, and in what refers to it', async () => {
		const experiment = 'id: exp-001\nname: A\nvariants:\n  a: {prompt: answer@1.0.0, baseline: true}\n';
		repository.write('experiments/exp-001/methodology.yaml', experiment);
		const offset = fileText.indexOf('question') + 2;
		const input = await service.rename({ path: file, offset, newName: 'ask', canMoveFiles: true }, signal);
		assert.ok(input?.ok);
		assert.deepEqual(after(input.value.edits), {
			[file]: 'Answer {{ ask }} as {{ person }}.\n',
			[card]: cardText.replace('question', 'ask'),
		});
		const place = cardText.indexOf('answer') + 2;
		const name = await service.rename({ path: card, offset: place, newName: 'reply', canMoveFiles: true }, signal);
		assert.ok(name?.ok);
		assert.deepEqual(after(name.value.edits)[card], cardText.replace('answer', 'reply'));
		assert.match(after(name.value.edits)['experiments/exp-001/methodology.yaml'] ?? '', /reply@1\.0\.0/);
	});

	test('fold, colour, outline and format each file by itself', async () => {
		const tokens = await service.semanticTokens(file, undefined, signal);
		assert.deepEqual(
			tokens.map(({ range }) => fileText.slice(range.start, range.end)),
			['question', 'person'],
		);
		const outline = await service.outline(card, signal);
		assert.ok(outline.every(({ range }) => range.end <= cardText.length + 1));
		const untidy = 'Answer {{question}} as {{ person }}.\n';
		service.setDocument(file, untidy);
		assert.equal(applyEdits(untidy, await service.format(file, undefined, signal)), fileText);
	});

	test('a card that is deleted leaves a file without words of its own', async () => {
		await service.load(signal);
		assert.equal(service.facts().promptAt(file)?.version, '1.0.0');
		rmSync(`${repository.root}/${card}`);
		assert.equal(await service.filesChanged([card], signal), true);
		assert.equal(service.facts().promptAt(file)?.version, undefined);
	});

	function after(edits: readonly FileEdit[]): Record<string, string> {
		const texts: Readonly<Record<string, string>> = { [file]: fileText, [card]: cardText };
		return Object.fromEntries(edits.map(({ path, edits: ofFile }) => [path, applyEdits(texts[path] ?? repository.read(path), ofFile)]));
	}
});
