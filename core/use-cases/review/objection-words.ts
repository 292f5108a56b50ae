import type { ReviewObjection } from '../../judging/approvals/check-approvals.ts';

/** Why an approval does not count, as the end of a sentence that begins with the person. */
export const objectionWords: { readonly [Objection in ReviewObjection]: string } = {
	'by-requester': 'made the request',
	'by-author': 'wrote content of this version',
	'not-an-approver': 'is no approver by stagemark.yaml',
	'content-changed': 'approved other content, which has changed since',
};
