import { commands, workspace } from 'vscode';
import type { Disposable } from 'vscode';
import type { Command } from '../commands/command.ts';
import type { Services } from '../services.ts';

/** Registers one command, wrapped once: refused in Restricted Mode where it must be, and its errors told to the user. */
export function registerCommand(command: Command, services: Services): Disposable {
	return commands.registerCommand(command.id, async (...args: unknown[]) => {
		// The manifest greys the command out, but a key binding, a code lens or another extension reaches it all the same.
		if (command.needsTrust && !workspace.isTrusted) {
			services.notify.untrusted();
			return;
		}
		try {
			await command.run(services, args);
		} catch (error) {
			services.notify.unexpected(error);
		}
	});
}
