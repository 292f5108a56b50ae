import { releaseTag } from '../../workspace/prompt-versions.ts';
import type { FailureDescription } from '../../base/words-of-failure.ts';
import type { WorkspacePath } from '../../ports/file-store.ts';
import { approvalRules, checkApprovals, isSamePerson, objectionTo } from '../../judging/approvals/check-approvals.ts';
import { findApprovals, openRequestFor } from '../promote/find-approvals.ts';
import { isArrival } from '../../formats/registry/holders-of-stage.ts';
import { isHeldBack } from '../../formats/registry/is-held-back.ts';
import { objectionWords } from './objection-words.ts';
import { planPromotion } from '../promote/plan-promotion.ts';
import { moveSubject } from '../promote/prepare-promotion.ts';
import type { PromoteFailure, PromotionFacts, PromotionRequest } from '../promote/promotion.ts';
import type { RequestFailure } from './promotion-request.ts';
import type { PromotionReading } from '../promote/read-promotion.ts';
import type { GateOutcome, RegistryRequest, Review, Transition } from '../../formats/registry/registry-file.ts';

/** A move to a stage on one page: what it is, what stands in its way, who agreed, what it writes. Plain data. */
export interface PromotionOverview {
	readonly name: string;
	/** As the registry file spells it. */
	readonly version: string;
	readonly kind: 'prompt' | 'model' | 'pipeline';
	/** Where the version is now. */
	readonly from: string;
	readonly to: string;
	/** The move that brought it to the stage; undefined while it is elsewhere. */
	readonly arrival: Transition | undefined;
	/** What the stage holds now, and since when, if that is known. Undefined for a stage that is free, or that several may share. */
	readonly holder: { readonly version: string; readonly since: string | undefined } | undefined;
	/** The open request; else the newest one about this move, which is closed; undefined when nobody has asked. */
	readonly request: RegistryRequest | undefined;
	readonly isRequestOpen: boolean;
	/** What a move would be recorded with; once made, what it was recorded with. */
	readonly evidence: { readonly experiment: string | undefined; readonly runs: readonly string[] };
	readonly approvals: ApprovalOverview;
	readonly viewer: ViewerOverview;
	/** What keeps the version where it is, in the words of the command line; empty when it can be promoted. Without gates that still run. */
	readonly obstacles: readonly FailureDescription[];
	/** True when nothing is in the way but gates and approvals, which an override may pass. */
	readonly canOverride: boolean;
	/** What the commit would bring; undefined when no move can be planned, and for one that was made. */
	readonly preview: PromotionPreview | undefined;
}

/** Who agreed, and who still has to. */
export interface ApprovalOverview {
	/** How many the stage needs; 0 when none. */
	readonly required: number;
	/** How many more are needed. */
	readonly missing: number;
	/** Patterns of addresses; empty when anybody may approve. */
	readonly approvers: readonly string[];
	readonly given: readonly Pick<Review, 'by' | 'at' | 'comment'>[];
	/** Approvals that do not count, and why: the end of a sentence that begins with the person. */
	readonly refused: readonly { readonly review: Review; readonly why: string }[];
	/** Reviews that said no. */
	readonly rejected: readonly Review[];
	/** Who wrote the content, and so may not approve it; undefined when Git has no commit with it. */
	readonly authors: readonly string[] | undefined;
}

/** What the person in front of it may do. */
export interface ViewerOverview {
	readonly by: string | undefined;
	readonly isRequester: boolean;
	/** True when an approval of this person counts already. */
	readonly hasApproved: boolean;
	/** Why this person may not approve, in the words of the command line; undefined when nothing speaks against it. */
	readonly approvalObjection: FailureDescription | undefined;
}

/** What a promotion would write. */
export interface PromotionPreview {
	readonly path: WorkspacePath;
	/** In the order in which they are appended. Their digests are those of another moment. */
	readonly transitions: readonly Transition[];
	/** First line of the commit message; undefined when nothing is committed. */
	readonly subject: string | undefined;
	readonly tag: string | undefined;
}

/**
 * Puts together what is known of a move. Pure.
 *
 * @param gates - What the gates said; undefined while they have not.
 * @param inWords - Says what is in the way; the words stand above every use case.
 */
export function promotionOverview(
	reading: PromotionReading,
	gates: readonly GateOutcome[] | undefined,
	inWords: (failure: PromoteFailure | RequestFailure) => FailureDescription,
): PromotionOverview {
	const { subject, target, known } = reading;
	const { to } = subject;
	const registry = known.registry?.value;
	const isThere = target.from === to;
	const arrival = isThere ? arrivalOf(reading) : undefined;
	const open = openRequestFor(registry, target.version, to);
	const request = open ?? newestRequest(reading);
	const failures = isThere ? [] : failuresOf(reading, gates ?? []);
	return {
		name: subject.name,
		version: target.version,
		kind: registry?.kind ?? 'prompt',
		from: target.from,
		to,
		arrival,
		holder: holderOf(reading),
		request,
		isRequestOpen: open !== undefined,
		evidence: arrival === undefined ? known.evidence : { experiment: arrival.experiment, runs: arrival.runs ?? [] },
		approvals: approvalsOf(reading, open, arrival),
		viewer: viewerOf(reading, open, inWords),
		obstacles: failures.map(inWords),
		canOverride: canOverride(failures),
		preview: isThere ? undefined : previewOf(reading, request, gates ?? []),
	};
}

