import { EventEmitter, FileType, RelativePattern, Uri, workspace } from 'vscode';
import type { Disposable, Event, LogOutputChannel, WorkspaceFolder } from 'vscode';
import { PrimaryVerdicts } from '../../core/judging/compare/primary-verdicts.ts';
import type { PrimaryVerdict } from '../../core/judging/compare/primary-verdicts.ts';
import type { CancelSignal } from '../../core/ports/cancel-signal.ts';
import type { FileReader, WorkspacePath } from '../../core/ports/file-store.ts';
import type { Ports } from '../../core/ports/ports.ts';
import { loadRuns } from '../../core/workspace/runs/load-runs.ts';
import type { LoadedRun } from '../../core/workspace/runs/load-runs.ts';
import { configPath, fileKindOf } from '../../core/workspace/file-kind.ts';
import type { ExperimentSummary, PromptSummary } from '../../core/workspace/file-summary.ts';
import { loadPromptHistory } from '../../core/workspace/load-prompt-history.ts';
import { loadWorkspace } from '../../core/workspace/load-workspace.ts';
import type { WorkspaceFacts } from '../../core/workspace/workspace-facts.ts';
import type { WorkspaceIndex } from '../../core/workspace/workspace-index.ts';
import type { Translate } from '../../io/create-translate.ts';
import { createPorts } from '../../io/node-ports.ts';
import { DisposableStore } from './disposable-store.ts';
import { RunningMatrix } from './running-matrix.ts';

/** What core's use cases ask for when they only read. */
export interface WorkspaceAccess {
	readonly facts: WorkspaceFacts;
	readonly files: FileReader;
	readonly signal: CancelSignal;
}

/** Changes on disk are taken together when they follow each other within this time. */
const quietMs = 200;

/**
 * What the extension knows of one workspace folder. Nothing is read before the first `load`; from then on the folder is
 * watched and `onDidChange` fires after each change was taken in.
 */
export class WorkspaceModel implements Disposable {
	readonly folder: WorkspaceFolder;
	/** Puts a sentence of core, which is English, into the language of the editor. */
	readonly translate: Translate;
	readonly #log: LogOutputChannel;
	readonly #store = new DisposableStore();
	readonly #changed = this.#store.add(new EventEmitter<undefined>());
	readonly #lifetime = new AbortController();
	readonly #runs = new Map<WorkspacePath, Promise<readonly LoadedRun[]>>();
	readonly #verdicts = new PrimaryVerdicts();
	readonly #histories = new Map<string, Promise<void>>();
	readonly #dirty = new Set<WorkspacePath>();
	#watchers = new DisposableStore();
	#ports: Ports | undefined;
	#index: Promise<WorkspaceIndex> | undefined;
	#timer: NodeJS.Timeout | undefined;

	/** Fires after facts or runs changed; what was read before is out of date. */
	readonly onDidChange: Event<undefined> = this.#changed.event;

