import type { WorkspacePath } from '../../../ports/file-store.ts';
import { readCandidateFile } from '../dialects/candidate-file.ts';
import { hiddenFence, sheetFence, sheetHead } from './sheet.ts';

/**
 * The text that a file is read as: with its card before it, where it has one and says nothing of itself. A file with front matter of its own,
 * and one that is YAML or JSON, is read without the card.
 *
 * @param card - The text of its card; undefined for a file without one.
 */
export function composeSheet(path: WorkspacePath, text: string, card: string | undefined): string {
	if (card === undefined || !takesCard(path, text)) return text.startsWith(sheetHead) ? text.replace('# The', '#_The') : text;
	const written = card.replaceAll(/^---(?=[ \t]*\r?$)/gm, hiddenFence);
	return `${sheetHead}${written}${written === '' || written.endsWith('\n') ? '' : '\n'}${sheetFence}${text}`;
}

/** False for a file that says itself what it is, or would have to. */
export function takesCard(path: WorkspacePath, text: string): boolean {
	return readCandidateFile(path, text).form === 'text';
}
