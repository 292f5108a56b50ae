import type { CancelSignal } from '../../ports/cancel-signal.ts';
import type { Ports } from '../../ports/ports.ts';
import { normaliseVersion } from '../../formats/prompt/version/version.ts';
import type { ApprovalPeople } from '../../judging/approvals/check-approvals.ts';
import { findVersionAuthors } from '../../workspace/registry/find-version-authors.ts';
import { reviewSignatures } from '../../workspace/signing/review-signatures.ts';
import { ownValue } from '../../base/own-value.ts';
import type { RegisteredName } from './move.ts';

/** Who wrote a version, what `.mailmap` makes of everybody whom its requests name and of the person who asks, and what the signatures of reviews are worth. */
export async function findPeople(
	version: string,
	{ name, config, kind, registry, versions, by }: RegisteredName<string | undefined>,
	{ files, git, signer }: Pick<Ports, 'files' | 'git' | 'signer'>,
	signal: CancelSignal,
): Promise<ApprovalPeople> {
	const wanted = normaliseVersion(version) ?? version;
	const requests = (registry?.value?.requests ?? []).filter(request => (normaliseVersion(request.version) ?? request.version) === wanted);
	const named = requests.flatMap(request => [request.by, ...request.reviews.map(review => review.by)]);
	const canonical = await git.canonicalPeople(by === undefined ? named : [by, ...named]);
	const file = versions.find(known => known.version === wanted) ?? registeredFile(registry, version);
	const authored = file && { ...file, kind, version: wanted, dialects: config.dialects };
	const signatures = await reviewSignatures({ name, requests }, config, { files, git, signer, signal });
	return { authors: authored && (await findVersionAuthors(authored, git, signal)), canonical, signatures };
}

/** Where the registry says that a version nobody finds any more was. */
function registeredFile(
	registry: RegisteredName['registry'],
	version: string,
): { readonly path: string; readonly contentHash: undefined } | undefined {
	const path = ownValue(registry?.value?.versions, version)?.source;
	return path === undefined ? undefined : { path, contentHash: undefined };
}
