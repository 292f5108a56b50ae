import { commands, l10n, ProgressLocation, window } from 'vscode';
import type { LogOutputChannel, Progress } from 'vscode';
import type { AnyFailure } from '../../core/words/describe-failure.ts';
import type { Translate } from '../../io/create-translate.ts';
import { failureInWords } from './failure-in-words.ts';
import { isAbort, withAbortSignal } from '../model/abort.ts';

/** One thing the user may do about a message. */
export interface NotificationAction {
	readonly title: string;
	run(): Thenable<unknown>;
}

/** The only place that talks to the user: what happened, what it means for their work, one action. */
export class Notifier {
	readonly #log: LogOutputChannel;
	readonly #translate: Translate;

	constructor(log: LogOutputChannel, translate: Translate) {
		this.#log = log;
		this.#translate = translate;
	}

	/** Says that something was done. Does not wait for the answer. */
	done(message: string, ...actions: NotificationAction[]): void {
		this.#log.info(message);
		this.#offer(actions, titles => window.showInformationMessage(message, ...titles));
	}

	/** Says that the user must look at something. Does not wait for the answer. */
	warn(message: string, ...actions: NotificationAction[]): void {
		this.#log.warn(message);
		this.#offer(actions, titles => window.showWarningMessage(message, ...titles));
	}

	/** Says what the command line would say of why something was not done. Does not wait for the answer. */
	failure(failure: AnyFailure, action?: NotificationAction): void {
		const message = failureInWords(failure, this.#translate);
		this.#log.error(message);
		this.#offer([action ?? this.#showLog()], titles => window.showErrorMessage(message, ...titles));
	}

	/** Says that a command does nothing in Restricted Mode. Does not wait for the answer. */
	untrusted(): void {
		this.warn(
			l10n.t('This workspace is not trusted, so Stagemark writes nothing and runs nothing here. Linting and viewing still work.'),
			{
				title: l10n.t('Manage Trust'),
				run: () => commands.executeCommand('workbench.trust.manage'),
			},
		);
	}

	/** Says that the tool itself broke. Cancelled work is not an error and says nothing. */
	unexpected(error: unknown): void {
		if (isAbort(error)) return;
		this.#log.error(error instanceof Error ? error : new Error(String(error)));
		const reason = error instanceof Error ? error.message : String(error);
		const message = l10n.t('Stagemark could not finish: {0}. Nothing more was written; the log has the details.', reason);
		this.#offer([this.#showLog()], titles => window.showErrorMessage(message, ...titles));
	}

	/** Asks before something is written. `detail` is what will be written, in plain text. False when the user backs out. */
	async confirm(question: string, detail: string, yes: string): Promise<boolean> {
		return (await window.showInformationMessage(question, { modal: true, detail }, yes)) === yes;
	}

	/** Shows a progress notification with a cancel button while `work` runs. Cancelled work rejects with the signal's reason. */
	async withProgress<Value>(
		title: string,
		work: (signal: AbortSignal, progress: Progress<{ message?: string }>) => Promise<Value>,
	): Promise<Value> {
		return window.withProgress({ location: ProgressLocation.Notification, title, cancellable: true }, (progress, token) =>
			withAbortSignal(token, signal => work(signal, progress)),
		);
	}

	#showLog(): NotificationAction {
		return {
			title: l10n.t('Show Log'),
			run: () => {
				this.#log.show(true);
				return Promise.resolve();
			},
		};
	}

	#offer(actions: readonly NotificationAction[], show: (titles: string[]) => Thenable<string | undefined>): void {
		void show(actions.map(action => action.title))
			.then(async title => actions.find(action => action.title === title)?.run())
			.then(undefined, (error: unknown) => this.unexpected(error));
	}
}
