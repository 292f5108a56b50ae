import type { WorkspaceFolder } from 'vscode';
import type { Config } from '../../core/formats/config/config.ts';
import { parseConfig } from '../../core/formats/config/parse-config.ts';
import { configPath } from '../../core/formats/config-path.ts';
import { DiskFileStore } from '../../io/files/file-store.ts';

/** The configuration of a folder as its file says it, or the defaults. For what has to be known before the language server runs. */
export async function readConfig({ uri }: WorkspaceFolder): Promise<Config> {
	const content = await new DiskFileStore(uri.fsPath).read(configPath);
	return parseConfig(content.kind === 'text' ? content.text : undefined).value;
}