/** Gates and approvals can be overridden with a reason; nothing else can. */
function canOverride(failures: readonly PromoteFailure[]): boolean {
	return failures.length > 0 && failures.every(({ kind }) => kind === 'gates-failed' || kind === 'approvals-missing');
}

function arrivalOf({ subject: { to }, target: { version }, known }: PromotionReading): Transition | undefined {
	return known.registry?.value?.transitions.findLast(move => move.version === version && isArrival(move, to));
}

function newestRequest({ subject: { to }, target: { version }, known }: PromotionReading): RegistryRequest | undefined {
	return known.registry?.value?.requests.findLast(request => request.version === version && request.to === to);
}

function holderOf({ subject: { to }, known }: PromotionReading): PromotionOverview['holder'] {
	const registry = known.registry?.value;
	const version = new Map(Object.entries(registry?.stages ?? {})).get(to);
	if (version === undefined) return undefined;
	return { version, since: registry?.transitions.findLast(move => move.version === version && isArrival(move, to))?.at };
}

function approvalsOf(
	{ subject, target, known, people, by }: PromotionReading,
	open: RegistryRequest | undefined,
	arrival: Transition | undefined,
): ApprovalOverview {
	const rules = approvalRules(known.config, subject.to);
	const facts = { ...rules, authors: people.authors };
	// Once moved, what counts is what was recorded.
	if (arrival !== undefined) return { ...facts, missing: 0, given: arrival.approvals ?? [], refused: [], rejected: [] };
	const { valid, refused, missing } = checkApprovals(open ?? { by: by ?? '', reviews: [] }, target.sha256, rules, people);
	return {
		...facts,
		missing,
		given: valid,
		refused: refused.map(({ review, objection }) => ({ review, why: objectionWords[objection] })),
		rejected: open?.reviews.filter(({ verdict }) => verdict === 'reject') ?? [],
	};
}

function viewerOf(
	{ subject, target, known, people, by }: PromotionReading,
	open: RegistryRequest | undefined,
	inWords: (failure: PromoteFailure | RequestFailure) => FailureDescription,
): ViewerOverview {
	const nobody = { by, isRequester: false, hasApproved: false };
	if (by === undefined) return { ...nobody, approvalObjection: inWords({ kind: 'no-identity' }) };
	if (open === undefined) return { ...nobody, approvalObjection: undefined };
	const rules = approvalRules(known.config, subject.to);
	const objection = objectionTo(by, open.by, rules, people);
	const { valid } = checkApprovals(open, target.sha256, rules, people);
	const isRequester = isSamePerson(by, open.by, people);
	const hasApproved = valid.some(review => isSamePerson(review.by, by, people));
	if (objection === undefined) return { by, isRequester, hasApproved, approvalObjection: undefined };
	const failure = { kind: 'review-refused', request: open.id, by, objection, approvers: rules.approvers } as const;
	return { by, isRequester, hasApproved, approvalObjection: inWords(failure) };
}

/** First what no override helps against. */
function failuresOf(reading: PromotionReading, gates: readonly GateOutcome[]): readonly PromoteFailure[] {
	const { subject, target, refusals } = reading;
	const { name, to: stage } = subject;
	const { version } = target;
	const approvals = findApprovals(requestOf(reading, undefined), factsOf(reading, gates), target).failure;
	return [
		...refusals,
		...(gates.some(isHeldBack) ? [{ kind: 'gates-failed' as const, name, version, stage, gates }] : []),
		...(approvals === undefined ? [] : [approvals]),
	];
}

/** As the plan would be with an override, so that it can be seen before everything that is needed is there. */
function previewOf(
	reading: PromotionReading,
	request: RegistryRequest | undefined,
	gates: readonly GateOutcome[],
): PromotionPreview | undefined {
	const { subject, known, state } = reading;
	if (reading.refusals.some(({ kind }) => kind === 'registry-unreadable' || kind === 'chain-broken')) return undefined;
	const plan = planPromotion({ ...requestOf(reading, request), override: true }, factsOf(reading, gates));
	if (!plan.ok) return undefined;
	const { path, transitions, isFirstRelease } = plan.value;
	const { config } = known;
	const isCommitted = config.git.commit && state.kind === 'repository';
	return {
		path,
		transitions,
		subject: isCommitted ? moveSubject(subject.name, transitions[0], config) : undefined,
		tag: isCommitted && config.git.tag && isFirstRelease ? releaseTag(subject.name, transitions[0].version) : undefined,
	};
}

/** A reason is given when the move is made; until then that of the request stands for it. */
function requestOf({ subject }: PromotionReading, request: RegistryRequest | undefined): PromotionRequest {
	return { ...subject, reason: request?.reason ?? '…' };
}

function factsOf({ known, people, by, at }: PromotionReading, gates: readonly GateOutcome[]): PromotionFacts {
	return { ...known, people, gates, by: by ?? '', at };
}
