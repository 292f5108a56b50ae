import type { WorkspacePath } from '../../../ports/file-store.ts';
import { matchesGlob } from '../../../base/match-glob.ts';
import type { DialectId } from '../prompt.ts';

/** `dialects:` of stagemark.yaml: which dialect the files of a glob are in, whatever their content says. `none` are no prompts. */
export type DialectOverrides = Readonly<Record<string, DialectId | 'none'>>;

/** What the configuration says of one file: the entry that counts. */
export interface DialectOverride {
	readonly glob: string;
	readonly dialect: DialectId | 'none';
}

/** The last entry whose glob matches, so that one file can be told apart below the rule for its folder. */
export function findDialectOverride(path: WorkspacePath, overrides: DialectOverrides): DialectOverride | undefined {
	const entry = Object.entries(overrides).findLast(([glob]) => matchesGlob(path, glob));
	return entry && { glob: entry[0], dialect: entry[1] };
}

/** True for a file that the configuration says is no prompt and nothing else to look at: `none`. */
export function isExcluded(path: WorkspacePath, overrides: DialectOverrides): boolean {
	return findDialectOverride(path, overrides)?.dialect === 'none';
}
