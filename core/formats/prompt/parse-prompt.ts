import type { WorkspacePath } from '../../ports/file-store.ts';
import { findMergeConflict } from '../../base/yaml/find-merge-conflict.ts';
import type { DialectOverrides } from './dialects/parts/dialect-overrides.ts';
import { readCandidateFile } from './dialects/candidate-file.ts';
import { findDialect } from './dialects/find-dialect.ts';
import type { RecognisedDialect } from './dialects/find-dialect.ts';
import { plainJinja } from './dialects/plain-jinja.ts';
import { stagemark } from './dialects/stagemark.ts';
import { dialects } from './dialects/all-dialects.ts';
import type { DialectId, Prompt } from './prompt.ts';
import type { TemplateName } from './template-name.ts';
import { splitFrontMatter } from './split-front-matter.ts';

/**
 * Reads a prompt file. Always gives a prompt, also for a file that is none of ours: ask `findDialect` first where that
 * matters. A file with an unresolved merge conflict has no content and this one problem.
 *
 * @param overrides - As for `findDialect`: `dialects` of the configuration.
 */
export function parsePrompt(path: WorkspacePath, text: string, overrides: DialectOverrides = {}): Prompt {
	return parseRecognised(findDialect(path, text, overrides) ?? closestDialect(text), path, text);
}

/** The same for a file whose dialect, and the template language that the configuration names for it, are known already, as from its summary. */
export function parsePromptAs(id: DialectId, path: WorkspacePath, text: string, template?: TemplateName): Prompt {
	const dialect = dialects.find(candidate => candidate.id === id);
	if (dialect === undefined) throw new RangeError(`The dialect ${id} is not in the registry.`);
	return parseRecognised({ dialect, reason: dialect.recognise(readCandidateFile(path, text)) ?? 'It was chosen.', template }, path, text);
}

function parseRecognised({ dialect, reason, template }: RecognisedDialect, path: WorkspacePath, text: string): Prompt {
	const conflict = findMergeConflict(text);
	if (conflict === undefined) return dialect.parse(path, text, reason, template);
	// Neither side of a conflict is the prompt, so rules get an empty one instead of two halves.
	return { ...plainJinja.parse(path, '', reason), text, dialect: dialect.id, problems: [conflict] };
}

function closestDialect(text: string): RecognisedDialect {
	return splitFrontMatter(text) === undefined
		? { dialect: plainJinja, reason: 'It was opened as a prompt and has no front matter.' }
		: { dialect: stagemark, reason: 'It was opened as a prompt and starts with front matter.' };
}
