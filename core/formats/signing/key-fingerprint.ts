import { sha256 } from '@noble/hashes/sha2.js';
import { base64OfBytes, bytesOfBase64 } from '../../base/text/base64.ts';
import { trimEndOf } from '../../base/text/trim-end-of.ts';

/** `SHA256:…` as `ssh-keygen -l` prints it; empty for what is no public key. */
export function keyFingerprint(publicKey: string): string {
	const bytes = bytesOfBase64(publicKey.split(' ')[1] ?? '');
	return bytes === undefined ? '' : `SHA256:${trimEndOf(base64OfBytes(sha256(bytes)), '=')}`;
}
