import { l10n, languages, RelativePattern, window, workspace } from 'vscode';
import type { Disposable, LanguageStatusItem, LogOutputChannel, TextDocument } from 'vscode';
import { findDialect } from '../../core/formats/prompt/dialects/find-dialect.ts';
import { findDialectOverride } from '../../core/formats/prompt/dialects/parts/dialect-overrides.ts';
import type { Config } from '../../core/formats/config/config.ts';
import { configPath } from '../../core/formats/config-path.ts';
import { fileKindOf } from '../../core/workspace/file-kind.ts';
import type { Translate } from '../../io/create-translate.ts';
import { DisposableStore } from './disposable-store.ts';
import { readConfig } from './read-config.ts';
import { textWithCard } from './text-with-card.ts';
import type { WorkspaceModel } from './workspace-model.ts';
import type { Workspaces } from './workspaces.ts';

/** A pause in typing after which the dialect is looked at again. */
const quietMs = 300;

/**
 * Says beside the language of the active editor which dialect a prompt file is read as and why, with the action to choose
 * another. Nothing is shown for files that are no candidates.
 */
export class DialectStatus implements Disposable {
	readonly #workspaces: Workspaces;
	readonly #log: LogOutputChannel;
	readonly #translate: Translate;
	readonly #store = new DisposableStore();
	readonly #configs = new Map<WorkspaceModel, Promise<Config>>();
	#item: LanguageStatusItem | undefined;
	#timer: NodeJS.Timeout | undefined;

	constructor(workspaces: Workspaces, log: LogOutputChannel, translate: Translate) {
		this.#workspaces = workspaces;
		this.#log = log;
		this.#translate = translate;
		this.#store.add(window.onDidChangeActiveTextEditor(() => this.#look()));
		this.#store.add(
			workspace.onDidChangeTextDocument(({ document }) => {
				if (document === window.activeTextEditor?.document) this.#look(quietMs);
			}),
		);
		const watcher = this.#store.add(workspace.createFileSystemWatcher(`**/${configPath}`));
		const configurationChanged = (): void => {
			this.#configs.clear();
			this.#look();
		};
		this.#store.add(watcher.onDidCreate(configurationChanged));
		this.#store.add(watcher.onDidChange(configurationChanged));
		this.#store.add(watcher.onDidDelete(configurationChanged));
		this.#look();
	}

	dispose(): void {
		clearTimeout(this.#timer);
		this.#hide();
		this.#store.dispose();
	}

	#look(afterMs = 0): void {
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => {
			this.#update(window.activeTextEditor?.document).catch((error: unknown) => this.#log.error(String(error)));
		}, afterMs);
	}

	async #update(document: TextDocument | undefined): Promise<void> {
		const status = document && (await this.#statusOf(document));
		// Another editor may have become the active one meanwhile.
		if (window.activeTextEditor?.document !== document) return;
		if (document === undefined || status === undefined) this.#hide();
		else this.#show(document, status);
	}

	/** Undefined for a file that is no candidate. */
	async #statusOf(document: TextDocument): Promise<Pick<LanguageStatusItem, 'text' | 'detail'> | undefined> {
		const model = this.#workspaces.modelOf(document.uri);
		const path = model?.pathOf(document.uri);
		if (model === undefined || path === undefined) return undefined;
		const config = await this.#configOf(model);
		if (fileKindOf(path, config) !== 'prompt') return undefined;
		const found = findDialect(path, await textWithCard(document, path, model), config.dialects);
		if (found !== undefined) return { text: this.#translate(found.dialect.title), detail: this.#translate(found.reason) };
		const excluding = findDialectOverride(path, config.dialects);
		return excluding === undefined
			? { text: l10n.t('Plain text'), detail: plainTextDetail() }
			: { text: l10n.t('Not checked'), detail: l10n.t('stagemark.yaml sets this for “{0}”.', excluding.glob) };
	}

	#show(document: TextDocument, { text, detail }: Pick<LanguageStatusItem, 'text' | 'detail'>): void {
		const folder = workspace.getWorkspaceFolder(document.uri);
		const pattern = new RelativePattern(folder ?? document.uri, workspace.asRelativePath(document.uri, false));
		this.#item ??= languages.createLanguageStatusItem('stagemark.dialect', []);
		this.#item.selector = { scheme: document.uri.scheme, language: document.languageId, pattern };
		this.#item.name = l10n.t('Prompt Dialect');
		this.#item.text = text;
		this.#item.detail = detail ?? '';
		this.#item.command = {
			title: l10n.t('Choose Dialect…'),
			command: 'stagemark.chooseDialect',
			arguments: [{ uri: document.uri.toString() }],
		};
	}

	#hide(): void {
		this.#item?.dispose();
		this.#item = undefined;
	}

	#configOf(model: WorkspaceModel): Promise<Config> {
		let config = this.#configs.get(model);
		if (config === undefined) this.#configs.set(model, (config = readConfig(model.folder)));
		return config;
	}
}

function plainTextDetail(): string {
	return l10n.t('The file does not match a known format. It is checked for secrets, hidden characters, size and merge conflicts only.');
}
