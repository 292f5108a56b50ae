import { parsePromptReference } from '../core/prompt/prompt-reference.ts';
import type { PromptSummary } from '../core/workspace/file-summary.ts';
import { loadPromptHistory } from '../core/workspace/load-prompt-history.ts';
import type { WorkspaceIndex } from '../core/workspace/workspace-index.ts';
import type { CommandContext } from './command.ts';
import { UsageError } from './output.ts';

/**
 * The prompt a reference on the command line leads to, looked up in Git history when the working tree does not have it.
 *
 * @throws UsageError with a suggestion when it leads nowhere.
 */
export async function findPrompt(index: WorkspaceIndex, text: string, { ports, signal }: CommandContext): Promise<PromptSummary> {
	const reference = parsePromptReference(text);
	if (reference === undefined) {
		throw new UsageError(`“${text}” is no prompt reference. Write NAME, NAME@VERSION or NAME@STAGE.`);
	}
	if (index.resolve(reference).kind !== 'found') await loadPromptHistory(index, new Set([reference.name]), ports.git, signal);
	const resolution = index.resolve(reference);
	switch (resolution.kind) {
		case 'found':
			return resolution.prompt;
		case 'unknown-name':
			throw new UsageError(`There is no prompt “${reference.name}” in this workspace.${suggest(resolution.suggestion)}`);
		case 'unknown-selector':
			throw new UsageError(
				`Prompt “${reference.name}” has no version or stage “${reference.selector ?? ''}”.${suggest(resolution.suggestion)}` +
					(resolution.known.length > 0 ? ` Known: ${resolution.known.join(', ')}.` : ''),
			);
	}
}

function suggest(suggestion: string | undefined): string {
	return suggestion === undefined ? '' : ` Did you mean “${suggestion}”?`;
}
