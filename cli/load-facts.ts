import { loadWorkspace } from '../core/workspace/load-workspace.ts';
import type { WorkspaceIndex } from '../core/workspace/workspace-index.ts';
import type { CommandContext } from './command.ts';
import { sayNotRead } from './text/not-read.ts';

/** Reads the workspace of a command, and names what could not be read. */
export async function loadFacts(context: CommandContext): Promise<WorkspaceIndex> {
	const { ports, signal } = context;
	const index = await loadWorkspace(ports.files, ports.git, signal, ports.computed);
	sayNotRead(index.unread, context);
	return index;
}
