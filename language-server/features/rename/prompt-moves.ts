import type { WorkspacePath } from '../../../core/ports/file-store.ts';
import { lastPartOf } from '../../../core/formats/problem-of-name.ts';
import { readFileIdentity } from '../../../core/formats/prompt/version/file-name-version.ts';
import { fail, succeed } from '../../../core/base/result.ts';
import type { Result } from '../../../core/base/result.ts';
import { folderOf } from '../../../core/workspace/resolve-include.ts';
import type { WorkspaceFacts } from '../../../core/workspace/workspace-facts.ts';
import type { FileMove } from '../symbols/symbol-service.ts';
import type { RenameRefusal } from './rename-refusal.ts';

interface NewName {
	readonly newName: string;
	readonly canMoveFiles: boolean;
	/** The files that say the name in their text. */
	readonly namedInText: ReadonlySet<WorkspacePath>;
}

/**
 * The files and folders whose names say the name of a prompt, with what they are to be called: `NAME-v2.0.0.j2`, `NAME/v2.0.0.j2`,
 * `registry/NAME.yaml`. None for a client that cannot move files, as long as no prompt has its name from there.
 */
export function promptMoves(
	name: string,
	{ newName, canMoveFiles, namedInText }: NewName,
	facts: WorkspaceFacts,
): Result<readonly FileMove[], RenameRefusal> {
	const moves = new Map<WorkspacePath, WorkspacePath>();
	const versions = facts.versionsOf(name).filter(({ revision }) => revision === undefined);
	// A file says the last part of its name; the whole of it can only stand in its text.
	const [last, newLast] = [lastPartOf(name), lastPartOf(newName)];
	for (const { path } of versions) {
		if (newName.includes('/') && !namedInText.has(path)) return fail({ kind: 'not-rewritable', name, path, line: 1 });
		if (!saysName(path, last)) {
			// Then its name comes from nowhere that could be renamed.
			if (!namedInText.has(path)) return fail({ kind: 'not-rewritable', name, path, line: 1 });
			continue;
		}
		if (last === newLast) continue;
		const move = moveOf(path, last, newLast);
		if (move === undefined) return fail({ kind: 'not-rewritable', name, path, line: 1 });
		moves.set(move.from, move.to);
	}
	const nameless = versions.find(({ path }) => !namedInText.has(path));
	if (!canMoveFiles) return nameless === undefined ? succeed([]) : fail({ kind: 'needs-file-rename', name, path: nameless.path });
	for (const move of registryMoves(name, newName, facts)) moves.set(move.from, move.to);
	const taken = [...moves.values()].find(path => facts.exists(path));
	return taken === undefined ? succeed([...moves].map(([from, to]) => ({ from, to }))) : fail({ kind: 'file-exists', path: taken });
}

/** A registry file that is called after its prompt. */
function registryMoves(name: string, newName: string, { registries }: WorkspaceFacts): readonly FileMove[] {
	return registries.flatMap(({ path, registry }) => {
		const ending = /\.ya?ml$/.exec(path)?.[0] ?? '';
		const isOwn = registry.name === name && path.endsWith(`/${name}${ending}`);
		return isOwn ? [{ from: path, to: path.slice(0, -`${name}${ending}`.length) + newName + ending }] : [];
	});
}

function saysName(path: WorkspacePath, name: string): boolean {
	const identity = readFileIdentity(path);
	return identity.name === name || identity.loneVersion?.stem === name;
}

/** The move of a file, or of the folder that has the name when the file itself is only called after its version. */
function moveOf(path: WorkspacePath, name: string, newName: string): FileMove | undefined {
	const folder = folderOf(path);
	const parent = folder.slice(0, folder.lastIndexOf('/') + 1);
	const file = path.slice(folder === '' ? 0 : folder.length + 1);
	if (file.startsWith(name)) {
		const to = `${folder === '' ? '' : `${folder}/`}${newName}${file.slice(name.length)}`;
		return saysName(to, newName) ? { from: path, to } : undefined;
	}
	return folder === `${parent}${name}` ? { from: folder, to: `${parent}${newName}` } : undefined;
}
