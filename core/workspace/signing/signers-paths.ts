import type { Config } from '../../formats/config/config.ts';
import type { WorkspacePath } from '../../ports/file-store.ts';

/** Where it stands who may sign: the file in the format of OpenSSH, and the log of its versions with their signatures. */
export function signersPaths({ registry }: Pick<Config, 'registry'>): { readonly file: WorkspacePath; readonly log: WorkspacePath } {
	return { file: `${registry}/allowed_signers`, log: `${registry}/allowed_signers.json` };
}
