import type { Config } from '../../formats/config/config.ts';
import { introducersOf } from './registry-history.ts';
import type { RegistryHistory } from './registry-history.ts';
import type { Transition } from '../../formats/registry/registry-file.ts';
import type { VerifyAccess } from './verify-access.ts';

/** What the claims of a registry file are held against. */
export interface ClaimEvidence {
	/** The configuration as it is now. */
	readonly config: Config;
	readonly history: RegistryHistory;
	readonly access: VerifyAccess;
}

/** The configuration as it was when a transition was committed; undefined when no commit that is here brought it. */
export async function configOfTransition(
	transition: Transition,
	{ history, access }: Pick<ClaimEvidence, 'access' | 'history'>,
): Promise<Config | undefined> {
	const [commit] = introducersOf(transition, history);
	return commit && (await access.past.configAt(commit.commit));
}
