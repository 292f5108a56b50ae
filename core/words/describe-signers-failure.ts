import { suggestionInWords } from '../base/words-of-failure.ts';
import type { FailureWords } from '../base/words-of-failure.ts';
import type { OwnSignersFailure } from '../use-cases/signers/signers-change.ts';

/** Why the list of signers is as it was. Nothing was written in any of these cases. */
export const signersFailureWords: FailureWords<Exclude<OwnSignersFailure, { kind: 'configuration-unreadable' }>> = {
	'bad-key': ({ principal }) => ({
		what: `This key cannot be added for ${principal}.`,
		why: 'A signer needs an address and a public SSH key, for example ssh-ed25519 AAAA….',
		action: 'Give the public key with --key, either its file or its text.',
	}),
	'last-signer': ({ principal }) => ({
		what: `${principal} has the last key that may sign.`,
		why: 'Without any key nobody could sign the next change of the list.',
		action: 'Add another signer first.',
	}),
	'signer-known': ({ principal }) => ({
		what: `This key of ${principal} is already in the list.`,
		why: 'Adding it again would change nothing.',
		action: 'Nothing needs to be done.',
	}),
	'signers-broken': ({ message }) => ({
		what: 'The list of signers was not changed.',
		why: message,
		action: 'Fix the problem above and try again.',
	}),
	'unknown-signer': ({ principal, known }) => ({
		what: `${principal} has no key that may sign.`,
		why: 'Only a key in the list can be removed.',
		action: suggestionInWords(undefined, known),
	}),
};
