import type { LogOutputChannel, Uri } from 'vscode';
import type { CancelSignal } from '../core/ports/cancel-signal.ts';
import type { LintFinding } from '../core/judging/gates/gate.ts';
import type { Translate } from '../io/create-translate.ts';
import type { Notifier } from './ask/notify.ts';
import type { PanelRequest } from './panels/frame/panel-request.ts';
import type { ViewFilters } from './model/view-filters.ts';
import type { Workspaces } from './model/workspaces.ts';

/** What commands, views and panels share. Built once for each session and passed down. */
export interface Services {
	/** Where the extension is installed, for icons and the bundles of webviews. */
	readonly extensionUri: Uri;
	/** The one log. */
	readonly log: LogOutputChannel;
	/** The one voice. */
	readonly notify: Notifier;
	/** Puts a sentence of core, which is English, into the language of the editor. */
	readonly translate: Translate;
	/** One model for each open folder: its facts, its runs, and the ports to change it. */
	readonly workspaces: Workspaces;
	/** By which text each tree view is filtered. */
	readonly filters: ViewFilters;
	/** The findings of a text in the place of a file, as the language server gives them. */
	lintText(file: Uri, text: string, signal: CancelSignal): Promise<readonly LintFinding[]>;
	/** Opens the panel for a subject, or brings it to the front when it is open. */
	showPanel(request: PanelRequest): void;
	/** Starts the language server unless it runs, and waits until it does: it writes the documents of host/served-documents.ts. */
	startServer(): Promise<void>;
	/** Stops everything, the language server included, and starts it again. */
	restart(): Promise<void>;
}
