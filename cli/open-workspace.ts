import type { Ports } from '../core/ports.ts';
import { loadWorkspace } from '../core/workspace/load-workspace.ts';
import type { WorkspaceFacts } from '../core/workspace/workspace-facts.ts';
import { createPorts } from '../io/node-ports.ts';
import type { CommandContext } from './command.ts';

/** The workspace of a command, read once. */
export async function openWorkspace({
	root,
	cwd,
	signal,
}: CommandContext): Promise<{ readonly ports: Ports; readonly facts: WorkspaceFacts }> {
	const ports = createPorts(root, { cwd });
	return { ports, facts: await loadWorkspace(ports.files, ports.git, signal) };
}
