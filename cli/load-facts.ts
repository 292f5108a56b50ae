import { loadWorkspace } from '../core/workspace/load-workspace.ts';
import type { WorkspaceIndex } from '../core/workspace/workspace-index.ts';
import type { CommandContext } from './command.ts';

/** Reads the workspace of a command. */
export function loadFacts({ ports, signal }: CommandContext): Promise<WorkspaceIndex> {
	return loadWorkspace(ports.files, ports.git, signal);
}
