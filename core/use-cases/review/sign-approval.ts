import { boundedLines } from '../../base/text/bounded-lines.ts';
import type { CancelSignal } from '../../ports/cancel-signal.ts';
import type { Ports } from '../../ports/ports.ts';
import { succeed } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { withoutUndefined } from '../../base/without-undefined.ts';
import { emailOf } from '../../formats/registry/person.ts';
import type { RegistryRequest } from '../../formats/registry/registry-file.ts';
import { approvalStatement } from '../../formats/signing/approval-statement.ts';
import { statementText } from '../../formats/signing/statement.ts';
import { approvalRules } from '../../judging/approvals/check-approvals.ts';
import type { ApprovalPeople } from '../../judging/approvals/check-approvals.ts';
import { askedSubject } from '../../workspace/asked-subject.ts';
import { findEvidence } from '../promote/find-evidence.ts';
import type { RegisteredName } from '../promote/move.ts';
import { signEntry } from '../signers/sign-entry.ts';
import type { RequestFailure, RequestPlan } from './promotion-request.ts';
import { settleRequest } from './settle-request.ts';

/** A name whose request is reviewed, and the people around it. */
export interface Reviewing {
	readonly open: RegisteredName;
	readonly people: ApprovalPeople;
}

/** Signs the newest review of a request, with the evidence and the commit that it was decided on. */
export async function signApproval(
	request: RegistryRequest,
	{ open, people }: Reviewing,
	{ ports, signal }: { readonly ports: Ports; readonly signal: CancelSignal },
): Promise<Result<Pick<RequestPlan, 'missingApprovals' | 'request' | 'warningsAbout'>, RequestFailure>> {
	const { name, config, state } = open;
	const basis = await findEvidence({ name, version: request.version }, open, ports.files, signal);
	if (!basis.ok) return basis;
	const review = request.reviews.at(-1);
	if (review === undefined) throw new Error('A request that is approved has a review.');
	const { experiment, runs, unread } = basis.value;
	const commit = state.kind === 'repository' ? state.commit : undefined;
	const said = {
		...review,
		...withoutUndefined({ experiment, commit }),
		...(runs.length === 0 ? {} : { runs: runs.map(({ id, sha256 }) => ({ id, sha256 })) }),
	};
	const signed = await signEntry(said, statementText(approvalStatement(name, request, said)), { config, ...ports }, signal);
	if (!signed.ok) return signed;
	const whole = { ...said, signature: signed.value };
	const signatures = new Map([
		...(people.signatures ?? []),
		[whole, { kind: 'signed', principal: emailOf(whole.by) ?? whole.by }] as const,
	]);
	const reviewed = { ...request, reviews: [...request.reviews.slice(0, -1), whole] };
	const rules = approvalRules(config, request.to, askedSubject(open, request.version));
	const settled = settleRequest(reviewed, whole.prompt_sha256, rules, { ...people, signatures });
	return succeed({ ...settled, ...(unread.length > 0 && { warningsAbout: () => boundedLines(unread) }) });
}
