import { DidChangeWatchedFilesNotification } from 'vscode-languageserver/node';
import type { Disposable } from 'vscode-languageserver/node';
import { componentFolders } from '../../core/formats/component/find-component-kind.ts';
import { globsWithCards } from '../../core/formats/prompt/card/card-path.ts';
import { globsOfPrompts } from '../../core/workspace/file-kind.ts';
import type { Config } from '../../core/formats/config/config.ts';
import type { Session } from './session.ts';
import type { ServedFolder } from './workspace-folders.ts';

/** Files whose changes matter to findings, hovers and code lenses, and those by which a move of HEAD is noticed. */
const watchedFiles = [
	'**/*.{yaml,yml,j2,jinja,jinja2,prompt,prompty,md,txt,json,jsonl,csv,tsv,parquet,dvc}',
	'**/{dvc.lock,.gitattributes}',
	'**/.git/HEAD',
	'**/.git/logs/HEAD',
];

/** Which files the client watches for the server: none before somebody needs that. */
export class WatchedFiles implements Disposable {
	readonly #session: Session;
	readonly #folders = new Map<ServedFolder, { readonly globs: string; readonly watching: Promise<Disposable> }>();
	#isWatching = false;

	constructor(session: Session) {
		this.#session = session;
	}

	/** Not before a document of ours is open or a folder was asked for: a server nobody needs yet should cost nothing. */
	start(): void {
		if (this.#isWatching || !this.#session.client.watchesFiles) return;
		this.#isWatching = true;
		this.#run(this.#register(watchedFiles.map(globPattern => ({ globPattern }))));
	}

	/** Watches what the configuration says is ours, with its folders, which come and go in one event that no file ending matches. */
	follow(folder: ServedFolder, config: Config): void {
		const { watchesFiles, watchesBelowFolders } = this.#session.client;
		if (!watchesFiles || !watchesBelowFolders) return;
		const patterns = [config.experiments, config.registry, ...componentFolders]
			.map(name => `${name}/**`)
			.concat(globsWithCards(globsOfPrompts(config)));
		const globs = patterns.join('\n');
		const before = this.#folders.get(folder);
		if (before?.globs === globs) return;
		const watching = this.#register(patterns.map(pattern => ({ globPattern: { baseUri: folder.uri, pattern } })));
		this.#folders.set(folder, { globs, watching });
		this.#run(watching);
		if (before !== undefined) this.#run(before.watching.then(registration => registration.dispose()));
	}

	/** A folder was closed. */
	forget(folder: ServedFolder): void {
		const watched = this.#folders.get(folder);
		this.#folders.delete(folder);
		if (watched !== undefined) this.#run(watched.watching.then(registration => registration.dispose()));
	}

	dispose(): void {
		// The client takes its watchers back when the server ends.
		this.#folders.clear();
	}

	#register(watchers: readonly { globPattern: string | { baseUri: string; pattern: string } }[]): Promise<Disposable> {
		return this.#session.connection.client.register(DidChangeWatchedFilesNotification.type, { watchers: [...watchers] });
	}

	#run(work: Promise<unknown>): void {
		work.catch((error: unknown) => {
			this.#session.connection.console.error(`Files are not watched; findings may be out of date. ${String(error)}`);
		});
	}
}
