import type { Config } from '../../formats/config/config.ts';
import type { RegistryProblem } from '../../formats/registry/registry-file.ts';
import { loadSigners } from '../../workspace/signing/load-signers.ts';
import type { SigningAccess } from '../../workspace/signing/load-signers.ts';

/** Whether it is known who may sign. */
export interface SignersStanding {
	readonly path: string;
	/** SHA-256 of the first version of the list; undefined when there is none. */
	readonly root: string | undefined;
	readonly state: 'none' | 'holds' | 'broken' | 'not-checked';
	/** Why it was not checked, as the end of a sentence. */
	readonly reason: string | undefined;
}

/** Follows the list of signers from its root, and holds the root against the one that a pipeline was told. */
export async function verifySigners(
	config: Pick<Config, 'registry'>,
	access: SigningAccess,
	pin: string | undefined,
): Promise<{ readonly standing: SignersStanding; readonly problems: readonly RegistryProblem[] }> {
	const { path, root, problems, unchecked } = await loadSigners(config, access);
	const messages = [...problems, ...(pin === undefined || pin === root ? [] : [otherRoot(path, root, pin)])];
	const state =
		messages.length > 0 ? 'broken' : unchecked !== undefined ? 'not-checked' : root === undefined ? ('none' as const) : 'holds';
	return {
		standing: { path, root, state, reason: unchecked },
		problems: messages.map(message => ({ name: path, transition: undefined, kind: 'invalid-signers' as const, message })),
	};
}

function otherRoot(path: string, root: string | undefined, pin: string): string {
	const found = root === undefined ? 'is missing' : `began as ${root}`;
	return `${path} ${found}, but the root should be ${pin}, so its keys prove nothing here. Restore the file from Git, or find out who changed it.`;
}
