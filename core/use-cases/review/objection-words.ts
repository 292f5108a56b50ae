import type { ReviewObjection } from '../../judging/approvals/check-approvals.ts';

/** Why an approval does not count, as the end of a sentence that begins with the person. */
export const objectionWords: { readonly [Objection in ReviewObjection]: string } = {
	'by-requester': 'made the request',
	'by-author': 'wrote content of this version',
	'not-an-approver': 'is not an approver in stagemark.yaml',
	'content-changed': 'approved content that has changed since',
	'not-signed': 'did not sign it, and the stage asks for signatures',
	'signature-broken': 'did not sign what the file says now',
	'signature-not-checked': 'signed it, but the signature could not be checked',
};
