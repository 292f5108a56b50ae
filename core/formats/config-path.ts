import type { WorkspacePath } from '../ports/file-store.ts';

/** Where the configuration is. */
export const configPath: WorkspacePath = 'stagemark.yaml';
