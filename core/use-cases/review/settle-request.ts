import { checkApprovals } from '../../judging/approvals/check-approvals.ts';
import type { ApprovalPeople, ApprovalRules } from '../../judging/approvals/check-approvals.ts';
import type { RegistryRequest } from '../../formats/registry/registry-file.ts';
import type { RequestPlan } from './promotion-request.ts';

/** An open request with the status that its reviews give it, and how many approvals it still needs. */
export function settleRequest(
	request: RegistryRequest,
	contentHash: string | undefined,
	rules: ApprovalRules,
	people: ApprovalPeople,
): Pick<RequestPlan, 'missingApprovals' | 'request'> {
	const { missing } = checkApprovals(request, contentHash, rules, people);
	return { request: { ...request, status: missing === 0 ? 'approved' : 'pending' }, missingApprovals: missing };
}
