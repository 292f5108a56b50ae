import type { WorkspacePath } from '../../ports/file-store.ts';
import { compareVersions } from '../../formats/prompt/version/version.ts';
import type { PromptSummary } from './file-summary.ts';
import type { SummarizedPrompt } from './summarize-prompt.ts';

/**
 * The prompts of a workspace by name, sorted when they are asked for. A change costs the same however many files there are, also
 * of that name; the first question after it sorts the files of the name.
 */
export class PromptCatalogue {
	readonly #files = new Map<WorkspacePath, SummarizedPrompt>();
	/** Files of one folder that share a stem: two make the lone `-v2` in a name a version. */
	readonly #siblings = new Map<string, Set<WorkspacePath>>();
	/** What each file is listed as at the moment. */
	readonly #listed = new Map<WorkspacePath, PromptSummary>();
	readonly #byName = new Map<string, PromptsOfName>();
	/** By name and version. */
	readonly #history = new Map<string, Map<string, PromptSummary>>();
	#all: readonly PromptSummary[] | undefined;
	/** Kept while no name comes or goes: an edit of one prompt sorts no others. */
	#sortedNames: readonly string[] | undefined;

	/** Every prompt of the working tree, by name, then newest version first. */
	get all(): readonly PromptSummary[] {
		this.#sortedNames ??= [...this.#byName.keys()].sort();
		this.#all ??= this.#sortedNames.flatMap(name => this.current(name));
		return this.#all;
	}

	/** Each file by itself, as it was put in. */
	get files(): ReadonlyMap<WorkspacePath, SummarizedPrompt> {
		return this.#files;
	}

	/** What was read from commits, by name, the newest commit first. */
	get history(): readonly PromptSummary[] {
		return [...this.#history.values()].flatMap(versions => [...versions.values()]);
	}

	/** What a file of the working tree is listed as; undefined when it is no prompt. */
	at(path: WorkspacePath): PromptSummary | undefined {
		return this.#listed.get(path);
	}

	/** The prompts of one name in the working tree, newest first. */
	current(name: string): readonly PromptSummary[] {
		const prompts = this.#byName.get(name);
		if (prompts === undefined) return [];
		prompts.sorted ??= [...prompts.byPath.values()].sort(newestFirst);
		return prompts.sorted;
	}

	/** Every version of a name, newest first: the working tree, and what only the history has. */
	versions(name: string): readonly PromptSummary[] {
		const current = this.current(name);
		const known = new Set(current.map(prompt => prompt.version));
		const past = [...(this.#history.get(name)?.values() ?? [])].filter(prompt => !known.has(prompt.version));
		return past.length === 0 ? current : [...current, ...past].sort(newestFirst);
	}

	/** Puts in, replaces or (with undefined) takes out one file. True when anything is listed otherwise than before. */
	set(path: WorkspacePath, prompt: SummarizedPrompt | undefined): boolean {
		const before = this.#files.get(path);
		if (before !== undefined) this.#siblings.get(groupOf(path, before))?.delete(path);
		if (prompt === undefined) this.#files.delete(path);
		else {
			this.#files.set(path, prompt);
			const group = groupOf(path, prompt);
			this.#siblings.set(group, (this.#siblings.get(group) ?? new Set()).add(path));
		}
		const affected = new Set([path, ...this.#siblingsOf(path, before), ...this.#siblingsOf(path, prompt)]);
		return [...affected].map(member => this.#list(member)).some(hasChanged => hasChanged);
	}

	/** Adds prompts that were read from commits, the newest commit first. Of one version the newest commit counts. */
	addHistory(prompts: readonly PromptSummary[]): void {
		for (const prompt of prompts) {
			if (prompt.version === undefined) continue;
			const known = this.#history.get(prompt.name) ?? new Map<string, PromptSummary>();
			if (!known.has(prompt.version)) this.#history.set(prompt.name, known.set(prompt.version, prompt));
		}
	}

	/** Forgets what was read from commits. */
	clearHistory(): void {
		this.#history.clear();
	}

	/** Those whose listing depends on whether this file is there: of three or more, any two others settle it. */
	#siblingsOf(path: WorkspacePath, prompt: SummarizedPrompt | undefined): Iterable<WorkspacePath> {
		const siblings = prompt === undefined ? undefined : this.#siblings.get(groupOf(path, prompt));
		return siblings === undefined || siblings.size > 2 ? [] : siblings;
	}

	/** Brings the listing of one file up to date; true when it changed. */
	#list(path: WorkspacePath): boolean {
		const before = this.#listed.get(path);
		const after = this.#listingOf(path);
		if (JSON.stringify(before) === JSON.stringify(after)) return false;
		if (before !== undefined && before.name !== after?.name) this.#replace(before.name, path, undefined);
		if (after === undefined) this.#listed.delete(path);
		else {
			this.#listed.set(path, after);
			this.#replace(after.name, path, after);
		}
		this.#all = undefined;
		return true;
	}

	#listingOf(path: WorkspacePath): PromptSummary | undefined {
		const file = this.#files.get(path);
		if (file?.asVersion === undefined) return file?.summary;
		const siblingCount = this.#siblings.get(groupOf(path, file))?.size ?? 0;
		return siblingCount > 1 ? { ...file.summary, ...file.asVersion } : file.summary;
	}

	#replace(name: string, path: WorkspacePath, prompt: PromptSummary | undefined): void {
		const known = this.#byName.get(name);
		const prompts = known ?? { byPath: new Map<WorkspacePath, PromptSummary>(), sorted: undefined };
		if (prompt === undefined) prompts.byPath.delete(path);
		else prompts.byPath.set(path, prompt);
		prompts.sorted = undefined;
		if (prompts.byPath.size === 0) this.#byName.delete(name);
		else this.#byName.set(name, prompts);
		if (known === undefined || prompts.byPath.size === 0) this.#sortedNames = undefined;
	}
}

interface PromptsOfName {
	readonly byPath: Map<WorkspacePath, PromptSummary>;
	/** Newest first; undefined until somebody asks. */
	sorted: readonly PromptSummary[] | undefined;
}

function groupOf(path: WorkspacePath, prompt: SummarizedPrompt): string {
	return `${path.slice(0, path.lastIndexOf('/') + 1)}${prompt.stem}`;
}

function newestFirst(left: PromptSummary, right: PromptSummary): number {
	return compareVersions(right.version, left.version) || (left.path < right.path ? -1 : 1);
}
