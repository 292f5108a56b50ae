import { fail } from '../../base/result.ts';
import type { Signer } from '../../ports/signer.ts';

const why = 'signatures cannot be checked here';

/** Where there is no OpenSSH to ask, as in a browser. Nothing is signed, and no signature is called good or bad. */
export const noSigner: Signer = {
	sign: () => Promise.resolve(fail({ kind: 'signing-failed', cause: 'no-program', output: why })),
	publicKey: () => Promise.resolve(fail({ kind: 'signing-failed', cause: 'no-program', output: why })),
	check: () => Promise.resolve({ kind: 'not-checked', why }),
};
