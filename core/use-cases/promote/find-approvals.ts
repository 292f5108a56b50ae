import { normaliseVersion } from '../../formats/prompt/version/version.ts';
import { approvalRules, checkApprovals } from '../../judging/approvals/check-approvals.ts';
import type { PromotionTarget } from './find-promotion-target.ts';
import type { PlanFailure, PromotionFacts, PromotionRequest } from './promotion.ts';
import type { Registry, RegistryRequest, Transition } from '../../formats/registry/registry-file.ts';
import { withoutUndefined } from '../../base/without-undefined.ts';

/** What a transition records of the request that it carries out, and why the move must wait for more approvals, if it must. */
export interface FoundApprovals {
	readonly record: Pick<Transition, 'request' | 'approvals'>;
	readonly failure: PlanFailure | undefined;
}

/** The valid approvals of the open request for a move, and whether they are enough. */
export function findApprovals(request: PromotionRequest, facts: PromotionFacts, { version, sha256 }: PromotionTarget): FoundApprovals {
	const rules = approvalRules(facts.config, request.to);
	const open = openRequestFor(facts.registry?.value, version, request.to);
	const { valid, refused, missing } = checkApprovals(open ?? { by: facts.by, reviews: [] }, sha256, rules, facts.people);
	const approvals = valid.map(({ by, at, comment }) => ({ by, at, ...withoutUndefined({ comment }) }));
	const record = {
		...(open === undefined ? {} : { request: open.id }),
		...(approvals.length === 0 ? {} : { approvals }),
	};
	if (missing === 0) return { record, failure: undefined };
	return {
		record,
		failure: {
			kind: 'approvals-missing',
			name: request.name,
			version,
			stage: request.to,
			required: rules.required,
			given: valid.length,
			refused: refused.map(({ review, objection }) => ({ by: review.by, objection })),
			request: open?.id,
		},
	};
}

/** The newest request for this move that is neither carried out nor closed. */
export function openRequestFor(
	registry: Pick<Registry, 'requests'> | undefined,
	version: string,
	stage: string,
): RegistryRequest | undefined {
	const wanted = normaliseVersion(version) ?? version;
	return registry?.requests.findLast(
		request => isOpen(request) && request.to === stage && (normaliseVersion(request.version) ?? request.version) === wanted,
	);
}

/** True while a request can be reviewed, withdrawn and carried out. */
export function isOpen({ status }: Pick<RegistryRequest, 'status'>): boolean {
	return status === 'pending' || status === 'approved';
}
