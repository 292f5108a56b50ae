import { suggestionInWords } from '../base/words-of-failure.ts';
import type { FailureWords } from '../base/words-of-failure.ts';
import type { AliasFailure } from '../use-cases/promote/change-alias.ts';
import type { PromoteFailure } from '../use-cases/promote/promote-failure.ts';
import type { RequestFailure } from '../use-cases/review/promotion-request.ts';

type OwnFailure = Exclude<RequestFailure | AliasFailure, PromoteFailure>;

/** Why a request or an alias is as it was. Nothing was written in any of these cases. */
export const requestFailureWords: FailureWords<OwnFailure> = {
	'alias-unchanged': ({ alias, version }) => ({
		what: `“${alias}” points to ${version} already.`,
		why: 'A change to the same version would say nothing.',
		action: 'Nothing needs to be done.',
	}),
	'already-approved': ({ request, by }) => ({
		what: `${by} has approved ${request} already.`,
		why: 'Approvals count people, and each of them once.',
		action: 'Ask somebody else if more approvals are needed.',
	}),
	'author-unknown': ({ name, version }) => ({
		what: `Nobody can tell who wrote ${name} ${version}.`,
		why: 'No commit has this content, and nobody may approve their own work.',
		action: 'Commit the prompt, then approve.',
	}),
	'bad-alias': ({ alias }) => ({
		what: `“${alias}” cannot be an alias.`,
		why: 'An alias is made of letters, digits, dots, dashes and underscores, and is neither a stage nor a version.',
		action: 'Choose another word, for example “champion”.',
	}),
	'not-requester': ({ request, requester }) => ({
		what: `${request} is not yours to withdraw.`,
		why: `${requester} made it.`,
		action: 'Reject it with a reason instead.',
	}),
	'request-closed': ({ request, status }) => ({
		what: `${request} is ${status === 'done' ? 'carried out' : status} already.`,
		why: 'What was decided is not decided again.',
		action: 'Make a new request if it should be decided anew.',
	}),
	'request-exists': ({ request, name, version, stage }) => ({
		what: `There is a request already to move ${name} ${version} to ${stage}.`,
		why: `${request} is still open, and its reviews would be lost between two.`,
		action: `Have ${request} reviewed, or withdraw it first.`,
	}),
	'review-refused': ({ request, by, objection, approvers }) => ({
		what: `${by} may not review ${request}.`,
		why: {
			'by-requester': 'Who asks does not decide.',
			'by-author': 'They wrote content of this version, and nobody approves their own work.',
			'not-an-approver': `stagemark.yaml names as approvers: ${approvers.join(', ')}.`,
		}[objection],
		action: objection === 'by-requester' ? 'Ask somebody else, or withdraw the request.' : 'Ask somebody else.',
	}),
	'unknown-alias': ({ alias, suggestion, known }) => ({
		what: `There is no alias “${alias}”.`,
		why: 'Only what is set can be removed.',
		action: suggestionInWords(suggestion, known),
	}),
	'unknown-request': ({ name, request, suggestion, known }) => ({
		what: `“${name}” has no request “${request}”.`,
		why: 'Requests go by the id that “stagemark request” printed.',
		action: known.length === 0 ? 'No request is open.' : suggestionInWords(suggestion, known),
	}),
};
