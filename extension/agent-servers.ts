import { EventEmitter, lm, McpStdioServerDefinition, Uri, workspace } from 'vscode';
import { version } from '../package.json';
import { DisposableStore } from './model/disposable-store.ts';

/** As in `mcpServerDefinitionProviders` of package.json. */
const providerId = 'stagemark';

/**
 * Offers the agents of the editor one server for each folder that has a `stagemark.yaml`. Editors that are built on
 * VS Code may lack the interface; the command line serves theirs.
 */
export class AgentServers extends DisposableStore {
	constructor(extensionUri: Uri) {
		super();
		if (typeof (lm as Partial<typeof lm> | undefined)?.registerMcpServerDefinitionProvider !== 'function') return;
		const changed = this.add(new EventEmitter<void>());
		this.add(workspace.onDidChangeWorkspaceFolders(() => changed.fire()));
		this.add(workspace.onDidGrantWorkspaceTrust(() => changed.fire()));
		this.add(
			lm.registerMcpServerDefinitionProvider(providerId, {
				onDidChangeMcpServerDefinitions: changed.event,
				provideMcpServerDefinitions: () => agentServers(extensionUri),
			}),
		);
	}
}

/** None without workspace trust: gates and experiments may run what the repository says. */
export async function agentServers(extensionUri: Uri): Promise<McpStdioServerDefinition[]> {
	if (!workspace.isTrusted) return [];
	const local = (workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === 'file');
	const served = await Promise.all(local.map(({ uri }) => exists(Uri.joinPath(uri, 'stagemark.yaml'))));
	const program = Uri.joinPath(extensionUri, 'dist', 'cli.js').fsPath;
	return local
		.filter((_, index) => served[index])
		.map(({ name, uri }) => {
			const words = [program, '--cwd', uri.fsPath, 'mcp'];
			// The program of the editor is Electron, which runs a script only when it is told to.
			return new McpStdioServerDefinition(`Stagemark (${name})`, process.execPath, words, { ELECTRON_RUN_AS_NODE: '1' }, version);
		});
}

async function exists(uri: Uri): Promise<boolean> {
	return workspace.fs.stat(uri).then(
		() => true,
		() => false,
	);
}
