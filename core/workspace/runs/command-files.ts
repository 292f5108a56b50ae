import type { WorkspacePath } from '../../ports/file-store.ts';
import { joinPath } from '../resolve-include.ts';

/**
 * The files of the workspace that a command names, in order: each word is looked for in `folder` and then from the root. Quotes are
 * removed, and the value of an option (`--config=eval.yaml`) is a word of its own. What the command writes (`> log.txt`, `--output f`,
 * `-o f`) is not among them.
 *
 * @param exists - Whether there is a file at a path of the workspace.
 */
export function commandFiles(command: string, folder: WorkspacePath, exists: (path: WorkspacePath) => boolean): readonly WorkspacePath[] {
	const found = new Set<WorkspacePath>();
	let isWritten = false;
	for (const [word] of command.matchAll(wordPattern)) {
		if (word.startsWith('>')) isWritten = true;
		else if (word.startsWith('-')) isWritten = outputOption.test(word);
		else {
			const name = word.replace(/["']/g, '');
			const path = [joinPath(folder, name), joinPath('', name)].find(each => each !== undefined && exists(each));
			if (path !== undefined && !isWritten) found.add(path);
			isWritten = false;
		}
	}
	return [...found];
}

/** A redirection, or a word as a shell would take it: quotes hold spaces together, and `=` and separators end it. */
const wordPattern = />+|(?:"[^"]*"|'[^']*'|[^\s"'=;&|<>()])+/g;

const outputOption = /^(?:-o|--(?:out|output|log|results?|save)(?:-(?:file|path|dir))?)$/;
