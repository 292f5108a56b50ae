import { askedOf } from '../../formats/config/asked-of.ts';
import type { AskedSubject } from '../../formats/config/asked-of.ts';
import type { Config } from '../../formats/config/config.ts';
import { emailOf, personKey } from '../../formats/registry/person.ts';
import type { RegistryRequest, Review } from '../../formats/registry/registry-file.ts';

/** Who has to agree before a version moves to a stage. */
export interface ApprovalRules {
	/** How many different people; 0 when nobody has to. */
	readonly required: number;
	/** Patterns of addresses, `*` for anything; empty when anybody may approve. */
	readonly approvers: readonly string[];
}

/** What Git knows of the people around a request. */
export interface ApprovalPeople {
	/** Who wrote the content of the version; undefined when Git has no commit with it. */
	readonly authors: readonly string[] | undefined;
	/** People to what `.mailmap` makes of them; who is absent is who they say they are. */
	readonly canonical: ReadonlyMap<string, string>;
}

/** Why a review is no valid approval. */
export type ReviewObjection = 'by-requester' | 'by-author' | 'not-an-approver' | 'content-changed';

/** The approvals of a request, judged. */
export interface ApprovalCheck {
	/** One for each person whose last word was to approve, and whose approval counts. */
	readonly valid: readonly Review[];
	readonly refused: readonly { readonly review: Review; readonly objection: ReviewObjection }[];
	/** How many more are needed; 0 when it may go ahead. */
	readonly missing: number;
}

/** What the configuration asks for before this subject moves to a stage. */
export function approvalRules({ promotion }: Pick<Config, 'promotion'>, stage: string, subject: AskedSubject): ApprovalRules {
	const { approvals: required, approvers } = askedOf(promotion, stage, subject);
	return { required, approvers };
}

/**
 * Judges the reviews of a request against the content that is to move: of each person the last verdict counts, an approval
 * only for the very content it was given for, and never by the requester or an author of that content.
 *
 * @param contentHash - What would move now; undefined for what has none.
 */
export function checkApprovals(
	request: Pick<RegistryRequest, 'by' | 'reviews'>,
	contentHash: string | undefined,
	rules: ApprovalRules,
	people: ApprovalPeople,
): ApprovalCheck {
	const lastOf = new Map(request.reviews.map(review => [keyOf(review.by, people), review]));
	const approvals = [...lastOf.values()].filter(({ verdict }) => verdict === 'approve');
	const judged = approvals.map(review => ({
		review,
		objection: review.prompt_sha256 === contentHash ? objectionTo(review.by, request.by, rules, people) : ('content-changed' as const),
	}));
	const valid = judged.filter(({ objection }) => objection === undefined).map(({ review }) => review);
	const refused = judged.flatMap(({ review, objection }) => (objection === undefined ? [] : { review, objection }));
	return { valid, refused, missing: Math.max(0, rules.required - valid.length) };
}

/** What speaks against the approval of this person, whatever it is given for. Undefined when nothing does. */
export function objectionTo(
	approver: string,
	requester: string,
	{ approvers }: ApprovalRules,
	people: ApprovalPeople,
): Exclude<ReviewObjection, 'content-changed'> | undefined {
	const key = keyOf(approver, people);
	if (key === keyOf(requester, people)) return 'by-requester';
	if (people.authors?.some(author => keyOf(author, people) === key) === true) return 'by-author';
	const email = emailOf(people.canonical.get(approver) ?? approver) ?? '';
	return approvers.length === 0 || approvers.some(pattern => matches(email, pattern)) ? undefined : 'not-an-approver';
}

/** True when two texts name one person. */
export function isSamePerson(left: string, right: string, people: Pick<ApprovalPeople, 'canonical'>): boolean {
	return keyOf(left, people) === keyOf(right, people);
}

function keyOf(person: string, { canonical }: Pick<ApprovalPeople, 'canonical'>): string {
	return personKey(canonical.get(person) ?? person);
}

/** Without a regular expression, so that no pattern of a repository can make it slow. */
function matches(email: string, pattern: string): boolean {
	const [first = '', ...others] = pattern.toLowerCase().split('*');
	const last = others.pop();
	if (last === undefined) return email === first;
	if (!email.startsWith(first) || !email.endsWith(last) || email.length < first.length + last.length) return false;
	let rest = email.slice(first.length, email.length - last.length);
	for (const part of others) {
		const position = rest.indexOf(part);
		if (position === -1) return false;
		rest = rest.slice(position + part.length);
	}
	return true;
}
