import { readJson } from '../../base/read-json.ts';
import type { FileReader } from '../../ports/file-store.ts';
import { attestationPaths, attestationSchema } from '../../formats/attestation/attestation.ts';
import type { ManifestVersion } from '../../formats/manifest/manifest.ts';
import { envelopeSchema, openEnvelope } from '../../formats/signing/dsse-envelope.ts';
import type { Envelope } from '../../formats/signing/dsse-envelope.ts';

/**
 * The attestation of a version as it is served; undefined without one, and for one of another content or stage. Its signatures are for
 * whoever deploys to check.
 */
export async function findAttestation(
	{ name, version, served }: { readonly name: string; readonly version: string; readonly served: ManifestVersion },
	files: Pick<FileReader, 'read'>,
): Promise<Envelope | undefined> {
	const content = await files.read(attestationPaths(name, version).attestation);
	if (content.kind !== 'text') return undefined;
	const envelope = envelopeSchema.safeParse(readJson(content.text)).data;
	const said = envelope === undefined ? undefined : attestationSchema.safeParse(readJson(openEnvelope(envelope)?.text ?? '')).data;
	if (said === undefined) return undefined;
	const [subject] = said.subject;
	const isOfThis = subject.name === `${name}@${version}` && subject.digest.sha256 === served.sha256;
	return isOfThis && said.predicate.stage === served.stage ? envelope : undefined;
}
