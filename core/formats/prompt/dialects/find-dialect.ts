import type { WorkspacePath } from '../../../ports/file-store.ts';
import { hasPromptEnding, readCandidateFile } from './candidate-file.ts';
import type { CandidateFile } from './candidate-file.ts';
import { findDialectOverride } from './parts/dialect-overrides.ts';
import { cardPathOf } from '../card/card-path.ts';
import { openSheet } from '../card/sheet.ts';
import type { Sheet } from '../card/sheet.ts';
import { hostOf, openPlacePath } from '../place/place-path.ts';
import type { DialectOverride, DialectOverrides } from './parts/dialect-overrides.ts';
import type { Dialect } from './dialect.ts';
import { plainJinja } from './plain-jinja.ts';
import { plainTemplate } from './plain-template.ts';
import type { TemplateName } from '../template-name.ts';
import { stagemark } from './stagemark.ts';
import { dialects } from './all-dialects.ts';

/** The dialect of a file and the reason in words for the user. */
export interface RecognisedDialect {
	readonly dialect: Dialect;
	readonly reason: string;
	/** The language that the configuration names for its templates. */
	readonly template?: TemplateName | undefined;
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
	if (override?.by !== undefined) return namedDialect(override, findDialect(path, text));
	if (override?.dialect !== undefined) return overriddenDialect(override);
	const template = override?.template;
	const sheet = openSheet(text);
	if (sheet !== undefined) return { dialect: stagemark, reason: whySheet(path, sheet), template };
	const file = readCandidateFile(path, text);
	if (override !== undefined && file.form === 'text') return promised(override);
	return hasPromptEnding(path) ? dialectOfContent(file, template) : undefined;
}

function dialectOfContent(file: CandidateFile, template: TemplateName | undefined): RecognisedDialect | undefined {
	for (const dialect of byClaim) {
		const reason = dialect.recognise(file);
		if (reason !== undefined) return { dialect, reason, template };
	}
	return undefined;
}

function whySheet(path: WorkspacePath, { origin }: Sheet): string {
	if (origin === undefined) return `${cardPathOf(path)} says what it is.`;
	return `stagemark.yaml names this place of ${hostOf(path)}.`;
}

/** False for a path at which `findDialect` finds none, whatever the content. */
export function mayHaveDialect(path: WorkspacePath, overrides: DialectOverrides): boolean {
	const override = findDialectOverride(path, overrides);
	if (openPlacePath(path) !== undefined) return override?.dialect !== 'none';
	return override === undefined ? hasPromptEnding(path) : override.dialect !== 'none';
}

function overriddenDialect({ glob, dialect: id, template }: DialectOverride): RecognisedDialect | undefined {
	const dialect = dialects.find(candidate => candidate.id === id);
	return dialect && { dialect, reason: `stagemark.yaml says so for “${glob}”.`, template };
}

/** An entry that names the template language of its files says that they are prompts. */
function promised({ glob, template }: DialectOverride): RecognisedDialect {
	return { dialect: plainTemplate, reason: `stagemark.yaml names “${glob}” and its template language.`, template };
}

/** A file that another one names is in the language of that one, unless a sign of its own says what it is. */
function namedDialect(
	{ dialect: id, template, by = '' }: DialectOverride,
	own: RecognisedDialect | undefined,
): RecognisedDialect | undefined {
	const hasOwnSign = own !== undefined && own.dialect !== plainJinja;
	if (hasOwnSign) return own;
	const dialect = dialects.find(candidate => candidate.id === id) ?? plainTemplate;
	return { dialect, reason: `${by} names it as a prompt.`, template };
}

/** Whoever knows a sign of its own goes before those who take what is left. */
const byClaim = dialects.toSorted((left, right) => Number(left.isFallback) - Number(right.isFallback));
