import type { CancelSignal } from '../../ports/cancel-signal.ts';
import type { FileReader } from '../../ports/file-store.ts';
import type { Git } from '../../ports/git.ts';
import type { RegistryPast } from './registry-past.ts';

/** What verifying may look at. */
export interface VerifyAccess {
	readonly files: FileReader;
	readonly git: Git;
	readonly past: RegistryPast;
	readonly signal: CancelSignal;
}
