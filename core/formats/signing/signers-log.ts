import { z } from 'zod';
import { readJson } from '../../base/read-json.ts';
import { sha256Hex } from '../../base/sha256.ts';
import { statementAbout } from './statement.ts';
import type { Statement } from './statement.ts';

const versionSchema = z.strictObject({
	text: z.string().describe('The whole file allowed_signers of this version.'),
	at: z.string().describe('ISO 8601 in UTC.'),
	by: z.string().describe('Name <email> of the person who made the change, whose key must be in the version before.'),
	reason: z.string(),
	signature: z.string().optional().describe('By a signer of the version before. The first version has none; its digest is the root.'),
});

/** `registry/allowed_signers.json`: every version of the file beside it, each signed by a signer of the one before. */
const signersLogSchema = z.strictObject({
	schema: z.literal('stagemark/signers/v1'),
	versions: z.array(versionSchema).min(1),
});

export type SignersLog = z.output<typeof signersLogSchema>;
export type SignersVersion = SignersLog['versions'][number];

/** Reads the log; undefined for a text that is none. */
export function parseSignersLog(text: string): SignersLog | undefined {
	return signersLogSchema.safeParse(readJson(text)).data;
}

/** What a signer of the version before signs: this file after that file. */
export function signersStatement(before: SignersVersion, { text, at, by, reason }: Omit<SignersVersion, 'signature'>): Statement {
	const predicate = { previous: digestOfSigners(before.text), by, at, reason };
	return statementAbout({ name: 'allowed_signers', sha256: digestOfSigners(text) }, 'signers', predicate);
}

/** The digest of one version; that of the first one is the root. Line ends of Windows count as those of Git. */
export function digestOfSigners(text: string): string {
	return sha256Hex(text.replaceAll('\r\n', '\n'));
}
