import assert from 'node:assert/strict';
import { createPorts } from '../../io/node-ports.ts';
import { WorkerTokenCounter } from '../../io/tokens/worker-token-counter.ts';
import { TemporaryRepository } from '../../test/support/temporary-repository.ts';
import { createLanguageService } from '../create-language-service.ts';
import { applyEdits } from '../documents/text-edit.ts';
import type { LanguageService } from '../language-service.ts';

const signal = new AbortController().signal;
const file = 'config/agents.json';
const card = 'config/agents.json.card.yaml';
const fileText = '{"a": {"prompt": "Say \\"hi\\" to {name}.\\nAsk {name} and {nam}."}, "b": {"prompt": "Ask {other} again."}}\n';
const cardText = 'prompts:\n  $.a.prompt: {name: ask, version: 1.0.0, inputs: {name: string}}\n  $.b.prompt:\n    version: 1.0.0\n';

suite('the language service and prompts inside a file', () => {
	let repository: TemporaryRepository;
	let service: LanguageService;
	let disposeGit: () => void;

	setup(() => {
		repository = TemporaryRepository.create();
		repository.write('stagemark.yaml', 'prompts: [{path: config/*.json, at: $.*.prompt, template: f-string}]\n');
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

	test('show findings at the characters of the file and of its card, whatever is typed where', async () => {
		assert.deepEqual(await found(file, fileText), ['undeclared-variable: nam']);
		assert.deepEqual(await found(card, cardText), []);
		const other = cardText.replace('inputs: {name: string}', 'inputs: {name: string, nam: string, more: string}');
		service.setDocument(card, other);
		assert.deepEqual(await found(file, fileText), []);
		assert.deepEqual(await found(card, other), ['unused-variable: more']);
		const third = fileText.replace('"Ask {other} again."', '"Ask {other"');
		service.setDocument(file, third);
		assert.deepEqual(await found(file, third), ['unclosed-delimiter: {']);
	});

	test('know only files, and a prompt by a path of its own', async () => {
		await service.load(signal);
		assert.deepEqual(service.documents(), [file, card, 'stagemark.yaml']);
		assert.equal(service.facts().promptAt(`${file}#$.a.prompt`)?.name, 'ask');
		service.setDocument(file, fileText.replace(', "b": {', ', "c": {'));
		await service.diagnose(file, signal);
		assert.deepEqual(
			service.facts().prompts.map(({ path }) => path),
			[`${file}#$.a.prompt`, `${file}#$.c.prompt`],
		);
	});

	test('rename an input in text and card, and hover over it', async () => {
		const offset = fileText.indexOf('{name}') + 1;
		const change = await service.rename({ path: file, offset, newName: 'person', canMoveFiles: true }, signal);
		assert.ok(change?.ok);
		const texts = new Map(change.value.edits.map(({ path, edits }) => [path, applyEdits(path === file ? fileText : cardText, edits)]));
		assert.equal(texts.get(file), fileText.replaceAll('{name}', '{person}'));
		assert.equal(texts.get(card), cardText.replace('{name: string}', '{person: string}'));
		const hover = await service.hover(file, offset, signal);
		assert.equal(hover && fileText.slice(hover.range.start, hover.range.end), 'name');
		assert.equal(await service.hover(file, 3, signal), undefined);
	});

	test('complete an input where it is typed', async () => {
		const items = await service.complete(file, fileText.indexOf('{nam}') + 4, signal);
		const item = items.find(({ label }) => label === 'name');
		assert.equal(item && applyEdits(fileText, [item.edit]), fileText.replace('{nam}', '{name}'));
	});
});
