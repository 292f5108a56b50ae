import assert from 'node:assert/strict';
import { RenameRequest } from 'vscode-languageserver/node';
import type { ClientCapabilities } from 'vscode-languageserver/node';
import { NamedWorkspace } from '../named-workspace.ts';

/** A rename in a workspace of one file. */
export interface Renaming {
	readonly what: string;
	readonly path: string;
	readonly text: string;
	/** The cursor stands behind these words. */
	readonly at: string;
	readonly newName: string;
	readonly expected: string;
}

/** A rename that must not happen. */
export interface Refusal {
	readonly why: string;
	readonly files: Readonly<Record<string, string>>;
	readonly at: readonly [path: string, words: string];
	readonly newName: string;
	readonly message: RegExp;
}

/** Renames in a workspace of its own, and asserts what the file is then. */
export function assertRenames({ path, text, at, newName, expected }: Renaming): Promise<void> {
	return inWorkspace({ [path]: text }, async workspace =>
		assert.deepEqual(await rename(workspace, path, at, newName), { [path]: expected }),
	);
}

/** Asserts that nothing is renamed, and that a whole sentence says why. */
export function assertRefuses({ files, at, newName, message }: Refusal): Promise<void> {
	return inWorkspace(files, async workspace => {
		await assert.rejects(rename(workspace, ...at, newName), (error: Error) => {
			assert.match(error.message, message);
			assert.match(error.message, /\.$/);
			return true;
		});
	});
}

/** Runs `work` on a workspace of its own. */
export async function inWorkspace(
	files: Readonly<Record<string, string>>,
	work: (workspace: NamedWorkspace) => Promise<void>,
	capabilities?: ClientCapabilities,
): Promise<void> {
	const workspace = await NamedWorkspace.start(files, capabilities);
	try {
		await work(workspace);
	} finally {
		await workspace.stop();
	}
}

/** The files that change, with their new text, when the name behind `words` is renamed. */
export async function rename(
	workspace: NamedWorkspace,
	path: string,
	words: string,
	newName: string,
): Promise<Readonly<Record<string, string>>> {
	const spot = await workspace.behind(path, words);
	return workspace.applied(await workspace.client.connection.sendRequest(RenameRequest.type, { ...spot, newName }));
}
