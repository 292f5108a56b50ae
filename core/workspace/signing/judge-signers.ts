import { emailOf } from '../../formats/registry/person.ts';
import { parseAllowedSigners } from '../../formats/signing/allowed-signers.ts';
import { digestOfSigners, signersStatement } from '../../formats/signing/signers-log.ts';
import type { SignersVersion } from '../../formats/signing/signers-log.ts';
import { statementText } from '../../formats/signing/statement.ts';
import type { SignatureAnswer, SignedText } from '../../ports/signer.ts';

/** Who may sign, by the part of a chain that holds. */
export interface JudgedSigners {
	/** SHA-256 of the first version, lower-case hex. */
	readonly root: string;
	/** The version that is in force: the last one before anything that does not hold. */
	readonly inForce: SignersVersion;
	/** Why the version after it does not count, each a whole sentence; empty when the chain holds. */
	readonly problems: readonly string[];
	/** Why it could not be looked at, as the end of a sentence. */
	readonly unchecked: string | undefined;
}

/**
 * Follows a chain of versions from its root. Each counts when somebody signed it whose key was in the version before, and when it is not
 * older than that one. The first that does not count ends the chain: what comes after it rests on it.
 *
 * @param check - Asks OpenSSH.
 */
export async function judgeSigners(
	[root, ...later]: readonly [SignersVersion, ...SignersVersion[]],
	check: (claim: SignedText) => Promise<SignatureAnswer>,
): Promise<JudgedSigners> {
	let inForce = root;
	const base = { root: digestOfSigners(root.text) };
	for (const [position, version] of later.entries()) {
		const where = `Version ${position + 2} of allowed_signers (${version.at}, ${version.by})`;
		const answer = await answerAbout(version, inForce, check);
		if (answer.kind === 'not-checked') return { ...base, inForce, problems: [], unchecked: answer.why };
		if (answer.kind === 'bad') {
			const problem = `${where} does not count: ${answer.why}. A signer of the version before must sign it. Restore the file from Git, then use “stagemark signers”.`;
			return { ...base, inForce, problems: [problem], unchecked: undefined };
		}
		inForce = version;
	}
	const flaws = parseAllowedSigners(inForce.text).problems.map(({ message }) => message);
	return { ...base, inForce, problems: flaws, unchecked: undefined };
}

async function answerAbout(
	version: SignersVersion,
	before: SignersVersion,
	check: (claim: SignedText) => Promise<SignatureAnswer>,
): Promise<SignatureAnswer> {
	const { signature, by, at } = version;
	if (signature === undefined) return { kind: 'bad', why: 'nobody signed it' };
	if (at < before.at) return { kind: 'bad', why: `it claims to be older than the version before, which is of ${before.at}` };
	const text = statementText(signersStatement(before, version));
	return await check({ text, signature, principal: emailOf(by) ?? by, allowedSigners: before.text, at });
}
