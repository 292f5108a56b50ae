import type { CancelSignal, FileReader, Git } from '../ports.ts';

/** What verifying may look at. */
export interface VerifyAccess {
	readonly files: FileReader;
	readonly git: Git;
	readonly signal: CancelSignal;
}
