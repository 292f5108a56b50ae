import type { FileReader } from '../ports/file-store.ts';
import type { Git } from '../ports/git.ts';
import { parsePromptAs } from '../formats/prompt/parse-prompt.ts';
import type { Prompt } from '../formats/prompt/prompt.ts';
import { readSource } from './read-source.ts';
import type { Subject } from './subject.ts';

/**
 * The whole prompt behind a summary, from the working tree or from the commit it was found at; undefined when it is gone by now.
 * A component is read as a prompt of ours, too: a model card says its model and its parameters the same way.
 */
export async function readPrompt(
	summary: Pick<Subject, 'dialect' | 'path' | 'revision' | 'template'>,
	ports: { readonly files: FileReader; readonly git: Git },
): Promise<Prompt | undefined> {
	const { dialect, path, template } = summary;
	const text = await readSource(summary, ports);
	if (text === undefined) return undefined;
	return parsePromptAs(dialect ?? 'stagemark', path, text, template);
}
