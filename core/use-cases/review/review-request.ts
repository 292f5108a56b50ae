import { nearestWord } from '../../base/text/nearest-word.ts';
import type { CancelSignal } from '../../ports/cancel-signal.ts';
import type { Ports } from '../../ports/ports.ts';
import { fail, succeed } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { archiveRejected } from './archive-rejected.ts';
import { settleRequest } from './settle-request.ts';
import { signApproval } from './sign-approval.ts';
import type { Reviewing } from './sign-approval.ts';
import { approvalRules, checkApprovals, isSamePerson, objectionTo } from '../../judging/approvals/check-approvals.ts';
import type { ApprovalPeople } from '../../judging/approvals/check-approvals.ts';
import type { RegistryEdit } from '../../formats/registry/edit-registry.ts';
import { isOpen } from '../promote/find-approvals.ts';
import { findPeople } from '../promote/find-people.ts';
import { askedSubject } from '../../workspace/asked-subject.ts';
import { changeRegistry, openRegistry } from '../promote/change-registry.ts';
import type { RegisteredName } from '../promote/move.ts';
import { findVersion } from '../promote/find-version.ts';
import { uncommittedContent } from '../promote/content/uncommitted-content.ts';
import { registryChange } from '../promote/registry-change.ts';
import type { RequestFailure, RequestOutcome, RequestPlan } from './promotion-request.ts';
import { refusalOfReason, refusalOfRegistry, refusalOfSecret } from '../promote/refuse-registry.ts';
import type { RegistryRequest, Review } from '../../formats/registry/registry-file.ts';
import { withoutUndefined } from '../../base/without-undefined.ts';

/** What somebody says to an open request. */
export interface RequestAnswer {
	readonly name: string;
	/** Id of the request, for example `r-7c21f0`. */
	readonly request: string;
	/** Only the requester withdraws; nobody else may approve less than the requester and the authors. */
	readonly verdict: 'approve' | 'reject' | 'withdraw';
	/** Needed to reject and to withdraw; to approve it may be empty. */
	readonly reason: string;
	/** Signs an approval also where the stage does not ask for signatures. */
	readonly sign?: boolean;
}

/**
 * Approves, rejects or withdraws a request and commits that as `approve(code-generator): 2.1.0 to Production`. The approval
 * that completes the number a stage asks for leaves the request approved, and `promoteVersion` carries it out. Nothing is
 * written when the answer is a failure.
 *
 * @throws The signal's reason when cancelled; once writing has begun it is finished.
 */
export async function answerRequest(
	answer: RequestAnswer,
	ports: Ports,
	signal: CancelSignal,
): Promise<Result<RequestOutcome, RequestFailure>> {
	const subject = { name: answer.name, version: undefined };
	return await changeRegistry(subject, open => planOutcome(answer, open, ports, signal), ports, signal);
}

async function planOutcome(
	answer: RequestAnswer,
	opened: RegisteredName,
	ports: Ports,
	signal: CancelSignal,
): Promise<Result<RequestPlan, RequestFailure>> {
	const { name, reason, verdict } = answer;
	const found = findRequest(answer, opened);
	if (!found.ok) return found;
	// Its version may stand only in Git history, which was not read before anybody knew which version it is.
	const open = await openRegistry({ name, version: found.value.version }, opened, ports, signal);
	if (!open.ok) return open;
	if (verdict === 'approve') {
		// Whoever commits content is its author, and authors do not approve: here nothing is committed along.
		const contents = await uncommittedContent({ ...open.value, version: found.value.version }, undefined, ports);
		if (!contents.ok) return contents;
	}
	const people = await findPeople(found.value.version, open.value, ports, signal);
	const plan = planAnswer(answer, found.value, open.value, people);
	if (!plan.ok) return plan;
	const signed = await signAnswer(answer, plan.value, { open: open.value, people }, { ports, signal });
	if (!signed.ok) return signed;
	const { archived } = plan.value;
	const { request, missingApprovals, warningsAbout } = signed.value;
	const { id, version, to } = request;
	const words = { subject: `${verdict}(${name}): ${version} to ${to}`, reason, version, request: id };
	const change = registryChange(open.value, { ...archived, requests: [request] }, words);
	const transitions = archived?.transitions ?? [];
	return succeed({ path: open.value.path, request, missingApprovals, transitions, ...change, ...withoutUndefined({ warningsAbout }) });
}

function findRequest({ name, request: id }: RequestAnswer, open: RegisteredName): Result<RegistryRequest, RequestFailure> {
	const refusal = refusalOfRegistry(open);
	if (refusal !== undefined) return fail(refusal);
	if (open.registry?.value === undefined) return fail({ kind: 'not-registered', name });
	const { requests } = open.registry.value;
	const request = requests.find(candidate => candidate.id === id);
	if (request === undefined) {
		const known = requests.filter(isOpen).map(candidate => candidate.id);
		return fail({ kind: 'unknown-request', name, request: id, suggestion: nearestWord(id, known), known });
	}
	return isOpen(request) ? succeed(request) : fail({ kind: 'request-closed', request: id, status: request.status });
}

