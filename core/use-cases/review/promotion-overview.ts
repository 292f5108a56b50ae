import { evidenceRuns } from '../../formats/registry/evidence-runs.ts';
import type { EvidenceRun } from '../../formats/registry/evidence-runs.ts';
import type { FailureDescription } from '../../base/words-of-failure.ts';
import type { WorkspacePath } from '../../ports/file-store.ts';
import { approvalRules, checkApprovals, isSamePerson, objectionTo } from '../../judging/approvals/check-approvals.ts';
import { askedSubject } from '../../workspace/asked-subject.ts';
import { findApprovals, openRequestFor } from '../promote/find-approvals.ts';
import { isArrival } from '../../formats/registry/holders-of-stage.ts';
import { isHeldBack } from '../../formats/registry/is-held-back.ts';
import { objectionWords } from './objection-words.ts';
import type { JudgedMove } from '../promote/move.ts';
import { planMove } from '../promote/plan-move.ts';
import type { PromoteFailure } from '../promote/promote-failure.ts';
import type { RequestFailure } from './promotion-request.ts';
import type { SeenMove } from '../promote/read-move.ts';
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
	move: SeenMove,
	gates: readonly GateOutcome[] | undefined,
	inWords: (failure: PromoteFailure | RequestFailure) => FailureDescription,
): PromotionOverview {
	const { name, version, from, to, basis } = move;
	const registry = move.registry?.value;
	const isThere = from === to;
	const arrival = isThere ? arrivalOf(move) : undefined;
	const open = openRequestFor(registry, version, to);
	const request = open ?? newestRequest(move);
	const failures = isThere ? [] : failuresOf(move, gates ?? []);
	return {
		name,
		version,
		kind: registry?.kind ?? 'prompt',
		from,
		to,
		arrival,
		holder: holderOf(move),
		request,
		isRequestOpen: open !== undefined,
		evidence: evidenceOf(arrival === undefined ? basis : { experiment: arrival.experiment, runs: evidenceRuns(arrival) }),
		approvals: approvalsOf(move, open, arrival),
		viewer: viewerOf(move, open, inWords),
		obstacles: failures.map(inWords),
		canOverride: canOverride(failures),
		preview: isThere ? undefined : previewOf(move, request, gates ?? []),
	};
}

function evidenceOf({
	experiment,
	runs,
}: {
	readonly experiment: string | undefined;
	readonly runs: readonly Pick<EvidenceRun, 'id'>[];
}): PromotionOverview['evidence'] {
	return { experiment, runs: runs.map(({ id }) => id) };
}

/** Gates and approvals can be overridden with a reason; nothing else can. */
function canOverride(failures: readonly PromoteFailure[]): boolean {
	return failures.length > 0 && failures.every(({ kind }) => kind === 'gates-failed' || kind === 'approvals-missing');
}

function arrivalOf({ version, to, registry }: Pick<SeenMove, 'version' | 'to' | 'registry'>): Transition | undefined {
	return registry?.value?.transitions.findLast(entry => entry.version === version && isArrival(entry, to));
}

function newestRequest({ version, to, registry }: SeenMove): RegistryRequest | undefined {
	return registry?.value?.requests.findLast(request => request.version === version && request.to === to);
}

function holderOf({ to, registry }: SeenMove): PromotionOverview['holder'] {
	const version = new Map(Object.entries(registry?.value?.stages ?? {})).get(to);
	return version === undefined ? undefined : { version, since: arrivalOf({ version, to, registry })?.at };
}

function approvalsOf(move: SeenMove, open: RegistryRequest | undefined, arrival: Transition | undefined): ApprovalOverview {
	const { to, version, sha256, config, people, by } = move;
	const rules = approvalRules(config, to, askedSubject(move, version));
	const facts = { ...rules, authors: people.authors };
	// Once moved, what counts is what was recorded.
	if (arrival !== undefined) return { ...facts, missing: 0, given: arrival.approvals ?? [], refused: [], rejected: [] };
	const { valid, refused, missing } = checkApprovals(open ?? { by: by ?? '', reviews: [] }, sha256, rules, people);
	return {
		...facts,
		missing,
		given: valid,
		refused: refused.map(({ review, objection }) => ({ review, why: objectionWords[objection] })),
		rejected: open?.reviews.filter(({ verdict }) => verdict === 'reject') ?? [],
	};
}

function viewerOf(
	move: SeenMove,
	open: RegistryRequest | undefined,
	inWords: (failure: PromoteFailure | RequestFailure) => FailureDescription,
): ViewerOverview {
	const { to, version, sha256, config, people, by } = move;
	const nobody = { by, isRequester: false, hasApproved: false };
	if (by === undefined) return { ...nobody, approvalObjection: inWords({ kind: 'no-identity' }) };
	if (open === undefined) return { ...nobody, approvalObjection: undefined };
	const rules = approvalRules(config, to, askedSubject(move, version));
	const objection = objectionTo(by, open.by, rules, people);
	const { valid } = checkApprovals(open, sha256, rules, people);
	const isRequester = isSamePerson(by, open.by, people);
	const hasApproved = valid.some(review => isSamePerson(review.by, by, people));
	if (objection === undefined) return { by, isRequester, hasApproved, approvalObjection: undefined };
	const failure = { kind: 'review-refused', request: open.id, by, objection, approvers: rules.approvers } as const;
	return { by, isRequester, hasApproved, approvalObjection: inWords(failure) };
}

/** First what no override helps against. */
function failuresOf(move: SeenMove, gates: readonly GateOutcome[]): readonly PromoteFailure[] {
	const { name, version, to: stage, refusals } = move;
	const approvals = findApprovals(judged(move, gates)).failure;
	return [
		...refusals,
		...(gates.some(isHeldBack) ? [{ kind: 'gates-failed' as const, name, version, stage, gates }] : []),
		...(approvals === undefined ? [] : [approvals]),
	];
}

/** As the plan would be with an override, so that it can be seen before everything that is needed is there. */
function previewOf(move: SeenMove, request: RegistryRequest | undefined, gates: readonly GateOutcome[]): PromotionPreview | undefined {
	const { config, state } = move;
	if (move.refusals.some(({ kind }) => kind === 'registry-unreadable' || kind === 'chain-broken')) return undefined;
	// A reason is given when the move is made; until then that of the request stands for it.
	const plan = planMove({ ...judged(move, gates), reason: request?.reason ?? '…', override: true });
	if (!plan.ok) return undefined;
	const { path, transitions, message, tag } = plan.value;
	const isCommitted = config.git.commit && state.kind === 'repository';
	return {
		path,
		transitions,
		subject: isCommitted ? message.split('\n')[0] : undefined,
		tag: isCommitted && config.git.tag ? tag?.name : undefined,
	};
}

function judged(move: SeenMove, gates: readonly GateOutcome[]): JudgedMove {
	return { ...move, gates, by: move.by ?? '' };
}
