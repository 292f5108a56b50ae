import { loadWorkspace } from '../core/workspace/load-workspace.ts';
import type { WorkspaceFacts } from '../core/workspace/workspace-facts.ts';
import type { CommandContext } from './command.ts';

/** Reads the workspace of a command. */
export function loadFacts({ ports, signal }: CommandContext): Promise<WorkspaceFacts> {
	return loadWorkspace(ports.files, ports.git, signal);
}
