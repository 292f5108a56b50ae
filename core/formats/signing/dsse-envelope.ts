import { utf8ToBytes } from '@noble/hashes/utils.js';
import { z } from 'zod';
import { base64OfText, textOfBase64 } from '../../base/text/base64.ts';
import { statementText } from './statement.ts';
import type { Statement } from './statement.ts';

/** What the payload is, as in-toto names it. */
const payloadType = 'application/vnd.in-toto+json';

/**
 * A statement with its signature. `sig` is an SSHSIG without its armour, since OpenSSH signs nothing else. Source: DSSE 1.0.2,
 * https://github.com/secure-systems-lab/dsse/blob/master/envelope.md.
 */
export const envelopeSchema = z.strictObject({
	payload: z.string().describe('The statement: base64 of canonical JSON.'),
	payloadType: z.literal(payloadType),
	signatures: z.tuple([
		z.strictObject({
			keyid: z.string().describe('Fingerprint of the key, as “ssh-keygen -l” prints it.'),
			sig: z.string().describe('Base64 of an SSHSIG in the namespace stagemark.'),
		}),
	]),
});

export type Envelope = z.output<typeof envelopeSchema>;

/** The text that is signed for a payload, which binds its type too: DSSE's pre-authentication encoding. */
export function signedTextOf(payload: string): string {
	return `DSSEv1 ${payloadType.length} ${payloadType} ${utf8ToBytes(payload).length} ${payload}`;
}

/** An envelope around a statement. `signature` is in the armour of OpenSSH. */
export function sealEnvelope(statement: Statement, { signature, keyid }: { readonly signature: string; readonly keyid: string }): Envelope {
	const sig = signature.split('\n').slice(1).join('').split('-', 1)[0] ?? '';
	return { payload: base64OfText(statementText(statement)), payloadType, signatures: [{ keyid, sig }] };
}

/** The text and its signature in the armour of OpenSSH; undefined when the payload is no text. */
export function openEnvelope({
	payload,
	signatures: [{ sig }],
}: Envelope): { readonly text: string; readonly signature: string } | undefined {
	const text = textOfBase64(payload);
	const lines = sig.match(/.{1,70}/g) ?? [];
	const signature = ['-----BEGIN SSH SIGNATURE-----', ...lines, '-----END SSH SIGNATURE-----', ''].join('\n');
	return text === undefined ? undefined : { text, signature };
}