/** What is written down, which for an approval may need a signature. */
async function signAnswer(
	{ verdict, sign = false }: RequestAnswer,
	plan: AnswerPlan,
	{ open, people }: Reviewing,
	world: { readonly ports: Ports; readonly signal: CancelSignal },
): Promise<Result<AnswerPlan, RequestFailure>> {
	const isAsked = approvalRules(open.config, plan.request.to, askedSubject(open, plan.request.version)).signed || sign;
	return verdict === 'approve' && isAsked ? await signApproval(plan.request, { open, people }, world) : succeed(plan);
}

interface AnswerPlan extends Pick<RequestPlan, 'request' | 'missingApprovals' | 'warningsAbout'> {
	/** The move of a rejected version to the archive. */
	readonly archived?: Partial<RegistryEdit>;
}

function planAnswer(
	answer: RequestAnswer,
	request: RegistryRequest,
	open: RegisteredName,
	people: ApprovalPeople,
): Result<AnswerPlan, RequestFailure> {
	const refusal = answer.verdict === 'approve' ? refusalOfSecret(answer.reason, 'the comment') : refusalOfReason(answer.reason);
	if (refusal !== undefined) return fail(refusal);
	switch (answer.verdict) {
		case 'approve':
			return planApproval(answer, request, open, people);
		case 'reject':
			return planRejection(answer, request, open, people);
		case 'withdraw':
			return planWithdrawal(answer, request, open, people);
	}
}

function planApproval(
	{ name, reason }: RequestAnswer,
	request: RegistryRequest,
	open: RegisteredName,
	people: ApprovalPeople,
): Result<AnswerPlan, RequestFailure> {
	const rules = approvalRules(open.config, request.to, askedSubject(open, request.version));
	const objection = objectionTo(open.by, request.by, rules, people);
	if (objection !== undefined) {
		return fail({ kind: 'review-refused', request: request.id, by: open.by, objection, approvers: rules.approvers });
	}
	const target = findVersion({ name, version: request.version }, open);
	if (!target.ok) return target;
	if (people.authors === undefined) return fail({ kind: 'author-unknown', name, version: request.version });
	const { sha256 } = target.value;
	const before = checkApprovals(request, sha256, rules, people);
	if (before.valid.some(({ by }) => isSamePerson(by, open.by, people))) {
		return fail({ kind: 'already-approved', request: request.id, by: open.by });
	}
	const reviewed = { ...request, reviews: [...request.reviews, reviewBy(open, 'approve', { reason, sha256 })] };
	return succeed(settleRequest(reviewed, sha256, rules, people));
}

function planRejection(
	{ name, reason }: RequestAnswer,
	request: RegistryRequest,
	open: RegisteredName,
	people: ApprovalPeople,
): Result<AnswerPlan, RequestFailure> {
	const rules = approvalRules(open.config, request.to, askedSubject(open, request.version));
	const objection = objectionTo(open.by, request.by, rules, people);
	// An author may well say no to the own work.
	if (objection === 'by-requester' || objection === 'not-an-approver') {
		return fail({ kind: 'review-refused', request: request.id, by: open.by, objection, approvers: rules.approvers });
	}
	// What is gone or was changed since can be rejected too.
	const target = findVersion({ name, version: request.version }, open);
	const review = reviewBy(open, 'reject', { reason, sha256: target.ok ? target.value.sha256 : undefined });
	const rejected = { ...request, reviews: [...request.reviews, review], status: 'rejected' as const };
	const archived = target.ok ? archiveRejected(rejected, target.value, open) : {};
	return succeed({ request: rejected, missingApprovals: rules.required, archived });
}

function planWithdrawal(
	{ reason }: RequestAnswer,
	request: RegistryRequest,
	open: RegisteredName,
	people: ApprovalPeople,
): Result<AnswerPlan, RequestFailure> {
	if (!isSamePerson(request.by, open.by, people)) return fail({ kind: 'not-requester', request: request.id, requester: request.by });
	const withdrawn = { by: open.by, at: open.at, reason: reason.trim() };
	const missingApprovals = approvalRules(open.config, request.to, askedSubject(open, request.version)).required;
	return succeed({ request: { ...request, status: 'withdrawn', withdrawn }, missingApprovals });
}

function reviewBy(
	{ by, at }: RegisteredName,
	verdict: Review['verdict'],
	{ reason, sha256 }: { readonly reason: string; readonly sha256: string | undefined },
): Review {
	const comment = reason.trim() === '' ? {} : { comment: reason.trim() };
	return { by, at, verdict, ...comment, ...withoutUndefined({ prompt_sha256: sha256 }) };
}
