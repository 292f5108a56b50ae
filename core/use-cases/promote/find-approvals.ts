import { normaliseVersion } from '../../formats/prompt/version/version.ts';
import { approvalRules, checkApprovals } from '../../judging/approvals/check-approvals.ts';
import { askedSubject } from '../../workspace/asked-subject.ts';
import type { JudgedMove } from './move.ts';
import type { PlanFailure } from './promote-failure.ts';
import type { Registry, RegistryRequest, Transition } from '../../formats/registry/registry-file.ts';
import { withoutUndefined } from '../../base/without-undefined.ts';

/**
 * The valid approvals of the open request for a move, and whether they are enough.
 *
 * @returns `record`: what the transition says of the request that it carries out. `failure`: why the move must wait for more
 *   approvals; undefined when it need not.
 */
export function findApprovals(move: JudgedMove): {
	readonly record: Pick<Transition, 'request' | 'approvals'>;
	readonly failure: PlanFailure | undefined;
} {
	const { name, version, to: stage, sha256, config, registry, by, people } = move;
	const rules = approvalRules(config, stage, askedSubject(move, version));
	const { required } = rules;
	const open = openRequestFor(registry?.value, version, stage);
	const { valid, refused, missing } = checkApprovals(open ?? { by, reviews: [] }, sha256, rules, people);
	const approvals = valid.map(review => ({ by: review.by, at: review.at, ...withoutUndefined({ comment: review.comment }) }));
	const record = {
		...(open === undefined ? {} : { request: open.id }),
		...(approvals.length === 0 ? {} : { approvals }),
	};
	if (missing === 0) return { record, failure: undefined };
	const objections = refused.map(({ review, objection }) => ({ by: review.by, objection }));
	const facts = { name, version, stage, required, given: valid.length, refused: objections, request: open?.id };
	return { record, failure: { kind: 'approvals-missing', ...facts } };
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
