import { window } from 'vscode';
import type { ExtensionContext } from 'vscode';
import { startSession } from './session.ts';
import type { Session } from './session.ts';

/** VS Code hands `deactivate` nothing, so what runs is kept here and nowhere else. */
let running: Session | undefined;

export function activate(context: ExtensionContext): void {
	const log = window.createOutputChannel('Stagemark', { log: true });
	context.subscriptions.push(log);
	const start = (): void => {
		running = startSession({ extensionUri: context.extensionUri, log, restart });
	};
	const restart = async (): Promise<void> => {
		await deactivate();
		start();
	};
	start();
}

export async function deactivate(): Promise<void> {
	const stopping = running;
	running = undefined;
	await stopping?.stop();
}
