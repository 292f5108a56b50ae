import { suggestionInWords } from '../base/words-of-failure.ts';
import type { FailureWords } from '../base/words-of-failure.ts';
import type { AliasFailure } from '../use-cases/promote/change-alias.ts';
import type { PromoteFailure } from '../use-cases/promote/promote-failure.ts';
import type { RequestFailure } from '../use-cases/review/promotion-request.ts';

type OwnFailure = Exclude<RequestFailure | AliasFailure, PromoteFailure>;

/** Why a request or an alias is as it was. Nothing was written in any of these cases. */
export const requestFailureWords: FailureWords<OwnFailure> = {
	'alias-unchanged': ({ alias, version }) => ({
		what: `“${alias}” already points to ${version}.`,
		why: 'Setting it again would change nothing.',
		action: 'Nothing needs to be done.',
	}),
	'already-approved': ({ request, by }) => ({
		what: `${by} has already approved ${request}.`,
		why: 'Each person counts only once.',
		action: 'Ask someone else if more approvals are needed.',
	}),
	'author-unknown': ({ name, version }) => ({
		what: `The author of ${name} ${version} is unknown.`,
		why: 'No commit has this content, and people cannot approve their own work.',
		action: 'Commit the prompt, then approve.',
	}),
	'bad-alias': ({ alias }) => ({
		what: `“${alias}” cannot be an alias.`,
		why: 'An alias consists of letters, digits, dots, hyphens and underscores, and is neither a stage nor a version.',
		action: 'Choose another name, for example “champion”.',
	}),
	'not-requester': ({ request, requester }) => ({
		what: `You cannot withdraw ${request}.`,
		why: `${requester} made this request.`,
		action: 'Reject it with a reason instead.',
	}),
	'request-closed': ({ request, status }) => ({
		what: `${request} is already ${status === 'done' ? 'carried out' : status}.`,
		why: 'A decision about a request is final.',
		action: 'Make a new request to decide again.',
	}),
	'request-exists': ({ request, name, version, stage }) => ({
		what: `A request to move ${name} ${version} to ${stage} already exists.`,
		why: `${request} is still open, and a second request would split its reviews.`,
		action: `Have ${request} reviewed, or withdraw it first.`,
	}),
	'review-refused': ({ request, by, objection, approvers }) => ({
		what: `${by} may not review ${request}.`,
		why: {
			'by-requester': 'People cannot decide on their own requests.',
			'by-author': 'They wrote content of this version, and people cannot approve their own work.',
			'not-an-approver': `stagemark.yaml lists these approvers: ${approvers.join(', ')}.`,
		}[objection],
		action: objection === 'by-requester' ? 'Ask someone else, or withdraw the request.' : 'Ask someone else.',
	}),
	'unknown-alias': ({ alias, suggestion, known }) => ({
		what: `There is no alias “${alias}”.`,
		why: 'Only an existing alias can be removed.',
		action: suggestionInWords(suggestion, known),
	}),
	'unknown-request': ({ name, request, suggestion, known }) => ({
		what: `“${name}” has no request “${request}”.`,
		why: 'A request is identified by the id that “stagemark request” printed.',
		action: known.length === 0 ? 'No request is open.' : suggestionInWords(suggestion, known),
	}),
};
