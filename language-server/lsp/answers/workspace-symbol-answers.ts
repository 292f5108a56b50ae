import type { Disposable, WorkspaceSymbol as LspWorkspaceSymbol } from 'vscode-languageserver/node';
import { memberOf } from '../../../core/base/member-of.ts';
import type { WorkspaceSymbol } from '../../features/symbols/symbol-service.ts';
import { clientFiles } from '../client-files.ts';
import { workspaceSymbolKinds } from '../convert/convert-symbols.ts';
import type { Session } from '../session.ts';
import { withAbortSignal } from '../with-abort-signal.ts';
import type { ServedFolder } from '../workspace-folders.ts';

/** For clients that want every place at once: each costs the reading of a file. */
const locatedLimit = 100;

/** Finds prompts, versions, experiments and metrics in all folders. Places are looked up when somebody goes there. */
export function answerWorkspaceSymbols(session: Session): readonly Disposable[] {
	const { connection, folders } = session;
	return [
		connection.onWorkspaceSymbol(({ query }, token) =>
			withAbortSignal(token, async signal => {
				const answers: LspWorkspaceSymbol[] = [];
				for (const folder of folders.all) {
					const symbols = await folder.service.findSymbols(query, signal);
					if (session.client.resolvesSymbols) answers.push(...symbols.map(symbol => unlocated(session, folder, symbol)));
					else for (const symbol of symbols.slice(0, locatedLimit)) answers.push(await located(session, folder, symbol, signal));
				}
				return answers;
			}),
		),
		connection.onWorkspaceSymbolResolve((answer, token) =>
			withAbortSignal(token, async signal => {
				const folder = folders.all.find(({ uri }) => uri === memberOf(answer.data, 'folder'));
				const symbol = readSymbol(memberOf(answer.data, 'symbol'));
				return folder === undefined || symbol === undefined ? answer : located(session, folder, symbol, signal);
			}),
		),
	];
}

function unlocated(session: Session, folder: ServedFolder, symbol: WorkspaceSymbol): LspWorkspaceSymbol {
	return { ...named(symbol), location: { uri: clientFiles(session, folder).uri(symbol.path) }, data: { folder: folder.uri, symbol } };
}

async function located(session: Session, folder: ServedFolder, symbol: WorkspaceSymbol, signal: AbortSignal): Promise<LspWorkspaceSymbol> {
	const place = await folder.service.locateSymbol(symbol, signal);
	const files = clientFiles(session, folder);
	return { ...named(symbol), location: { uri: files.uri(place.path), range: await files.range(place.path, place.range) } };
}

function named({ name, kind, container }: WorkspaceSymbol): Pick<LspWorkspaceSymbol, 'name' | 'kind' | 'containerName'> {
	return { name, kind: workspaceSymbolKinds[kind], containerName: container };
}

/** What a client sends back is checked like anything from outside. */
function readSymbol(value: unknown): WorkspaceSymbol | undefined {
	const [name, container, path, kind] = ['name', 'container', 'path', 'kind'].map(key => memberOf(value, key));
	if (typeof name !== 'string' || typeof container !== 'string' || typeof path !== 'string') return undefined;
	return isKind(kind) ? { name, container, path, kind } : undefined;
}

function isKind(value: unknown): value is WorkspaceSymbol['kind'] {
	return typeof value === 'string' && Object.hasOwn(workspaceSymbolKinds, value);
}
