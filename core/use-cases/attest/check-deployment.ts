import { ownValue } from '../../base/own-value.ts';
import { readJson } from '../../base/read-json.ts';
import { parseAllowedSigners } from '../../formats/signing/allowed-signers.ts';
import { manifestSchema } from '../../formats/manifest/manifest.ts';
import type { Manifest, ManifestVersion } from '../../formats/manifest/manifest.ts';
import { servedDigest } from '../../formats/attestation/attestation.ts';
import { envelopeSchema } from '../../formats/signing/dsse-envelope.ts';
import { checkAttestation } from './check-attestation.ts';
import type { CheckedAttestation, OfflineAccess } from './check-attestation.ts';

/** What a deployment may rest on. */
export interface CheckedDeployment {
	readonly attestations: readonly CheckedAttestation[];
	/** What is not attested as it is, each a whole sentence. */
	readonly problems: readonly string[];
}

/** What has to be so, beside good signatures. */
export interface DeploymentDemand {
	/** The stage that it must be attested for; any by default, and of a manifest then every version. */
	readonly stage: string | undefined;
}

/**
 * Checks the file of an attestation, or a manifest whose every version must be attested with exactly the content that it serves.
 *
 * @param text - The file.
 * @returns Undefined for a file that is neither.
 * @throws The signal's reason when cancelled.
 */
export async function checkDeployment(
	text: string,
	demand: DeploymentDemand,
	access: OfflineAccess,
): Promise<CheckedDeployment | undefined> {
	const value = readJson(text);
	const envelope = envelopeSchema.safeParse(value).data;
	const manifest = manifestSchema.safeParse(value).data;
	const { text: list = '', path } = access.signers;
	const problems = parseAllowedSigners(list).problems.map(({ message }) => `${path}: ${message}`);
	if (envelope !== undefined) {
		const checked = await checkAttestation(envelope, access);
		if (checked === undefined) return undefined;
		return { attestations: [checked], problems: [...problems, ...objectionsTo(checked, demand)] };
	}
	if (manifest === undefined) return undefined;
	const found = await checkManifest(manifest, demand, access);
	return { ...found, problems: [...problems, ...found.problems] };
}

async function checkManifest({ names }: Manifest, demand: DeploymentDemand, access: OfflineAccess): Promise<CheckedDeployment> {
	const attestations: CheckedAttestation[] = [];
	const problems: string[] = [];
	for (const [name, { versions, stages }] of Object.entries(names)) {
		for (const [version, served] of Object.entries(versions)) {
			access.signal.throwIfAborted();
			if (demand.stage !== undefined && ownValue(stages, demand.stage) !== version) continue;
			const wanted = `${name}@${version}`;
			const checked = served.attestation === undefined ? undefined : await checkAttestation(served.attestation, access);
			if (checked === undefined) {
				problems.push(`${wanted} is not attested. Run “stagemark attest ${wanted}”, then export the manifest again.`);
				continue;
			}
			attestations.push(checked);
			problems.push(...objectionsTo(checked, demand), ...differences(wanted, served, checked));
			if (ownValue(stages, checked.statement.predicate.stage) !== version) {
				problems.push(`${wanted} is attested for ${checked.statement.predicate.stage}, where the manifest does not have it.`);
			}
		}
	}
	if (attestations.length === 0 && problems.length === 0) problems.push('The manifest has no version to check, so nothing is attested.');
	return { attestations, problems };
}

function differences(wanted: string, served: ManifestVersion, { statement }: CheckedAttestation): readonly string[] {
	const {
		subject: [{ name, digest }],
		predicate,
	} = statement;
	if (name !== wanted) return [`${wanted} carries the attestation of ${name}.`];
	const isSame = digest.sha256 === served.sha256 && predicate.served_sha256 === servedDigest(served);
	return isSame ? [] : [`${wanted} is not what was attested: the manifest serves another content. Export it again.`];
}

function objectionsTo({ statement, signature, decisions }: CheckedAttestation, { stage }: DeploymentDemand): readonly string[] {
	const [{ name }] = statement.subject;
	const objections: string[] = [];
	if (signature.kind === 'broken' || signature.kind === 'not-checked') {
		const verb = signature.kind === 'broken' ? 'does not count' : 'could not be checked';
		objections.push(`The attestation of ${name} ${verb}: ${signature.why}.`);
	}
	for (const { what, by, state } of decisions) {
		if (state.kind === 'broken') objections.push(`The ${what} of ${name} by ${by} does not count: ${state.why}.`);
		if (state.kind === 'not-checked') objections.push(`The ${what} of ${name} by ${by} could not be checked: ${state.why}.`);
	}
	if (stage !== undefined && stage !== statement.predicate.stage) {
		objections.push(`${name} is attested for ${statement.predicate.stage}, not for ${stage}.`);
	}
	return objections;
}
