import { window } from 'vscode';
import type { ExtensionContext } from 'vscode';
import { EntryPoints } from './entry-points.ts';

/** VS Code hands `deactivate` nothing, so what runs is kept here and nowhere else. */
let running: EntryPoints | undefined;

export function activate(context: ExtensionContext): void {
	const log = window.createOutputChannel('Stagemark', { log: true });
	running = new EntryPoints(context.extensionUri, log);
	context.subscriptions.push(log, running);
}

export async function deactivate(): Promise<void> {
	await running?.stop();
	running = undefined;
}
