import { noSigner } from '../core/workspace/signing/no-signer.ts';
import type { CancelSignal } from '../core/ports/cancel-signal.ts';
import type { WorkspacePath } from '../core/ports/file-store.ts';
import type { Prompt } from '../core/formats/prompt/prompt.ts';
import type { Config } from '../core/formats/config/config.ts';
import { withCards } from './cards/with-cards.ts';
import { fileOfCard } from '../core/formats/prompt/card/card-path.ts';
import { hostOf } from '../core/formats/prompt/place/place-path.ts';
import { configPath } from '../core/formats/config-path.ts';
import { placePatternsOf } from '../core/workspace/file-kind.ts';
import { DocumentStore, knownPlaces } from './documents/document-store.ts';
import type { DocumentInWorkspace } from './documents/document-store.ts';
import { createExperimentEvidence } from './documents/experiment-evidence.ts';
import { createOpenDocuments } from './documents/open-documents.ts';
import { createIdleRecount } from './documents/idle-recount.ts';
import type { CountedDiagnostics } from './documents/idle-recount.ts';
import { createPromptTokenCounts, needsCounting, tokensOfPlainText } from './documents/prompt-tokens.ts';
import { createRegistryEvidence } from './documents/registry-evidence.ts';
import { createRunCache } from './documents/run-cache.ts';
import { savedWorkspace } from './documents/saved-workspace.ts';
import { createVersionHistory } from './documents/version-history.ts';
import { completeColumns } from './features/completion/column-completion.ts';
import { completionsAt } from './features/completion/completion.ts';
import { createEditingService } from './features/editing/create-editing-service.ts';
import { createSymbolService, sourceOf } from './features/symbols/create-symbol-service.ts';
import { definitionsAt } from './features/symbols/definition.ts';
import { hoverAt } from './features/reading/hover.ts';
import { renderedPrompt } from './features/reading/rendered-prompt.ts';
import { repairText } from './features/editing/repair-text.ts';
import { suppressionAt } from './features/editing/suppression.ts';
import type { LanguageService, LanguageServiceHost } from './language-service.ts';
import { oncePerRule } from './rules/once-per-rule.ts';
import { rules } from './rules/all-rules.ts';
import type { PromptTokens } from './documents/evidence.ts';
import { runRules } from './rules/run-rules.ts';
import { waitingRules } from './rules/waiting-rules.ts';

