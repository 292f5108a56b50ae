import { normaliseVersion } from '../../formats/prompt/version/version.ts';
import { subjectVersions } from '../../workspace/subject.ts';
import type { SubjectFacts } from '../../workspace/subject.ts';
import type { WorkspaceFacts } from '../../workspace/workspace-facts.ts';
import { approvalRules } from '../../judging/approvals/check-approvals.ts';
import { isOpen } from '../promote/find-approvals.ts';
import { personKey } from '../../formats/registry/person.ts';
import type { Registry, RegistryRequest, Review } from '../../formats/registry/registry-file.ts';

/** An open request, for a list: how far it is, and whether its content is still what was asked for. */
export interface RequestStanding {
	readonly request: RegistryRequest;
	/** How many approvals the stage needs; 0 when none. */
	readonly required: number;
	/** Approvals for the content as it is now, one for each person. Who may approve is judged when the request is carried out. */
	readonly approvals: readonly Review[];
	/** Approvals that are void, because the content changed after they were given. */
	readonly void: readonly Review[];
	/** True when the content is not what it was when the request was made. */
	readonly hasChanged: boolean;
}

/** The requests of a name that wait for reviews or to be carried out, oldest first. */
export function openRequests(
	{ kind, name, requests }: Registry,
	facts: Pick<WorkspaceFacts, 'config'> & SubjectFacts,
): readonly RequestStanding[] {
	return requests.filter(isOpen).map(request => {
		const wanted = normaliseVersion(request.version) ?? request.version;
		const subject = subjectVersions(name, facts, kind).find(({ version }) => version === wanted);
		const current = subject?.contentHash;
		const isCurrent = (hash: string | undefined): boolean => current === undefined || hash === current;
		const lastOf = new Map(request.reviews.map(review => [personKey(review.by), review]));
		const approvals = [...lastOf.values()].filter(({ verdict }) => verdict === 'approve');
		return {
			request,
			required: approvalRules(facts.config, request.to, { name, kind, tags: subject?.tags }).required,
			approvals: approvals.filter(review => isCurrent(review.prompt_sha256)),
			void: approvals.filter(review => !isCurrent(review.prompt_sha256)),
			hasChanged: !isCurrent(request.prompt_sha256),
		};
	});
}
