import type { AskedSubject } from '../../formats/config/asked-of.ts';
import type { Config } from '../../formats/config/config.ts';
import { normaliseVersion } from '../../formats/prompt/version/version.ts';
import { approvalRules, isSamePerson, objectionTo } from '../../judging/approvals/check-approvals.ts';
import type { ApprovalPeople, ApprovalRules } from '../../judging/approvals/check-approvals.ts';
import { askedOfTransition } from '../../workspace/registry/asked-of-transition.ts';
import type { ClaimEvidence } from '../../workspace/registry/asked-of-transition.ts';
import { findVersionAuthors } from '../../workspace/registry/find-version-authors.ts';
import { isArrival } from '../../formats/registry/holders-of-stage.ts';
import { registeredMembers } from '../../workspace/registry/read-content.ts';
import { introducedBy } from '../../workspace/registry/registry-history.ts';
import type { RegistryHistory } from '../../workspace/registry/registry-history.ts';
import type { Registry, RegistryProblem, RegistryRequest, Review, Transition } from '../../formats/registry/registry-file.ts';
import type { Checked } from './claim.ts';
import { ownValue } from '../../base/own-value.ts';

/**
 * A problem for each approval that a transition claims and that is none: every one must be a review of the request, of the
 * very content that moved, by a person who neither asked nor wrote it, and committed by that person, as author or co-author.
 * A move with too few of them, by the configuration of its commit, is a problem too, unless it is an override or a rollback to
 * a version that was there before. Where Git does not show the past, what is seen to be wrong is told and the rest is not checked.
 */
export async function verifyApprovals(registry: Registry, evidence: ClaimEvidence): Promise<Checked> {
	const problems: RegistryProblem[] = [];
	const gaps = evidence.history.gap === undefined ? [] : [evidence.history.gap];
	for (const [position, transition] of registry.transitions.entries()) {
		evidence.access.signal.throwIfAborted();
		const { messages, gap } = await objectionsTo(transition, position, registry, evidence);
		if (gap !== undefined) gaps.push(gap);
		const where = `Transition ${position + 1} (${transition.version} to ${transition.to})`;
		for (const message of messages) {
			problems.push({
				name: registry.name,
				transition: position,
				kind: 'invalid-approval',
				message: `${where} ${message}`,
				place: ['transitions', position, transition.approvals === undefined ? 'to' : 'approvals'],
			});
		}
	}
	const unchecked = gaps.map(gap => ['approvals', gap] as const);
	return { problems: [...problems, ...unfoundedRequests(registry)], unchecked };
}

/** What speaks against a move, and why not all of it could be looked at. */
interface Objections {
	readonly messages: readonly string[];
	/** The end of a sentence; undefined when everything was looked at. */
	readonly gap: string | undefined;
}

async function objectionsTo(transition: Transition, position: number, registry: Registry, evidence: ClaimEvidence): Promise<Objections> {
	if (transition.alias !== undefined) return { messages: [], gap: undefined };
	if (transition.rollback === true) {
		return { messages: rollbackObjections(transition, registry.transitions.slice(0, position)), gap: undefined };
	}
	const { config, history, access } = evidence;
	const { subject, gap, ...held } = await askedOfTransition(transition, registry, evidence);
	const rules = rulesFor(held.config, transition.to, subject);
	const approvals = transition.approvals ?? [];
	if (approvals.length === 0 && rules.required === 0) return { messages: [], gap };
	const request = registry.requests.find(({ id }) => id === transition.request);
	const people = await peopleOf(transition, request, registry, { config, access });
	const judged = approvals.map(approval => ({
		approval,
		objection: objectionToApproval(approval, { transition, request, rules, people, history }),
	}));
	const messages = judged.flatMap(({ approval, objection }) =>
		objection === undefined ? [] : [`lists ${approval.by} as approver, but ${objection}. Restore the file from Git.`],
	);
	const validCount = judged.filter(({ objection }) => objection === undefined).length;
	const isEnough = messages.length > 0 || transition.override === true || validCount >= rules.required;
	// With a gap, what was asked for then cannot be seen.
	if (isEnough || gap !== undefined) return { messages, gap };
	const few = [
		`has ${validCount} of the ${rules.required} approvals that stagemark.yaml required and is not an override. Have the version reviewed, and promote it again with its approvals.`,
	];
	return { messages: few, gap };
}

