import type { FileRevision } from '../../ports/git.ts';
import type { Registry } from '../../formats/registry/registry-file.ts';

/** A registry file as one commit left it. */
export interface RegistryState {
	readonly revision: FileRevision;
	/** Undefined where the file was gone or could not be read. */
	readonly registry: Registry | undefined;
}
