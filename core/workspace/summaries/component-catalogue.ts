import type { ComponentKind } from '../../formats/component/component.ts';
import type { WorkspacePath } from '../../ports/file-store.ts';
import { compareVersions } from '../../formats/prompt/version/version.ts';
import type { ComponentSummary } from './file-summary.ts';

/** The model cards, embedding references and pipelines of a workspace. They are few, so that they are sorted when asked for. */
export class ComponentCatalogue {
	readonly #files = new Map<WorkspacePath, ComponentSummary>();
	readonly #history: ComponentSummary[] = [];

	/** Working tree only: by kind, name, then version, newest first. */
	get all(): readonly ComponentSummary[] {
		return [...this.#files.values()].sort(
			(left, right) => compareWords(left.kind, right.kind) || compareWords(left.name, right.name) || newestFirst(left, right),
		);
	}

	/** The same, by path. */
	get files(): ReadonlyMap<WorkspacePath, ComponentSummary> {
		return this.#files;
	}

	/** What was read from commits. */
	get history(): readonly ComponentSummary[] {
		return this.#history;
	}

	/** Every version of a name, newest first: the working tree, and what only the history has. */
	versions(kind: ComponentKind, name: string): readonly ComponentSummary[] {
		const isWanted = (summary: ComponentSummary): boolean => summary.kind === kind && summary.name === name;
		const current = [...this.#files.values()].filter(isWanted);
		const known = new Set(current.map(({ version }) => version));
		return [...current, ...this.#history.filter(past => isWanted(past) && !known.has(past.version))].sort(newestFirst);
	}

	/** Puts in, replaces or (with undefined) takes out one file. True when that changes anything. */
	set(path: WorkspacePath, summary: ComponentSummary | undefined): boolean {
		if (JSON.stringify(this.#files.get(path)) === JSON.stringify(summary)) return false;
		if (summary === undefined) this.#files.delete(path);
		else this.#files.set(path, summary);
		return true;
	}

	/** Adds what was read from commits, the newest commit first. Of one version the newest commit counts. */
	addHistory(summaries: readonly ComponentSummary[]): void {
		for (const summary of summaries) {
			const { kind, name, version } = summary;
			const isKnown = this.#history.some(past => past.kind === kind && past.name === name && past.version === version);
			if (version !== undefined && !isKnown) this.#history.push(summary);
		}
	}

	/** Forgets what was read from commits. */
	clearHistory(): void {
		this.#history.length = 0;
	}
}

function newestFirst(left: ComponentSummary, right: ComponentSummary): number {
	return compareVersions(right.version, left.version) || compareWords(left.path, right.path);
}

function compareWords(left: string, right: string): number {
	return left < right ? -1 : Number(left > right);
}
