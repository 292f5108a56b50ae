import { isComponentKind } from '../formats/component/find-component-kind.ts';
import type { ComponentKind } from '../formats/component/component.ts';
import { meantName } from './meant-name.ts';
import type { FileContent, WorkspacePath } from '../ports/file-store.ts';
import type { Problem } from '../base/problem.ts';
import type { Prompt } from '../formats/prompt/prompt.ts';
import type { PromptReference } from '../formats/prompt/prompt-reference.ts';
import { normaliseVersion } from '../formats/prompt/version/version.ts';
import { ComponentCatalogue } from './summaries/component-catalogue.ts';
import type { Config, ConfigInForce } from '../formats/config/config.ts';
import { configPath } from '../formats/config-path.ts';
import { fileKindOf } from './file-kind.ts';
import type { ComponentSummary, ExperimentSummary, PromptSummary, RegistrySummary, UnreadSummary } from './summaries/file-summary.ts';
import { parseConfigFile } from '../formats/config/parse-config.ts';
import { PromptCatalogue } from './summaries/prompt-catalogue.ts';
import { findDialectOverride } from '../formats/prompt/dialects/parts/dialect-overrides.ts';
import { withNamedFiles } from './with-named-files.ts';
import { selectVersion } from './select-version.ts';
import { summarizeContent } from './summaries/summarize-file.ts';
import type { FileSummary } from './summaries/summarize-file.ts';
import { summarizeParsedPrompt } from './summaries/summarize-prompt.ts';
import type { PromptResolution, WorkspaceFacts } from './workspace-facts.ts';

/** An empty index. Fill it with `update`, or let `loadWorkspace` do that. */
export function createWorkspaceIndex(config: ConfigInForce): WorkspaceIndex {
	return new WorkspaceIndex(config);
}

/**
 * What is known of the workspace, kept up to date file by file: small summaries, compared by value. It does no I/O; whoever
 * owns it tells it what changed.
 */
export class WorkspaceIndex implements WorkspaceFacts {
	#written: ConfigInForce;
	#config: ConfigInForce;
	readonly #paths = new Set<WorkspacePath>();
	readonly #prompts = new PromptCatalogue();
	readonly #components = new ComponentCatalogue();
	readonly #experiments = new Map<WorkspacePath, ExperimentSummary>();
	readonly #registries = new Map<WorkspacePath, RegistrySummary>();
	readonly #unread = new Map<WorkspacePath, UnreadSummary>();
	#sortedExperiments: readonly ExperimentSummary[] | undefined;
	#sortedRegistries: readonly RegistrySummary[] | undefined;

	constructor(config: ConfigInForce) {
		this.#written = config;
		this.#config = config;
	}

	/** As it was given to `configure`, without what files say of others. */
	get writtenConfig(): Config {
		return this.#written.value;
	}

	get config(): Config {
		return this.#config.value;
	}

	get configProblems(): readonly Problem[] {
		return this.#config.problems;
	}

	get hasOptedIn(): boolean {
		return this.#config.isWritten || this.#registries.size > 0;
	}

	get prompts(): readonly PromptSummary[] {
		return this.#prompts.all;
	}

	get components(): readonly ComponentSummary[] {
		return this.#components.all;
	}

	/** Sorted by path, as are the registries. */
	get experiments(): readonly ExperimentSummary[] {
		this.#sortedExperiments ??= sortedByPath(this.#experiments);
		return this.#sortedExperiments;
	}

	get registries(): readonly RegistrySummary[] {
		this.#sortedRegistries ??= sortedByPath(this.#registries);
		return this.#sortedRegistries;
	}

