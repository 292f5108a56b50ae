import { parseConfig } from '../../formats/config/parse-config.ts';
import type { Config } from '../../formats/config/config.ts';
import { createRegistryReader } from '../../formats/registry/trail/registry-reader.ts';
import type { RegistryReader } from '../../formats/registry/trail/registry-reader.ts';
import type { ParsedRegistry } from '../../formats/registry/registry-file.ts';
import type { CancelSignal } from '../../ports/cancel-signal.ts';
import type { WorkspacePath } from '../../ports/file-store.ts';
import type { FileRevision, FolderHistory, Git, GitState } from '../../ports/git.ts';
import { configPath } from '../../formats/config-path.ts';
import { followMoves } from './follow-moves.ts';
import { gitSight } from './git-sight.ts';
import { introductionsIn } from './registry-history.ts';
import type { RegistryHistory } from './registry-history.ts';
import type { RegistryState } from './registry-state.ts';

/** As many changes of one file as are ever looked through. */
const changeLimit = 1000;

/** States read at the same time: enough to keep Git busy, few enough for the memory. */
const batchSize = 64;

/**
 * The past of all registry files, as Git had it when it was first asked. What the files share is read once: the history of the folder,
 * the tags, the configuration of each commit, and each entry of a trail. Make another when HEAD moves.
 */
export class RegistryPast {
	readonly #git: Git;
	readonly #folder: WorkspacePath;
	readonly #reader: RegistryReader = createRegistryReader();
	readonly #histories = new Map<WorkspacePath, RegistryHistory>();
	/** By the commit. */
	readonly #configs = new Map<string, Config>();
	readonly #configsByText = new Map<string | undefined, Config>();
	#state: GitState | undefined;
	#folderHistory: Promise<FolderHistory> | undefined;
	#tags: ReadonlyMap<string, string> | undefined;

	/** @param folder - Where the registry files are. */
	constructor(git: Git, folder: WorkspacePath) {
		this.#git = git;
		this.#folder = folder;
	}

	/** Keeps what a file says now, so that the states that say the same need no reading. */
	learn(parsed: ParsedRegistry): void {
		this.#reader.learn(parsed);
	}

	/** Every path below the folder that a commit had. */
	async paths(): Promise<readonly WorkspacePath[]> {
		return (await this.#historyOfFolder()).paths;
	}

	/**
	 * Reads every committed state of a registry file, on all merged branches, also under the paths it had before it was moved. Empty
	 * without a repository.
	 */
	async historyOf(path: WorkspacePath, signal: CancelSignal): Promise<RegistryHistory> {
		const known = this.#histories.get(path);
		if (known !== undefined) return known;
		this.#state ??= await this.#git.state();
		const states = await followMoves(path, { read: other => this.#readStates(other, signal), git: this.#git });
		const sight = gitSight(this.#state, await this.#git.damage());
		const isCut = states.size >= changeLimit;
		const gap = sight.reason ?? (isCut ? `the file has more than ${changeLimit} changes, and older ones were not read` : undefined);
		const isShallow = sight.shallow || isCut;
		const history = { states, isShallow, gap, introductions: introductionsIn(states, isShallow) };
		this.#histories.set(path, history);
		return history;
	}

	/** The configuration as a commit had it. */
	async configAt(commit: string): Promise<Config> {
		const known = this.#configs.get(commit);
		if (known !== undefined) return known;
		const text = (await this.#git.readAt(commit, [configPath])).get(configPath);
		const config = this.#configsByText.get(text) ?? parseConfig(text).value;
		this.#configsByText.set(text, config);
		this.#configs.set(commit, config);
		return config;
	}

	/** Every tag, to the commit it leads to. */
	async tags(): Promise<ReadonlyMap<string, string>> {
		this.#tags ??= await this.#git.tags('');
		return this.#tags;
	}

	#historyOfFolder(): Promise<FolderHistory> {
		this.#folderHistory ??= this.#git.folderHistory(this.#folder, changeLimit);
		return this.#folderHistory;
	}

	async #revisionsOf(path: WorkspacePath): Promise<readonly FileRevision[]> {
		if (path.startsWith(`${this.#folder}/`)) return await (await this.#historyOfFolder()).of(path);
		return await this.#git.fileHistory([path], changeLimit);
	}

	async #readStates(path: WorkspacePath, signal: CancelSignal): Promise<Map<string, RegistryState>> {
		const states = new Map<string, RegistryState>();
		const revisions = await this.#revisionsOf(path);
		for (let start = 0; start < revisions.length; start += batchSize) {
			signal.throwIfAborted();
			const batch = revisions.slice(start, start + batchSize);
			const texts = await Promise.all(batch.map(async ({ commit }) => (await this.#git.readAt(commit, [path])).get(path)));
			for (const [position, revision] of batch.entries()) {
				const text = texts[position];
				states.set(revision.commit, { revision, registry: text === undefined ? undefined : this.#reader.read(path, text) });
			}
		}
		return states;
	}
}
