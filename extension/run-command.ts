import { workspace } from 'vscode';
import type { Command } from './commands/command.ts';
import type { Services } from './services.ts';

/** Runs one command: refused in Restricted Mode where it must be, and its errors told to the user. Never rejects. */
export async function runCommand(command: Command, services: Services, args: readonly unknown[]): Promise<void> {
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
}