	get unread(): readonly UnreadSummary[] {
		const inPart = [...this.#experiments.values(), ...this.#registries.values()].flatMap(({ path, flaw }) =>
			flaw === undefined ? [] : [[path, { kind: 'unread', path, reason: flaw }] as const],
		);
		return sortedByPath(new Map([...this.#unread, ...inPart]));
	}

	/** Every file that was taken in or noted, sorted. */
	get paths(): readonly WorkspacePath[] {
		return [...this.#paths].sort();
	}

	exists(path: WorkspacePath): boolean {
		return this.#paths.has(path);
	}

	/** The configuration with what is said of it, as `configure` takes it. */
	get configInForce(): ConfigInForce {
		return this.#config;
	}

	/** What each file says by itself, as `set` takes it. */
	get files(): ReadonlyMap<WorkspacePath, FileSummary> {
		return new Map<WorkspacePath, FileSummary>([
			...this.#prompts.files,
			...this.#components.files,
			...this.#experiments,
			...this.#registries,
			...this.#unread,
		]);
	}

	/** What was added from commits, as `addHistory` takes it. */
	get history(): readonly (ComponentSummary | PromptSummary)[] {
		return [...this.#prompts.history, ...this.#components.history];
	}

	/** Notes that a file exists or is gone, without its content: data sets, files too large to read. True when that is news. */
	note(path: WorkspacePath, exists: boolean): boolean {
		if (!exists) return this.#paths.delete(path);
		const isNew = !this.#paths.has(path);
		this.#paths.add(path);
		return isNew;
	}

	/**
	 * Takes in the current text of one file, undefined when it is gone. True when its summary changed, so that other files
	 * may show other findings. After a change of the configuration load the workspace again: any file may be of another kind.
	 */
	update(path: WorkspacePath, text: string | undefined): boolean {
		return this.updateContent(path, text === undefined ? { kind: 'missing' } : { kind: 'text', text });
	}

	/** As `update`, for whatever reading the file gave: one that has to be text and is none is `unread`. */
	updateContent(path: WorkspacePath, content: FileContent): boolean {
		const isFile = content.kind !== 'missing' && !(content.kind === 'unreadable' && content.isFolder === true);
		const isNews = this.note(path, isFile);
		if (path === configPath) {
			this.configure(parseConfigFile(content));
			return true;
		}
		return this.set(path, summarizeContent(path, content, this.config)) || isNews;
	}

	/** As `update`, for a file that was summarised already; undefined takes out what was known of it. Leaves `exists` as it is. */
	set(path: WorkspacePath, summary: FileSummary | undefined): boolean {
		const changes = [
			this.#prompts.set(path, summary?.kind === 'prompt' ? summary : undefined),
			this.#setExperiment(path, summary?.kind === 'experiment' ? summary : undefined),
			this.#setRegistry(path, summary?.kind === 'registry' ? summary : undefined),
			this.#components.set(path, isOfComponent(summary) ? summary : undefined),
			replaceSummary(this.#unread, path, summary?.kind === 'unread' ? summary : undefined),
		];
		return changes.includes(true);
	}

	/** Puts another configuration in force. Files keep the summaries they have. */
	configure(config: ConfigInForce): void {
		this.#written = config;
		this.#config = config;
	}

	/** Takes in what prompts say of the files that they name, and gives the files that have to be read again. */
	followNames(): readonly WorkspacePath[] {
		const before = this.config;
		const value = withNamedFiles(this.writtenConfig, this.prompts);
		this.#config = { ...this.#written, value };
		if (before === value) return [];
		const readingUnder = (path: WorkspacePath, config: Config): string =>
			JSON.stringify([fileKindOf(path, config), findDialectOverride(path, config.dialects)]);
		return this.paths.filter(path => readingUnder(path, before) !== readingUnder(path, value));
	}

	/** As `update`, for a prompt that was parsed already. It has to be one of ours: `findDialect` knows it. */
	updatePrompt(prompt: Prompt): boolean {
		const isNews = this.note(prompt.path, true);
		return this.#prompts.set(prompt.path, summarizeParsedPrompt(prompt)) || isNews;
	}

	/** Adds what was read from commits, the newest commit first. It is found by `resolve` and the lists of versions only. */
	addHistory(summaries: readonly (ComponentSummary | PromptSummary)[]): void {
		this.#prompts.addHistory(summaries.filter(summary => summary.kind === 'prompt'));
		this.#components.addHistory(summaries.filter(summary => summary.kind !== 'prompt'));
	}

	/** Forgets what was read from commits, for when HEAD moved. */
	clearHistory(): void {
		this.#components.clearHistory();
		this.#prompts.clearHistory();
	}

	promptAt(path: WorkspacePath): PromptSummary | undefined {
		return this.#prompts.at(path);
	}

	versionsOf(name: string): readonly PromptSummary[] {
		return this.#prompts.versions(name);
	}

	componentVersionsOf(kind: ComponentKind, name: string): readonly ComponentSummary[] {
		return this.#components.versions(kind, name);
	}

	stagesOf(name: string, version: string): readonly string[] {
		const wanted = normaliseVersion(version) ?? version;
		const pointers = Object.entries(this.#registryOf(name)?.registry.stages ?? {});
		return pointers.filter(([, holder]) => (normaliseVersion(holder) ?? holder) === wanted).map(([stage]) => stage);
	}

	resolve({ name, selector }: PromptReference): PromptResolution {
		const versions = this.versionsOf(name);
		const newest = this.#prompts.current(name)[0] ?? versions[0];
		if (newest === undefined)
			return { kind: 'unknown-name', suggestion: meantName(name, [...this.#prompts.all, ...this.#prompts.history]) };
		if (selector === undefined) return { kind: 'found', prompt: newest, via: 'newest' };

		const selection = selectVersion(selector, versions, this.#pointersOf(name));
		return selection.kind === 'found' ? { kind: 'found', prompt: selection.value, via: selection.via } : selection;
	}

	/** Stages and aliases of a name, each with the version it points to. */
	#pointersOf(name: string): ReadonlyMap<string, string> {
		const registry = this.#registryOf(name)?.registry;
		return new Map([...Object.entries(registry?.aliases ?? {}), ...Object.entries(registry?.stages ?? {})]);
	}

	#registryOf(name: string): RegistrySummary | undefined {
		return this.registries.find(({ registry }) => registry.name === name);
	}

	#setExperiment(path: WorkspacePath, summary: ExperimentSummary | undefined): boolean {
		if (!replaceSummary(this.#experiments, path, summary)) return false;
		this.#sortedExperiments = undefined;
		return true;
	}

	#setRegistry(path: WorkspacePath, summary: RegistrySummary | undefined): boolean {
		if (!replaceSummary(this.#registries, path, summary)) return false;
		this.#sortedRegistries = undefined;
		return true;
	}
}

function isOfComponent(summary: FileSummary | undefined): summary is ComponentSummary {
	return isComponentKind(summary?.kind);
}

/** Puts a summary in place, or takes it out; true when that changes anything. Summaries are plain data in schema order. */
function replaceSummary<Summary>(summaries: Map<WorkspacePath, Summary>, path: WorkspacePath, summary: Summary | undefined): boolean {
	if (JSON.stringify(summaries.get(path)) === JSON.stringify(summary)) return false;
	if (summary === undefined) summaries.delete(path);
	else summaries.set(path, summary);
	return true;
}

function sortedByPath<Summary extends { readonly path: WorkspacePath }>(summaries: ReadonlyMap<string, Summary>): readonly Summary[] {
	return [...summaries.values()].sort((left, right) => (left.path < right.path ? -1 : 1));
}
