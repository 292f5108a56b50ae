import assert from 'node:assert/strict';
import { createPorts } from '../../io/node-ports.ts';
import { WorkerTokenCounter } from '../../io/tokens/worker-token-counter.ts';
import { createLanguageService } from '../../language-server/create-language-service.ts';
import { describeRenameRefusal } from '../../language-server/features/rename/describe-rename-refusal.ts';
import type { LanguageService } from '../../language-server/language-service.ts';
import { translateFacets, translateMarkdown } from '../../language-server/lsp/convert/translate-markdown.ts';
import { englishWordsIn, inPortuguese } from '../support/translation/english-left.ts';
import { TemporaryRepository } from '../support/temporary-repository.ts';
import { featureDocuments } from '../support/translation/feature-documents.ts';

const signal = new AbortController().signal;
/** Values that keys of a schema may have are words of the format. */
const values =
	'planned running completed failed pending approved rejected withdrawn done off hint info warning error number integer dot interval always never preview';
const everything = [...Object.values(featureDocuments), values].join('\n');

/** What a reader of Portuguese sees of each feature at every place of the documents, each text once. */
suite('the features of the language server in Brazilian Portuguese', () => {
	let repository: TemporaryRepository;
	let service: LanguageService;
	let tokens: WorkerTokenCounter;
	let disposeGit: () => void;

	suiteSetup(async () => {
		repository = TemporaryRepository.create();
		for (const [path, text] of Object.entries(featureDocuments)) repository.write(path, text);
		const { files, git, clock } = createPorts(repository.root);
		tokens = new WorkerTokenCounter();
		disposeGit = () => git.dispose();
		service = createLanguageService({ files, git, clock, tokens, log: () => undefined });
		await service.load(signal);
	});

	suiteTeardown(() => {
		tokens.dispose();
		disposeGit();
		repository.dispose();
	});

	/** What `ask` gives at every offset of every document. */
	async function everywhere(ask: (path: string, offset: number) => Promise<readonly string[]>): Promise<readonly string[]> {
		const shown = new Set<string>();
		for (const [path, text] of Object.entries(featureDocuments)) {
			for (let offset = 0; offset <= text.length; offset++) for (const words of await ask(path, offset)) shown.add(words);
		}
		return [...shown];
	}

	function assertPortuguese(shown: readonly string[], leastCount: number): void {
		assert.ok(shown.length >= leastCount, `only ${shown.length} different texts`);
		const english = shown.flatMap(text => englishWordsIn(text, everything).map(word => `${word}: ${text}`));
		assert.deepEqual(english, []);
	}

	test('hovers', async () => {
		const hovers = await everywhere(async (path, offset) => {
			const hover = await service.hover(path, offset, signal);
			return hover === undefined ? [] : [hover.markdown];
		});
		assertPortuguese(
			hovers.map(markdown => translateMarkdown(markdown, inPortuguese)),
			60,
		);
	});

	test('details and documentation of completions', async () => {
		const details = await everywhere(async (path, offset) =>
			(await service.complete(path, offset, signal)).flatMap(({ kind, detail, documentation }) => [
				detail === undefined || kind === 'filter' || kind === 'keyword' ? '' : translateFacets(detail, inPortuguese),
				documentation === undefined ? '' : inPortuguese(documentation),
			]),
		);
		assertPortuguese(details, 250);
	});

	test('code lenses', async () => {
		const titles: string[] = [];
		for (const path of Object.keys(featureDocuments)) {
			for (const lens of await service.codeLenses(path, signal)) {
				const found = 'subject' in lens ? await service.describeCodeLens(path, lens.subject, signal) : lens;
				if (found !== undefined) titles.push(translateFacets(found.title, inPortuguese));
			}
		}
		assertPortuguese(titles, 6);
	});

	test('inlay hints and what they say when the mouse rests on them', async () => {
		const shown: string[] = [];
		for (const [path, text] of Object.entries(featureDocuments)) {
			for (const hint of await service.inlayHints(path, { start: 0, end: text.length }, signal)) {
				const markdown = await service.describeInlayHint(path, hint, signal);
				shown.push(inPortuguese(hint.label), translateMarkdown(markdown ?? '', inPortuguese));
			}
		}
		assertPortuguese(shown, 10);
	});

	test('links', async () => {
		const links = await Promise.all(Object.keys(featureDocuments).map(path => service.links(path, signal)));
		assertPortuguese(
			links.flat().map(({ tooltip }) => inPortuguese(tooltip)),
			3,
		);
	});

	test('refusals of renames', async () => {
		const refusals = await everywhere(async (path, offset) => {
			const refusals = [];
			for (const newName of ['novo', 'com espaço', 'not', 'tarefa']) {
				const result = await service.rename({ path, offset, newName, canMoveFiles: false }, signal);
				if (result?.ok === false) refusals.push(inPortuguese(describeRenameRefusal(result.failure)));
			}
			return refusals;
		});
		assertPortuguese(refusals, 10);
	});

	test('why a prompt cannot be rendered', async () => {
		const rendered = await service.render('prompts/quebrado.j2', new Map(), signal);
		assert.equal(inPortuguese(rendered?.problem?.message ?? ''), '`+` não funciona com um número e um texto. Converta um deles.');
	});
});