	/** The experiments of this folder that are running in this window. A change of theirs fires `onDidChange`. */
	readonly running = new RunningMatrix(() => this.#changed.fire(undefined));

	constructor(folder: WorkspaceFolder, log: LogOutputChannel, translate: Translate) {
		this.folder = folder;
		this.translate = translate;
		this.#log = log;
	}

	/** The ports to the folder: files, Git, clock. */
	ports(): Ports {
		this.#ports ??= createPorts(this.folder.uri.fsPath);
		return this.#ports;
	}

	/** Prompts, experiments and registries of the folder. Read on the first call, kept up to date from then on. */
	async load(): Promise<WorkspaceFacts> {
		return this.#loadIndex();
	}

	/** The recorded runs of one experiment, oldest first. Read when first asked for. Broken records are named in the log. */
	async runsOf(experimentFolder: WorkspacePath): Promise<readonly LoadedRun[]> {
		const known = this.#runs.get(experimentFolder);
		if (known !== undefined) return known;
		const runs = this.#readRuns(experimentFolder);
		this.#runs.set(experimentFolder, runs);
		return runs;
	}

	/** What the comparison of an experiment says of each candidate on the primary metric. */
	async verdictsOf(summary: ExperimentSummary): Promise<readonly PrimaryVerdict[]> {
		const runs = await this.runsOf(summary.folder);
		return this.#verdicts.get(
			summary,
			runs.map(({ record }) => record),
			await this.access(this.#lifetime.signal),
		);
	}

	/** Every version of a prompt, newest first, those that only Git history has included. History is read once for each name. */
	async versionsOf(name: string): Promise<readonly PromptSummary[]> {
		const index = await this.#loadIndex();
		let history = this.#histories.get(name);
		if (history === undefined) {
			history = loadPromptHistory(index, new Set([name]), this.ports().git, this.#lifetime.signal);
			this.#histories.set(name, history);
		}
		await history;
		return index.versionsOf(name);
	}

	/** What core's reading use cases need, all in one. */
	async access(signal: CancelSignal): Promise<WorkspaceAccess> {
		return { facts: await this.load(), files: this.ports().files, signal };
	}

	/** The file as the editor names it. */
	uriOf(path: WorkspacePath): Uri {
		return Uri.joinPath(this.folder.uri, path);
	}

	/** The workspace path of a file of this folder; undefined for one outside. */
	pathOf(uri: Uri): WorkspacePath | undefined {
		const root = this.folder.uri.path.replace(/\/?$/, '/');
		return uri.scheme === this.folder.uri.scheme && uri.path.startsWith(root) ? uri.path.slice(root.length) : undefined;
	}

	/** Forgets everything that was read and reads it again. */
	async reload(): Promise<void> {
		this.#runs.clear();
		this.#histories.clear();
		this.#index = this.#read();
		await this.#index;
		this.#changed.fire(undefined);
	}

	dispose(): void {
		clearTimeout(this.#timer);
		this.#lifetime.abort();
		this.#watchers.dispose();
		this.#store.dispose();
	}

	async #loadIndex(): Promise<WorkspaceIndex> {
		this.#index ??= this.#read();
		return this.#index;
	}

	async #read(): Promise<WorkspaceIndex> {
		const { files, git } = this.ports();
		const index = await loadWorkspace(files, git, this.#lifetime.signal);
		this.#watch(index);
		return index;
	}

	async #readRuns(experimentFolder: WorkspacePath): Promise<readonly LoadedRun[]> {
		const { runs, problems } = await loadRuns(this.ports().files, experimentFolder, this.#lifetime.signal);
		for (const problem of problems) this.#log.warn(problem.message);
		return runs;
	}

	/** Watches what the configuration says is ours, and nothing else. */
	#watch({ config }: WorkspaceFacts): void {
		if (this.#lifetime.signal.aborted) return;
		this.#watchers.dispose();
		this.#watchers = new DisposableStore();
		for (const glob of [configPath, `${config.experiments}/**`, `${config.registry}/**`, ...config.prompts]) {
			const watcher = this.#watchers.add(workspace.createFileSystemWatcher(new RelativePattern(this.folder, glob)));
			const note = (uri: Uri): void => this.#noteChange(uri);
			this.#watchers.add(watcher.onDidCreate(note));
			this.#watchers.add(watcher.onDidChange(note));
			this.#watchers.add(watcher.onDidDelete(note));
		}
	}

	#noteChange(uri: Uri): void {
		const path = this.pathOf(uri);
		if (path === undefined) return;
		this.#dirty.add(path);
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => {
			this.#takeInChanges().catch((error: unknown) => this.#log.error(String(error)));
		}, quietMs);
	}

	async #takeInChanges(): Promise<void> {
		const paths = [...this.#dirty];
		this.#dirty.clear();
		const index = await this.#index;
		if (index === undefined) return;
		for (const path of paths) {
			const kind = fileKindOf(path, index.config);
			if (kind === 'config' || (kind === undefined && (await this.#isFolderOrGone(path)))) {
				await this.reload();
				return;
			}
		}
		const changed = await Promise.all(paths.map(path => this.#takeIn(path, index)));
		if (changed.includes(true)) this.#changed.fire(undefined);
	}

	/** Whole folders come and go in one event; what they held is only known by reading again. */
	async #isFolderOrGone(path: WorkspacePath): Promise<boolean> {
		try {
			return (await workspace.fs.stat(this.uriOf(path))).type !== FileType.File;
		} catch {
			// The only way `stat` fails here is that the file is no longer there.
			return true;
		}
	}

	async #takeIn(path: WorkspacePath, index: WorkspaceIndex): Promise<boolean> {
		if (fileKindOf(path, index.config) === 'run') {
			const owner = [...this.#runs.keys()].find(folder => path.startsWith(`${folder}/`));
			return owner === undefined ? false : this.#runs.delete(owner);
		}
		const content = await this.ports().files.read(path);
		return index.update(path, content.kind === 'text' ? content.text : undefined);
	}
}
