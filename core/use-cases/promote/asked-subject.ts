import type { AskedSubject } from '../../formats/config/asked-of.ts';
import { normaliseVersion } from '../../formats/prompt/version/version.ts';
import type { RegisteredName } from './move.ts';

/** One version of a name, as far as the configuration asks about it. Its tags are those of its file, or of the commit that has it. */
export function askedSubject({ name, kind, versions }: Pick<RegisteredName, 'kind' | 'name' | 'versions'>, version: string): AskedSubject {
	const wanted = normaliseVersion(version) ?? version;
	return { name, kind, tags: versions.find(known => known.version === wanted)?.tags };
}
