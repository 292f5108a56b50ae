import type { Connection, TextDocuments } from 'vscode-languageserver/node';
import type { ClientFeatures } from './client-features.ts';
import type { OpenDocument } from './open-document.ts';
import type { RulePages } from './convert/rule-page.ts';
import type { Translate } from '../../io/create-translate.ts';
import type { WorkspaceFolders } from './workspace-folders.ts';

/** What every part of the server works with. */
export interface Session {
	readonly connection: Connection;
	readonly folders: WorkspaceFolders;
	readonly documents: TextDocuments<OpenDocument>;
	readonly rulePages: RulePages;
	/** Sentences of ours in the language of the client; known from “initialize” on. */
	readonly translate: Translate;
	/** Known from “initialize” on. */
	readonly client: ClientFeatures;
}
