import { parsePromptReference } from '../core/prompt/prompt-reference.ts';
import type { PromptSummary } from '../core/workspace/file-summary.ts';
import type { WorkspaceFacts } from '../core/workspace/workspace-facts.ts';
import { UsageError } from './output.ts';

/**
 * The prompt a reference on the command line leads to.
 *
 * @throws UsageError with a suggestion when it leads nowhere.
 */
export function findPrompt(facts: WorkspaceFacts, text: string): PromptSummary {
	const reference = parsePromptReference(text);
	if (reference === undefined) {
		throw new UsageError(`“${text}” is no prompt reference. Write NAME, NAME@VERSION or NAME@STAGE.`);
	}
	const resolution = facts.resolve(reference);
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
