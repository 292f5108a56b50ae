import type { WorkspacePath } from '../../../ports/file-store.ts';
import { hasPromptEnding, readCandidateFile } from './candidate-file.ts';
import { findDialectOverride } from './dialect-overrides.ts';
import { cardPathOf } from '../card/card-path.ts';
import { openSheet } from '../card/sheet.ts';
import type { DialectOverride, DialectOverrides } from './dialect-overrides.ts';
import type { Dialect } from './dialect.ts';
import { stagemark } from './stagemark.ts';
import { dialects } from './all-dialects.ts';

/** The dialect of a file and the reason in words for the user. */
export interface RecognisedDialect {
	readonly dialect: Dialect;
	readonly reason: string;
}

/**
 * The dialect a file is written in, undefined when it is no prompt: a format that is not known, or any other file that
 * happens to lie in the prompts folder. Such a file is plain text: it is in no list of prompts. Content is asked only of files
 * with an ending of prompt formats (`hasPromptEnding`).
 *
 * @param overrides - `dialects` of the configuration, which decides before content does; none by default.
 */
export function findDialect(path: WorkspacePath, text: string, overrides: DialectOverrides = {}): RecognisedDialect | undefined {
	const override = findDialectOverride(path, overrides);
	if (override !== undefined) return overriddenDialect(override);
	if (openSheet(text) !== undefined) return { dialect: stagemark, reason: `${cardPathOf(path)} says what it is.` };
	if (!hasPromptEnding(path)) return undefined;
	const file = readCandidateFile(path, text);
	for (const dialect of byClaim) {
		const reason = dialect.recognise(file);
		if (reason !== undefined) return { dialect, reason };
	}
	return undefined;
}

/** False for a path at which `findDialect` finds none, whatever the content. */
export function mayHaveDialect(path: WorkspacePath, overrides: DialectOverrides): boolean {
	const override = findDialectOverride(path, overrides);
	return override === undefined ? hasPromptEnding(path) : override.dialect !== 'none';
}

function overriddenDialect({ glob, dialect: id }: DialectOverride): RecognisedDialect | undefined {
	const dialect = dialects.find(candidate => candidate.id === id);
	return dialect && { dialect, reason: `stagemark.yaml says so for “${glob}”.` };
}

/** Whoever knows a sign of its own goes before those who take what is left. */
const byClaim = dialects.toSorted((left, right) => Number(left.isFallback) - Number(right.isFallback));
