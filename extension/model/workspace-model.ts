import { EventEmitter, Uri } from 'vscode';
import type { Disposable, Event, LogOutputChannel, WorkspaceFolder } from 'vscode';
import { PrimaryVerdicts } from '../../core/judging/compare/primary-verdicts.ts';
import type { PrimaryVerdict } from '../../core/judging/compare/primary-verdicts.ts';
import type { CancelSignal } from '../../core/ports/cancel-signal.ts';
import { hostOf } from '../../core/formats/prompt/place/place-path.ts';
import type { FileReader, WorkspacePath } from '../../core/ports/file-store.ts';
import type { Ports } from '../../core/ports/ports.ts';
import { readCurrentRuns } from '../../core/workspace/runs/current/read-current-runs.ts';
import type { SupersededRun } from '../../core/workspace/runs/current/settle-runs.ts';
import type { LoadedRun } from '../../core/workspace/runs/load-runs.ts';
import type { ExperimentSummary, PromptSummary } from '../../core/workspace/summaries/file-summary.ts';
import { loadPromptHistory } from '../../core/workspace/load-prompt-history.ts';
import type { WorkspaceFacts } from '../../core/workspace/workspace-facts.ts';
import type { Translate } from '../../io/create-translate.ts';
import { createPorts } from '../../io/node-ports.ts';
import { DisposableStore } from './disposable-store.ts';
import { RecordedRuns } from './recorded-runs.ts';
import { RunningMatrix } from './running-matrix.ts';
import { ServedIndex } from './served-index.ts';
import type { SummarySource } from './summary-source.ts';

/** What core's use cases ask for when they only read. */
export interface WorkspaceAccess {
	readonly facts: WorkspaceFacts;
	readonly files: FileReader;
	readonly signal: CancelSignal;
}

/** What a model needs from outside. */
export interface WorkspaceModelParts {
	readonly folder: WorkspaceFolder;
	readonly log: LogOutputChannel;
	readonly source: SummarySource;
	readonly translate: Translate;
}

/**
 * What the extension knows of one workspace folder: files as the language server tells them, runs and history as they are read
 * here on demand. Nothing is asked or read before the first `load`; from then on `onDidChange` fires after each change was taken
 * in.
 */
export class WorkspaceModel implements Disposable {
	readonly folder: WorkspaceFolder;
	/** Puts a sentence of core, which is English, into the language of the editor. */
	readonly translate: Translate;
	readonly #store = new DisposableStore();
	readonly #changed = this.#store.add(new EventEmitter<undefined>());
	readonly #lifetime = new AbortController();
	readonly #index: ServedIndex;
	readonly #runs: RecordedRuns;
	readonly #verdicts = new PrimaryVerdicts();
	readonly #histories = new Map<string, Promise<void>>();
	#ports: Ports | undefined;

	/** Fires after facts or runs changed; what was read before is out of date. */
	readonly onDidChange: Event<undefined> = this.#changed.event;

	/** The experiments of this folder that are running in this window. A change of theirs fires `onDidChange`. */
	readonly running = new RunningMatrix(() => this.#changed.fire(undefined));

	constructor({ folder, log, source, translate }: WorkspaceModelParts) {
		this.folder = folder;
		this.translate = translate;
		const { signal } = this.#lifetime;
		this.#index = this.#store.add(new ServedIndex({ folder: folder.uri, source, log, signal }));
		this.#runs = this.#store.add(new RecordedRuns({ folder, files: () => this.ports().files, log, signal }));
		this.#store.add(this.#runs.onDidChange(() => this.#changed.fire(undefined)));
		this.#store.add(
			this.#index.onDidChange(change => {
				// Another configuration may look for prompts elsewhere, in history as well.
				if (change === undefined || change.config !== undefined) this.#histories.clear();
				this.#changed.fire(undefined);
			}),
		);
	}

	/** The ports to the folder: files, Git, clock. */
	ports(): Ports {
		this.#ports ??= createPorts(this.folder.uri.fsPath);
		return this.#ports;
	}

	/**
	 * Prompts, experiments and registries of the folder as they stand on disk. Asked for on the first call, kept up to date from then
	 * on.
	 */
	async load(): Promise<WorkspaceFacts> {
		return this.#index.load();
	}

	/** The recorded runs of one experiment, oldest first. Read when first asked for. Broken records are named in the log. */
	async runsOf(experimentFolder: WorkspacePath): Promise<readonly LoadedRun[]> {
		return this.#runs.of(experimentFolder, (await this.load()).config);
	}

	/** Runs of one experiment in whose place others count. */
	async supersededOf(summary: ExperimentSummary): Promise<readonly SupersededRun[]> {
		const runs = await this.runsOf(summary.folder);
		return (await readCurrentRuns(summary, runs, this.ports().files, this.#lifetime.signal)).superseded;
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
		const index = await this.#index.load();
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

	/** The file as the editor names it; of a prompt inside a file, that file. */
	uriOf(path: WorkspacePath): Uri {
		return Uri.joinPath(this.folder.uri, hostOf(path));
	}

	/** The workspace path of a file of this folder; undefined for one outside. */
	pathOf(uri: Uri): WorkspacePath | undefined {
		const root = this.folder.uri.path.replace(/\/?$/, '/');
		return uri.scheme === this.folder.uri.scheme && uri.path.startsWith(root) ? uri.path.slice(root.length) : undefined;
	}

	/** Forgets everything that was read, here and in the language server, which reads it again. */
	async reload(): Promise<void> {
		this.#runs.forget();
		this.#histories.clear();
		await this.#index.reload();
		this.#changed.fire(undefined);
	}

	dispose(): void {
		this.#lifetime.abort();
		this.#store.dispose();
	}
}
