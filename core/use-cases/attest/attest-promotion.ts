import type { CancelSignal } from '../../ports/cancel-signal.ts';
import type { Ports } from '../../ports/ports.ts';
import { fail, succeed } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { sha256Hex } from '../../base/sha256.ts';
import { modelBom } from '../../formats/bom/model-bom.ts';
import type { Registry, Transition } from '../../formats/registry/registry-file.ts';
import { stageRoles } from '../../formats/registry/stage-roles.ts';
import { attestationPaths, servedDigest } from '../../formats/attestation/attestation.ts';
import { sealEnvelope, signedTextOf } from '../../formats/signing/dsse-envelope.ts';
import type { Envelope } from '../../formats/signing/dsse-envelope.ts';
import { keyFingerprint } from '../../formats/signing/key-fingerprint.ts';
import { statementAbout, statementText } from '../../formats/signing/statement.ts';
import type { Statement } from '../../formats/signing/statement.ts';
import { exportVersion } from '../manifest/export-version.ts';
import { signEntry } from '../signers/sign-entry.ts';
import type { Work } from '../unit-of-work/begin-work.ts';
import type { Change, ChangedFile } from '../unit-of-work/change.ts';
import { commitMessage } from '../unit-of-work/commit-message.ts';
import { unitOfWork } from '../unit-of-work/unit-of-work.ts';
import type { Written } from '../unit-of-work/unit-of-work.ts';
import { verifyWorkspace } from '../verify/verify-workspace.ts';
import type { VerifiedWorkspace } from '../verify/verify-workspace.ts';
import type { AttestFailure } from './attest-failure.ts';
import { attestedPromotion } from './attested-promotion.ts';
import { gatherBom } from './gather-bom.ts';

/** An attestation in its files. */
export interface AttestationPlan extends Change {
	readonly path: string;
	readonly bomPath: string;
	readonly stage: string;
	readonly by: string;
}

interface Asked {
	readonly name: string;
	readonly version: string;
}

/** A version in a stage, and the move that brought it there. */
interface Promoted {
	readonly registry: Registry;
	readonly version: string;
	readonly stage: string;
	readonly move: Transition;
}

/**
 * Verifies a name, signs what is known of the promotion of one of its versions with the key that Git signs with, and commits that with a
 * bill of materials. What does not hold is not attested.
 *
 * @throws The signal's reason when cancelled; once writing has begun it is finished.
 */
export async function attestPromotion(
	asked: Asked,
	ports: Ports,
	signal: CancelSignal,
): Promise<Result<Written<AttestationPlan>, AttestFailure>> {
	return await unitOfWork(work => planAttestation(asked, work, ports, signal), ports, signal);
}

async function planAttestation(
	asked: Asked,
	{ index, state }: Work,
	ports: Ports,
	signal: CancelSignal,
): Promise<Result<AttestationPlan, AttestFailure>> {
	const { files, git, signer, clock } = ports;
	const by = await git.identity();
	if (by === undefined) return fail({ kind: 'no-identity' });
	const found = findPromoted(asked, index);
	if (!found.ok) return found;
	const { registry, version, stage, move } = found.value;
	const verified = await verifyWorkspace({ facts: index, files, git, signer }, registry.name, signal);
	const [problem] = verified.problems;
	if (problem !== undefined) return fail({ kind: 'attested-broken', name: registry.name, problem });
	const served = await exportVersion(registry, version, { facts: index, files, git });
	if (!served.ok) return served;
	const at = clock.now();
	const { sha256, path: source, prompt } = served.value;
	const subject = { registry, version, move, sha256, at, model: prompt?.model ?? undefined };
	const bom = `${JSON.stringify(modelBom(await gatherBom(subject, index, ports, signal)), undefined, 2)}\n`;
	const statement = statementAbout({ name: `${registry.name}@${version}`, sha256 }, 'promotion', {
		...{ by, at, kind: registry.kind, stage, source },
		commit: state.kind === 'repository' ? state.commit : undefined,
		...attestedPromotion(registry, move),
		claims: claimsOf(verified),
		signers: { root: verified.signers.root ?? '' },
		served_sha256: servedDigest(served.value),
		bom_sha256: sha256Hex(bom),
	});
	const sealed = await seal({ by, at }, statement, { config: index.config, files, git, signer }, signal);
	if (!sealed.ok) return sealed;
	const paths = attestationPaths(registry.name, version);
	const texts = [
		[paths.attestation, `${JSON.stringify(sealed.value, undefined, 2)}\n`],
		[paths.bom, bom],
	] as const;
	return succeed({
		...{ path: paths.attestation, bomPath: paths.bom, stage, by },
		write: { kind: 'files', path: 'attestations', files: await Promise.all(texts.map(([path, text]) => changed(path, text, files))) },
		message: commitMessage(`attest ${registry.name}@${version}: ${stage}`, '', [['Stagemark-Prompt', `${registry.name}@${version}`]]),
		tag: undefined,
		settings: index.config.git,
	});
}

function findPromoted({ name, version }: Asked, { registries, config }: Work['index']): Result<Promoted, AttestFailure> {
	const registry = registries.find(summary => summary.registry.name === name)?.registry;
	const registered = registry !== undefined && Object.hasOwn(registry.versions, version) ? registry.versions[version] : undefined;
	if (registry === undefined || registered === undefined) {
		const known = registry === undefined ? registries.map(summary => summary.registry.name) : Object.keys(registry.versions);
		return fail({ kind: 'attested-unknown', name: registry === undefined ? name : `${name}@${version}`, known });
	}
	const { stage } = registered;
	const move = registry.transitions.findLast(entry => entry.version === version && entry.to === stage && entry.alias === undefined);
	return move === undefined || !stageRoles(config).held.includes(stage)
		? fail({ kind: 'attested-not-promoted', name, version, stage })
		: succeed({ registry, version, stage, move });
}

/** What was verified; broken claims never get here. */
function claimsOf({ claims }: VerifiedWorkspace): Record<string, string> {
	return Object.fromEntries(claims.map(({ claim, state }) => [claim, state]));
}

async function seal(
	entry: { readonly by: string; readonly at: string },
	statement: Statement,
	access: Parameters<typeof signEntry>[2],
	signal: CancelSignal,
): Promise<Result<Envelope, AttestFailure>> {
	const signed = await signEntry(entry, signedTextOf(statementText(statement)), access, signal);
	if (!signed.ok) return signed;
	const key = await access.signer.publicKey();
	if (!key.ok) return key;
	return succeed(sealEnvelope(statement, { signature: signed.value, keyid: keyFingerprint(key.value) }));
}

async function changed(path: string, text: string, files: Ports['files']): Promise<ChangedFile> {
	const content = await files.read(path);
	return { path, text, before: content.kind === 'text' ? content.text : undefined };
}
