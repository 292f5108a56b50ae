import type { CancelSignal } from '../../ports/cancel-signal.ts';
import type { Git } from '../../ports/git.ts';
import { normaliseVersion } from '../../formats/prompt/version/version.ts';
import type { ApprovalPeople } from '../../judging/approvals/check-approvals.ts';
import { findVersionAuthors } from '../../workspace/registry/find-version-authors.ts';
import { ownValue } from '../../base/own-value.ts';
import type { RegisteredName } from './move.ts';

/** Who wrote a version, and what `.mailmap` makes of everybody whom its requests name and of the person who asks. */
export async function findPeople(
	version: string,
	{ config, kind, registry, versions, by }: RegisteredName<string | undefined>,
	git: Git,
	signal: CancelSignal,
): Promise<ApprovalPeople> {
	const wanted = normaliseVersion(version) ?? version;
	const requests = (registry?.value?.requests ?? []).filter(request => (normaliseVersion(request.version) ?? request.version) === wanted);
	const named = requests.flatMap(request => [request.by, ...request.reviews.map(review => review.by)]);
	const canonical = await git.canonicalPeople(by === undefined ? named : [by, ...named]);
	const file = versions.find(known => known.version === wanted) ?? registeredFile(registry, version);
	const authored = file && { ...file, kind, version: wanted, dialects: config.dialects };
	return { authors: authored && (await findVersionAuthors(authored, git, signal)), canonical };
}

/** Where the registry says that a version nobody finds any more was. */
function registeredFile(
	registry: RegisteredName['registry'],
	version: string,
): { readonly path: string; readonly contentHash: undefined } | undefined {
	const path = ownValue(registry?.value?.versions, version)?.source;
	return path === undefined ? undefined : { path, contentHash: undefined };
}
