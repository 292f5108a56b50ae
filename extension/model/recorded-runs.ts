import { EventEmitter, FileType, RelativePattern, Uri, workspace } from 'vscode';
import type { Disposable, Event, LogOutputChannel, WorkspaceFolder } from 'vscode';
import type { FileReader, WorkspacePath } from '../../core/ports/file-store.ts';
import { loadRuns } from '../../core/workspace/runs/load-runs.ts';
import type { LoadedRun } from '../../core/workspace/runs/load-runs.ts';
import { fileKindOf } from '../../core/workspace/file-kind.ts';
import type { Config } from '../../core/formats/config/config.ts';
import { DisposableStore } from './disposable-store.ts';

/** Changes on disk are taken together when they follow each other within this time. */
const quietMs = 200;

interface RecordedRunsParts {
	readonly folder: WorkspaceFolder;
	readonly files: () => FileReader;
	readonly log: LogOutputChannel;
	readonly signal: AbortSignal;
}

/** The runs of the experiments of one folder: read when first asked for, and read again after a change on disk. */
export class RecordedRuns implements Disposable {
	readonly #parts: RecordedRunsParts;
	readonly #store = new DisposableStore();
	readonly #changed = this.#store.add(new EventEmitter<undefined>());
	readonly #runs = new Map<WorkspacePath, Promise<readonly LoadedRun[]>>();
	readonly #dirty = new Set<WorkspacePath>();
	#watched: { readonly experiments: string; readonly watching: DisposableStore } | undefined;
	#timer: NodeJS.Timeout | undefined;

	/** Fires after runs that were read before came, went or changed. */
	readonly onDidChange: Event<undefined> = this.#changed.event;

	constructor(parts: RecordedRunsParts) {
		this.#parts = parts;
	}

	/** The runs of one experiment, oldest first. Broken records are named in the log. */
	async of(experimentFolder: WorkspacePath, config: Config): Promise<readonly LoadedRun[]> {
		this.#watch(config);
		const known = this.#runs.get(experimentFolder);
		if (known !== undefined) return known;
		const runs = this.#read(experimentFolder);
		this.#runs.set(experimentFolder, runs);
		return runs;
	}

	/** Forgets the runs of every experiment. */
	forget(): void {
		this.#runs.clear();
	}

	dispose(): void {
		clearTimeout(this.#timer);
		this.#watched?.watching.dispose();
		this.#store.dispose();
	}

	async #read(experimentFolder: WorkspacePath): Promise<readonly LoadedRun[]> {
		const { files, log, signal } = this.#parts;
		const { runs, problems } = await loadRuns(files(), experimentFolder, signal);
		for (const problem of problems) log.warn(problem.message);
		return runs;
	}

	/** Watches the folder of experiments, and nothing before runs of one were asked for. */
	#watch(config: Config): void {
		const { folder, signal } = this.#parts;
		const { experiments } = config;
		if (signal.aborted || this.#watched?.experiments === experiments) return;
		this.#watched?.watching.dispose();
		const watching = new DisposableStore();
		const watcher = watching.add(workspace.createFileSystemWatcher(new RelativePattern(folder, `${experiments}/**`)));
		const note = (uri: Uri): void => this.#noteChange(uri, config);
		watching.add(watcher.onDidCreate(note));
		watching.add(watcher.onDidChange(note));
		watching.add(watcher.onDidDelete(note));
		this.#watched = { experiments, watching };
	}

	#noteChange(uri: Uri, config: Config): void {
		this.#dirty.add(uri.path.slice(this.#parts.folder.uri.path.replace(/\/?$/, '/').length));
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => {
			this.#takeInChanges(config).catch((error: unknown) => this.#parts.log.error(String(error)));
		}, quietMs);
	}

	async #takeInChanges(config: Config): Promise<void> {
		const paths = [...this.#dirty];
		this.#dirty.clear();
		let hasNews = false;
		for (const path of paths) {
			const kind = fileKindOf(path, config);
			if (kind !== 'run' && (kind !== undefined || !(await this.#isFolderOrGone(path)))) continue;
			const owners = [...this.#runs.keys()].filter(folder => isWithin(path, folder) || isWithin(folder, path));
			for (const owner of owners) hasNews = this.#runs.delete(owner) || hasNews;
		}
		if (hasNews) this.#changed.fire(undefined);
	}

	/** Whole folders come and go in one event; what they held is only known by reading again. */
	async #isFolderOrGone(path: WorkspacePath): Promise<boolean> {
		try {
			return (await workspace.fs.stat(Uri.joinPath(this.#parts.folder.uri, path))).type !== FileType.File;
		} catch {
			// The only way `stat` fails here is that the file is no longer there.
			return true;
		}
	}
}

function isWithin(path: WorkspacePath, folder: WorkspacePath): boolean {
	return path === folder || path.startsWith(`${folder}/`);
}
