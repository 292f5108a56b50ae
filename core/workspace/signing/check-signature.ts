import { emailOf } from '../../formats/registry/person.ts';
import type { Signers, SigningAccess } from './load-signers.ts';
import { notSigned } from './signature-state.ts';
import type { SignatureState } from './signature-state.ts';

/** Longer than any signature of OpenSSH; a 4096-bit key makes one of about 1,400 characters. */
const longest = 16 * 1024;

/** Whether an entry carries the signature of the person whom it names, over a text. */
export async function checkSignature(
	entry: { readonly by: string; readonly at: string; readonly signature?: string | undefined },
	text: string,
	{ text: allowedSigners, path, unchecked }: Pick<Signers, 'path' | 'text' | 'unchecked'>,
	{ signer, signal }: Pick<SigningAccess, 'signal' | 'signer'>,
): Promise<SignatureState> {
	const { by, at, signature } = entry;
	if (signature === undefined) return notSigned;
	if (signature.length > longest) return { kind: 'broken', why: 'the signature is longer than any of OpenSSH' };
	const principal = emailOf(by);
	if (principal === undefined) return { kind: 'broken', why: `“${by}” has no address that a key could belong to` };
	if (allowedSigners === undefined) return { kind: 'broken', why: `${path} is missing, so nobody may sign` };
	const answer = await signer.check({ text, signature, principal, allowedSigners, at }, signal);
	if (answer.kind === 'good') return { kind: 'signed', principal };
	if (answer.kind === 'not-checked') return { kind: 'not-checked', why: answer.why };
	// Who may sign could not be followed to the end, and a later version may have the key.
	return unchecked === undefined ? { kind: 'broken', why: answer.why } : { kind: 'not-checked', why: unchecked };
}
