import type { Config } from '../../formats/config/config.ts';
import { configPath } from '../file-kind.ts';
import { parseConfig } from '../../formats/config/parse-config.ts';
import { introducedBy, originOf } from './registry-history.ts';
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
	const origin = originOf(transition);
	const [commit] = introducedBy(history, ({ transitions }) => transitions.some(entry => originOf(entry) === origin));
	if (commit === undefined) return undefined;
	return parseConfig((await access.git.readAt(commit.commit, [configPath])).get(configPath)).value;
}
