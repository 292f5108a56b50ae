import type { AskedSubject } from '../formats/config/asked-of.ts';
import { normaliseVersion } from '../formats/prompt/version/version.ts';
import type { RegistryKind } from '../formats/registry/registry-file.ts';

/** A name with the versions of it that can be read. */
interface NameWithVersions {
	readonly name: string;
	readonly kind: RegistryKind;
	readonly versions: readonly { readonly version: string; readonly tags?: readonly string[] }[];
}

/** One version of a name, as far as the configuration asks about it. Its tags are those of its file, or of the commit that has it. */
export function askedSubject({ name, kind, versions }: NameWithVersions, version: string): AskedSubject {
	const wanted = normaliseVersion(version) ?? version;
	return { name, kind, tags: versions.find(known => known.version === wanted)?.tags };
}
