import assert from 'node:assert/strict';
import type { TextRange } from '../../core/base/text/text-range.ts';
import { systemClock } from '../../io/node-ports.ts';
import { WorkerTokenCounter } from '../../io/tokens/worker-token-counter.ts';
import { createLanguageService } from '../../language-server/create-language-service.ts';
import { inlayHintKinds } from '../../language-server/features/editing/editing-service.ts';
import type { LanguageService } from '../../language-server/language-service.ts';
import { createPositionMap } from '../../language-server/lsp/convert/position-map.ts';
import { memoryFiles, noGit } from '../../language-server/lsp/virtual-workspace.ts';
import { mutateTemplate } from '../differential/mutate-template.ts';
import { SeededRandom } from '../differential/seeded-random.ts';
import { hostileDocuments } from './hostile-documents.ts';

const { signal } = new AbortController();

suite('every feature on documents nobody would wish for', () => {
	for (const { title, path, text } of hostileDocuments) {
		test(`${title}: ${path}`, async () => {
			const service = createService();
			service.setDocument('stagemark.yaml', 'preview: true\n');
			service.setDocument(path, text);
			await askEverything(service, path, text);
		});
	}

	test('documents that were mutated at random', async () => {
		const random = new SeededRandom(20_250_131);
		const small = hostileDocuments.filter(({ text }) => text.length < 3_000);
		const service = createService();
		for (let count = 0; count < 50; count++) {
			const { path, text } = small[random.below(small.length)] ?? { path: 'prompts/a.j2', text: '' };
			const mutated = mutateTemplate(mutateTemplate(text, random), random);
			service.setDocument(path, mutated);
			await askEverything(service, path, mutated);
			await service.closeDocument(path);
		}
	});
});

function createService(): LanguageService {
	return createLanguageService({
		files: memoryFiles,
		git: noGit,
		clock: systemClock,
		tokens: new WorkerTokenCounter(),
		// All else that is logged is that there is no Git.
		log: message => assert.doesNotMatch(message, /^The rule /),
	});
}

/** Asks everything at several places, and holds what ranges promise: inside the text, in order, one in the other. */
async function askEverything(service: LanguageService, path: string, text: string): Promise<void> {
	const inside = (range: TextRange, what: string): void =>
		assert.ok(0 <= range.start && range.start <= range.end && range.end <= text.length, `${what} at ${range.start}-${range.end}`);

	for (const { range, rule, fixes } of await service.diagnose(path, signal)) {
		inside(range, rule);
		for (const { edits } of fixes) for (const edit of edits) inside(edit.range, `${rule}, its fix`);
	}
	for (const { range } of await service.fold(path, signal)) inside(range, 'a fold');
	for (const { range } of await service.links(path, signal)) inside(range, 'a link');
	for (const { range } of await service.outline(path, signal)) inside(range, 'an entry of the outline');
	await askForTokens(service, path, text);
	for (const edit of await service.format(path, undefined, signal)) inside(edit.range, 'formatting');
	for (const { range } of await service.codeLenses(path, signal)) inside(range, 'a lens');
	await service.describeCodeLens(path, { kind: 'prompt' }, signal);
	await service.describeCodeLens(path, { kind: 'variant', variant: 'v1' }, signal);
	for (const hint of await service.inlayHints(path, { start: 0, end: text.length }, signal)) {
		inside({ start: hint.offset, end: hint.offset }, hint.label);
		await service.describeInlayHint(path, hint, signal);
	}
	const count = offsetCountOf(text);
	const offsets = Array.from({ length: count }, (_, index) => Math.floor((index * text.length) / (count - 1)));
	for (const offset of offsets) await askAt(service, path, text, offset);
}

async function askForTokens(service: LanguageService, path: string, text: string): Promise<void> {
	const positions = createPositionMap(text, 'utf-8');
	let end = 0;
	for (const { range, type } of await service.semanticTokens(path, undefined, signal)) {
		assert.ok(end <= range.start && range.start < range.end && range.end <= text.length, `${type} at ${range.start}-${range.end}`);
		const { start: first, end: last } = positions.toRange(range);
		assert.equal(first.line, last.line, `${type} on several lines`);
		end = range.end;
	}
}

async function askAt(service: LanguageService, path: string, text: string, offset: number): Promise<void> {
	await service.hover(path, offset, signal);
	await service.complete(path, offset, signal);
	await service.define(path, offset, signal);
	await service.highlights(path, offset, signal);
	await service.references({ path, offset, includesDeclaration: true }, signal);
	await service.rename({ path, offset, newName: 'renamed', canMoveFiles: true }, signal);
	for (const scope of ['line', 'file'] as const) await service.suppress(path, { rule: 'undeclared-variable', offset, scope }, signal);
	for (const kind of inlayHintKinds) await service.describeInlayHint(path, { kind, offset }, signal);
	for (const typed of ['}', '\n']) await service.closeBlock(path, { offset, typed }, signal);
	const [chain = []] = await service.select(path, [offset], signal);
	for (const [index, range] of chain.entries()) {
		const outer = chain[index + 1] ?? { start: 0, end: text.length };
		assert.ok(outer.start <= range.start && range.end <= outer.end, `a selection at ${range.start}-${range.end}`);
		assert.ok(range.start <= offset && offset <= range.end, `a selection that left ${offset}`);
	}
	await service.format(path, { start: offset, end: offset }, signal);
}

/** Places of a document at which every feature is asked; fewer in a long one, where each question takes its time. */
function offsetCountOf(text: string): number {
	return text.length > 10_000 ? 3 : 12;
}
