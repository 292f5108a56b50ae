import { releaseTag } from '../../workspace/prompt-versions.ts';
import type { WorkspaceFacts } from '../../workspace/workspace-facts.ts';
import { isArrival } from '../../formats/registry/holders-of-stage.ts';
import { introducersOf } from '../../workspace/registry/registry-history.ts';
import type { RegistryHistory } from '../../workspace/registry/registry-history.ts';
import type { Registry, RegistryProblem, Transition } from '../../formats/registry/registry-file.ts';
import { stageRoles } from '../../formats/registry/stage-roles.ts';
import type { Checked } from './claim.ts';
import { uncommitted } from './verify-history.ts';
import type { VerifyAccess } from '../../workspace/registry/verify-access.ts';

/**
 * A problem for each first release whose tag is missing or leads to another commit than the one that made it. Moves that are
 * not committed have no tag, and where Git does not show the past, a tag that is not there is not missed but not checked.
 */
export async function verifyTags(
	registry: Registry,
	{ config }: WorkspaceFacts,
	history: RegistryHistory,
	{ past }: VerifyAccess,
): Promise<Checked> {
	const { final } = stageRoles(config);
	if (final === undefined || !config.git.commit || !config.git.tag) return { problems: [], unchecked: [] };
	const reason = history.gap ?? (history.states.size === 0 ? uncommitted : undefined);
	const tags = await past.tags();
	const released = new Set<string>();
	const problems = registry.transitions.flatMap((transition, position) => {
		if (!isArrival(transition, final) || released.has(transition.version)) return [];
		released.add(transition.version);
		const problem = problemOf(transition, tags, registry, history);
		return problem === undefined ? [] : [{ name: registry.name, transition: position, ...problem }];
	});
	return { problems, unchecked: reason === undefined ? [] : [['tags', reason]] };
}

function problemOf(
	transition: Transition,
	tags: ReadonlyMap<string, string>,
	{ name }: Registry,
	history: RegistryHistory,
): Pick<RegistryProblem, 'kind' | 'message'> | undefined {
	const commits = introducersOf(transition, history);
	const tag = releaseTag(name, transition.version);
	const tagged = tags.get(tag);
	const [made] = commits;
	if (made === undefined || commits.some(({ commit }) => commit === tagged)) return undefined;
	const release = `${transition.version} was first released by commit ${made.commit.slice(0, 10)}`;
	if (tagged === undefined) {
		if (history.gap !== undefined) return undefined;
		const message = `${release}, but its tag ${tag} is missing. Fetch it with “git fetch --tags”, or set it again: git tag -a ${tag} ${made.commit.slice(0, 10)}.`;
		return { kind: 'missing-tag', message };
	}
	const message = `${release}, but the tag ${tag} points to ${tagged.slice(0, 10)}, so a checkout of the tag gives something else. Delete the tag, then fetch or set it again.`;
	return { kind: 'tag-mismatch', message };
}
