import { dependsOnTags } from '../../formats/config/asked-of.ts';
import type { AskedSubject } from '../../formats/config/asked-of.ts';
import type { Config } from '../../formats/config/config.ts';
import type { Registry, Transition } from '../../formats/registry/registry-file.ts';
import { introducersOf } from './registry-history.ts';
import type { RegistryHistory } from './registry-history.ts';
import { tagsAtTransition } from './tags-at-transition.ts';
import type { VerifyAccess } from './verify-access.ts';

/** What the claims of a registry file are held against. */
export interface ClaimEvidence {
	/** The configuration as it is now. */
	readonly config: Config;
	readonly history: RegistryHistory;
	readonly access: VerifyAccess;
}

/** What a move was held to. */
export interface AskedMoment {
	/** The configuration of the commit that brought the move; the one of now for a move that no commit has. */
	readonly config: Config;
	readonly subject: AskedSubject;
	/** Why that may not be what was asked for then, as the end of a sentence; undefined when it is. */
	readonly gap: string | undefined;
}

/** The configuration and the subject that a move was held to when it was committed. */
export async function askedOfTransition(transition: Transition, registry: Registry, evidence: ClaimEvidence): Promise<AskedMoment> {
	const { history, access } = evidence;
	const [revision] = introducersOf(transition, history);
	const commit = revision?.commit;
	const config = commit === undefined ? evidence.config : await access.past.configAt(commit);
	const { kind, name } = registry;
	const identity = { kind, name };
	const gap = commit === undefined ? history.gap : undefined;
	if (!dependsOnTags(config.promotion, transition.to, identity)) return { config, subject: { ...identity, tags: [] }, gap };
	// The entry of the version as that commit had it: who changes it later changes nothing of what was asked.
	const then = (commit === undefined ? undefined : history.states.get(commit)?.registry) ?? registry;
	const tags = await tagsAtTransition(transition, then, { commit, dialects: config.dialects }, access);
	const unknown = `the tags that ${transition.version} had cannot be read, and stagemark.yaml asks more of some tags`;
	return { config, subject: { ...identity, tags }, gap: gap ?? (tags === undefined ? unknown : undefined) };
}