/** A language service on one workspace folder. Nothing is read before `load` or the first question. */
export function createLanguageService(host: LanguageServiceHost): LanguageService {
	const open = createOpenDocuments(host.files);
	const store = new DocumentStore(open.sheets, host.git, host.computed);
	const history = createVersionHistory({
		git: host.git,
		baseline: host.baseline ?? 'HEAD',
		readPrompt,
		log: message => host.log(message),
	});
	const logFailedRule = oncePerRule(message => host.log(message));
	const runs = createRunCache(open.sheets);
	const evidence = createExperimentEvidence({ files: open.sheets, git: host.git, runs });
	const tokens = createPromptTokenCounts(host.tokens);
	const recount = createIdleRecount({
		diagnose,
		findingsChanged: path => host.findingsChanged?.(path),
		log: message => host.log(message),
	});
	const claims = createRegistryEvidence({ files: open.sheets, git: host.git, signer: host.signer ?? noSigner, runs });

	const service: LanguageService = {
		...createEditingService({ store, files: open.sheets, runs }),
		...createSymbolService({ store, files: open.sheets, runs }),

		async load(signal) {
			await store.load(signal);
		},

		setDocument(path, text) {
			open.open(path, text);
			return store.textChanged(path, text);
		},

		async closeDocument(path) {
			open.close(path);
			recount.cancel(path);
			await store.filesChanged([path], new AbortController().signal);
		},

		filesChanged(paths, signal) {
			runs.forget(paths);
			evidence.forget(paths);
			return store.filesChanged(paths, signal);
		},

		headChanged() {
			history.forget();
			claims.forget();
			store.headChanged();
		},

		documents: () => store.paths,

		files: () => store.allPaths,

		facts() {
			const { facts } = store;
			if (facts === undefined) throw new Error('facts() was asked for before load() was done.');
			return facts;
		},

		saved: signal => savedWorkspace({ store, open, disk: host.files, git: host.git }, signal),

		async diagnose(path, signal) {
			const isOpen = open.textOf(path) !== undefined;
			const { diagnostics, isEstimated } = await diagnose(path, isOpen ? 'later' : 'now', signal);
			if (isEstimated) recount.schedule(path, diagnostics);
			else recount.cancel(path);
			return diagnostics;
		},

		async inspect(path, signal) {
			const found = await store.get(path, signal);
			return { reading: found.reading, diagnostics: (await check(found, 'now', signal)).diagnostics };
		},

		async repair(path, choice, signal) {
			const [content, { facts }] = [await open.sheets.read(path), await store.get(path, signal)];
			if (content.kind !== 'text') return undefined;
			return repairText(content.text, choice, async text => {
				const document = store.parseInstead(path, text, facts);
				return (await check({ document, facts }, 'now', signal)).diagnostics;
			});
		},

		waitingRules: kinds => (store.facts === undefined ? [] : waitingRules(rules, kinds, store.facts)),

		async countTokens(path, signal) {
			const { document, facts } = await store.get(path, signal);
			return document?.kind === 'prompt' ? tokens.known(document.value, undefined, facts.config).prompt : undefined;
		},

		async diagnoseText(path, text, signal) {
			const { facts } = await store.get(path, signal);
			const document = store.parseInstead(path, text, facts);
			return (await check({ document, facts }, 'now', signal)).diagnostics;
		},

		async suppress(path, wanted, signal) {
			const { document, facts } = await store.get(path, signal);
			const isSuppressible = rules.find(({ id }) => id === wanted.rule)?.isSuppressible ?? false;
			if (document === undefined || !isSuppressible) return undefined;
			return suppressionAt(document, wanted, text => store.parseInstead(path, text, facts));
		},

		async hover(path, offset, signal) {
			const { document, facts } = await store.get(path, signal);
			return document && hoverAt(document, offset, facts);
		},

		async complete(path, offset, signal) {
			const { document, facts } = await store.get(path, signal);
			if (document === undefined) return [];
			return [
				...completionsAt(document, offset, facts),
				...(await completeColumns(document, offset, await sourceOf({ store, files: open.sheets }, signal))),
			];
		},

		async define(path, offset, signal) {
			const { document } = await store.get(path, signal);
			return document === undefined ? [] : definitionsAt(document, offset, await sourceOf({ store, files: open.sheets }, signal));
		},

		async render(path, values, signal) {
			const { document } = await store.get(path, signal);
			return document?.kind === 'prompt' ? renderedPrompt(document.value, values, open.sheets, signal) : undefined;
		},

		textAt: async (path, revision) => (await host.git.readAt(revision, [hostOf(path)])).get(hostOf(path)),
	};
	return withCards(service, {
		files: open.files,
		async placesOf(path) {
			const index = await store.ready(new AbortController().signal);
			const file = fileOfCard(path) ?? path;
			if (path === configPath)
				return index.prompts.map(prompt => prompt.path).filter(each => Object.hasOwn(index.config.cards, each));
			return placePatternsOf(file, index.config).length === 0 ? [] : knownPlaces(index, file);
		},
	});

	async function diagnose(path: WorkspacePath, counting: Counting, signal: CancelSignal): Promise<CountedDiagnostics> {
		return check(await store.get(path, signal), counting, signal);
	}

	async function check(
		{ document, facts }: Pick<DocumentInWorkspace, 'document' | 'facts'>,
		counting: Counting,
		signal: CancelSignal,
	): Promise<CountedDiagnostics> {
		if (document === undefined) return { diagnostics: [], isEstimated: false };
		const prompt = document.kind === 'prompt' ? document.value : undefined;
		const earlier = prompt === undefined ? noVersions : await history.get(prompt, facts);
		const experiment = document.kind === 'experiment' ? await evidence.get(document.value, signal) : undefined;
		const registry = document.kind === 'registry' ? await claims.get(document.value, facts, signal) : undefined;
		const size = prompt && (await sizeOf(prompt, earlier.committedPrompt, facts.config));
		signal.throwIfAborted();
		const today = host.clock.now().slice(0, 10);
		const run = {
			rules,
			document,
			workspace: facts,
			...earlier,
			experiment,
			registry,
			today,
			tokens: document.kind === 'text' ? tokensOfPlainText(document.value.text) : size?.tokens,
			log: logFailedRule,
		};
		return { diagnostics: runRules(run), isEstimated: size?.isEstimated ?? false };

		async function sizeOf(counted: Prompt, committed: Prompt | undefined, config: Config): Promise<PromptSize> {
			const needsCount = needsCounting(counted, committed, config);
			const count = needsCount && counting === 'now' ? tokens.counted : tokens.known;
			const found = await count(counted, committed, config, signal);
			return { tokens: found, isEstimated: needsCount && !found.prompt.isExact };
		}
	}

	async function readPrompt(path: WorkspacePath): Promise<Prompt | undefined> {
		const { document } = await store.get(path, new AbortController().signal);
		return document?.kind === 'prompt' ? document.value : undefined;
	}
}

/** Whether tokens of a text that was not counted yet are counted before the answer, or later, when nobody types. */
type Counting = 'now' | 'later';

interface PromptSize {
	readonly tokens: PromptTokens;
	/** True when exact counts could change what rules say. */
	readonly isEstimated: boolean;
}

const noVersions = { committedPrompt: undefined, versions: undefined };
