import { canonicalJson } from '../../base/canonical-json.ts';
import { readJson } from '../../base/read-json.ts';
import { attestationSchema } from '../../formats/attestation/attestation.ts';
import type { Attestation, AttestedDecision } from '../../formats/attestation/attestation.ts';
import { openEnvelope, signedTextOf } from '../../formats/signing/dsse-envelope.ts';
import type { Envelope } from '../../formats/signing/dsse-envelope.ts';
import { checkSignature } from '../../workspace/signing/check-signature.ts';
import type { Signers, SigningAccess } from '../../workspace/signing/load-signers.ts';
import { notSigned } from '../../workspace/signing/signature-state.ts';
import type { SignatureState } from '../../workspace/signing/signature-state.ts';

/** What signatures are checked with, without a repository. */
export interface OfflineAccess extends Pick<SigningAccess, 'signal' | 'signer'> {
	readonly signers: Pick<Signers, 'path' | 'text' | 'unchecked'>;
}

/** One attestation, and what its signatures are worth. */
export interface CheckedAttestation {
	readonly statement: Attestation;
	readonly signature: SignatureState;
	readonly decisions: readonly CheckedDecision[];
}

/** An approval or an override that an attestation has. */
export interface CheckedDecision {
	readonly what: 'approval' | 'override';
	readonly by: string;
	readonly state: SignatureState;
}

/**
 * Checks an attestation by the list of signers alone. Each signed decision in it is checked by its own signature, and must be about the
 * same content and stage, so that its signers need not trust whoever attests.
 *
 * @returns Undefined for an envelope that holds no attestation of a promotion.
 * @throws The signal's reason when cancelled.
 */
export async function checkAttestation(envelope: Envelope, { signers, ...access }: OfflineAccess): Promise<CheckedAttestation | undefined> {
	const opened = openEnvelope(envelope);
	const statement = opened === undefined ? undefined : readStatement(opened.text);
	if (opened === undefined || statement === undefined) return undefined;
	const { by, at, approvals, override } = statement.predicate;
	const entry = { by, at, signature: opened.signature };
	const signature = await checkSignature(entry, signedTextOf(opened.text), signers, access);
	const decisions: CheckedDecision[] = [];
	for (const approval of approvals) {
		decisions.push({ what: 'approval', by: approval.by, state: await stateOf(approval, 'approve', statement, { signers, ...access }) });
	}
	if (override !== undefined) {
		decisions.push({
			what: 'override',
			by: override.by,
			state: await stateOf(override, 'override', statement, { signers, ...access }),
		});
	}
	return { statement, signature, decisions };
}

/** Only canonical JSON: a key written twice would say one thing here and another elsewhere. */
function readStatement(text: string): Attestation | undefined {
	const value = readJson(text);
	return canonicalJson(value) === text ? attestationSchema.safeParse(value).data : undefined;
}

async function stateOf(
	{ by, at, statement, signature }: AttestedDecision,
	decision: 'approve' | 'override',
	{ subject: [about], predicate: { stage } }: Attestation,
	{ signers, ...access }: OfflineAccess,
): Promise<SignatureState> {
	if (signature === undefined || statement === undefined) return notSigned;
	const [subject, ...others] = statement.subject;
	const said = statement.predicate;
	const isSame =
		others.length === 0 &&
		subject?.name === about.name &&
		subject.digest.sha256 === about.digest.sha256 &&
		[said.decision === decision, said.stage === stage, said.by === by, said.at === at].every(Boolean);
	if (!isSame) return { kind: 'broken', why: 'it is for another content, stage or person' };
	return await checkSignature({ by, at, signature }, canonicalJson(statement), signers, access);
}
