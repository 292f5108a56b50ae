import type { WorkspacePath } from '../../ports.ts';
import type { Dialect } from './dialect.ts';
import { dialects } from './registry.ts';

/** The dialect of a file and the reason in words for the user. */
export interface RecognisedDialect {
	readonly dialect: Dialect;
	readonly reason: string;
}

/**
 * The dialect a file is written in, undefined when it is no prompt of ours: another tool's format, or any other file that
 * happens to lie in the prompts folder. Nothing is said about such a file and it is in no list.
 */
export function findDialect(path: WorkspacePath, text: string): RecognisedDialect | undefined {
	for (const dialect of dialects) {
		const reason = dialect.recognise(path, text);
		if (reason !== undefined) return { dialect, reason };
	}
	return undefined;
}
