import { canonicalJson } from '../../base/canonical-json.ts';

/**
 * What a signature is about. Source: in-toto Statement v1,
 * https://github.com/in-toto/attestation/blob/main/spec/v1/statement.md.
 */
export interface Statement {
	readonly _type: typeof statementType;
	readonly subject: readonly { readonly name: string; readonly digest: { readonly sha256: string } }[];
	/** Says what `predicate` holds: `urn:stagemark:KIND:v1`. */
	readonly predicateType: string;
	readonly predicate: Readonly<Record<string, unknown>>;
}

const statementType = 'https://in-toto.io/Statement/v1';

/** The namespace of SSH signatures, so that none that was made for a commit or a mail counts here. */
export const signatureNamespace = 'stagemark';

/** A statement about one thing. Members of the predicate that are undefined are left out. */
export function statementAbout(
	{ name, sha256 }: { readonly name: string; readonly sha256: string },
	kind: string,
	predicate: Statement['predicate'],
): Statement {
	return { _type: statementType, subject: [{ name, digest: { sha256 } }], predicateType: `urn:stagemark:${kind}:v1`, predicate };
}

/** The bytes that are signed, as text: canonical JSON (RFC 8785) without a line end, the same for equal statements. */
export function statementText(statement: Statement): string {
	return canonicalJson(statement);
}