/** Where the tags are not known, nobody knows who might approve, so nobody is accused of having approved. */
function rulesFor(config: Config, stage: string, subject: AskedSubject): ApprovalRules {
	const rules = approvalRules(config, stage, subject);
	return subject.tags === undefined ? { ...rules, approvers: [] } : rules;
}

function rollbackObjections({ version, to }: Transition, earlier: readonly Transition[]): readonly string[] {
	const isBack = earlier.some(move => isArrival(move, to) && move.version === version);
	return isBack ? [] : [`claims to be a rollback, but ${version} was never in ${to}. Restore the file from Git.`];
}

async function peopleOf(
	{ version, prompt_sha256: contentHash }: Transition,
	request: RegistryRequest | undefined,
	registry: Registry,
	{ config, access }: Pick<ClaimEvidence, 'access' | 'config'>,
): Promise<ApprovalPeople> {
	const named = request === undefined ? [] : [request.by, ...request.reviews.map(({ by }) => by)];
	const path = ownValue(registry.versions, version)?.source;
	const wanted = normaliseVersion(version) ?? version;
	const { git, signal } = access;
	const { kind } = registry;
	const file = { kind, dialects: config.dialects, version: wanted, contentHash, members: registeredMembers(registry, version) };
	const authors = path === undefined ? undefined : await findVersionAuthors({ ...file, path }, git, signal);
	return { authors, canonical: await git.canonicalPeople(named) };
}

interface ApprovalContext {
	readonly transition: Transition;
	readonly request: RegistryRequest | undefined;
	readonly rules: ApprovalRules;
	readonly people: ApprovalPeople;
	readonly history: RegistryHistory;
}

type Approval = NonNullable<Transition['approvals']>[number];

/** In words that follow “but”; undefined when the approval is good. */
function objectionToApproval(approval: Approval, { transition, request, rules, people, history }: ApprovalContext): string | undefined {
	if (request === undefined) return 'the file has no request with that approval';
	if (request.version !== transition.version || request.to !== transition.to) return `request ${request.id} is about another move`;
	const review = request.reviews.find(({ by, at, verdict }) => by === approval.by && at === approval.at && verdict === 'approve');
	if (review === undefined) return `request ${request.id} has no such review`;
	if (review.prompt_sha256 !== transition.prompt_sha256) return 'the approval was for other content';
	const objection = objectionTo(approval.by, request.by, rules, people);
	return objection === undefined ? objectionToCommit(review, request.id, people, history) : objections[objection];
}

const objections = {
	'by-requester': 'the same person made the request, and nobody can approve their own request',
	'by-author': 'the same person wrote content of the version, and nobody can approve their own work',
	'not-an-approver': 'stagemark.yaml did not list this person as an approver at that time',
};

/** A name in a file is a claim; who committed it is what Git knows. */
function objectionToCommit(review: Review, id: string, people: ApprovalPeople, history: RegistryHistory): string | undefined {
	const commits = introducedBy(history, registry => hasReview(registry, id, review));
	const isOwn = commits.length === 0 || commits.some(({ authors }) => authors.some(author => isSamePerson(author, review.by, people)));
	if (isOwn) return undefined;
	const [commit] = commits;
	return `${commit?.authors[0] ?? 'somebody else'} made commit ${commit?.commit.slice(0, 10) ?? ''} that added it`;
}

function hasReview({ requests }: Registry, id: string, { by, at, verdict }: Review): boolean {
	const reviews = requests.find(request => request.id === id)?.reviews ?? [];
	return reviews.some(other => other.by === by && other.at === at && other.verdict === verdict);
}

/** Requests that say they were carried out although no move says so. */
function unfoundedRequests({ name, requests, transitions }: Registry): RegistryProblem[] {
	const carriedOut = new Set(transitions.map(({ request }) => request));
	return requests
		.filter(({ id, status }) => status === 'done' && !carriedOut.has(id))
		.map(({ id }) => ({
			name,
			transition: undefined,
			kind: 'invalid-approval' as const,
			message: `Request ${id} is marked as carried out, but no transition confirms it. Restore the file from Git.`,
		}));
}
