import { emailOf } from '../formats/registry/person.ts';
import type { FailureWords } from '../base/words-of-failure.ts';
import type { SigningRefusal } from '../use-cases/signers/signing-refusal.ts';

/** Why nothing was signed. Nothing was written in any of these cases. */
export const signingRefusalWords: FailureWords<SigningRefusal> = {
	'signing-failed': ({ cause, output }) => ({
		what: 'Nothing was signed.',
		why: `${output}${/[.!?]$/.test(output) ? '' : '.'}`,
		action: {
			'no-program': 'Install OpenSSH, then try again.',
			'no-key': 'Name your key, for example: git config --global user.signingkey ~/.ssh/id_ed25519.pub. Then try again.',
			locked: 'Unlock the key with “ssh-add”, then try again.',
			refused: 'Check that your key or its agent is available, then try again.',
		}[cause],
	}),
	'signers-missing': ({ path }) => ({
		what: 'Nobody may sign in this repository yet.',
		why: `${path} lists the keys that count, and it is missing.`,
		action: 'Add your own key: stagemark signers add.',
	}),
	'signature-refused': ({ by, why, path }) => ({
		what: `The signature of ${by} does not count.`,
		why: `OpenSSH checked it against ${path}: ${why}.`,
		action: `Have a signer add your key: stagemark signers add ${emailOf(by) ?? by} --key FILE.`,
	}),
};
