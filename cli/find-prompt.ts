import { parsePromptReference } from '../core/formats/prompt/prompt-reference.ts';
import type { PromptReference } from '../core/formats/prompt/prompt-reference.ts';
import { boundedList } from '../core/base/text/bounded-list.ts';
import type { PromptSummary } from '../core/workspace/summaries/file-summary.ts';
import { loadPromptHistory } from '../core/workspace/load-prompt-history.ts';
import { resolveSubject } from '../core/workspace/subject.ts';
import type { Subject } from '../core/workspace/subject.ts';
import type { WorkspaceIndex } from '../core/workspace/workspace-index.ts';
import type { CommandContext } from './command.ts';
import { UsageError } from './text/output.ts';

/**
 * The prompt a reference on the command line leads to, looked up in Git history when the working tree does not have it.
 *
 * @throws UsageError with a suggestion when it leads nowhere.
 */
export async function findPrompt(index: WorkspaceIndex, text: string, context: CommandContext): Promise<PromptSummary> {
	const reference = referenceIn(text);
	const resolution = await withHistory(index, reference, () => index.resolve(reference), context);
	if (resolution.kind === 'found') return resolution.prompt;
	throw refusalOf(resolution, reference);
}

/**
 * As `findPrompt`, for whatever can be promoted: a prompt, a pipeline or a model.
 *
 * @throws UsageError with a suggestion when it leads nowhere.
 */
export async function findSubject(index: WorkspaceIndex, text: string, context: CommandContext): Promise<Subject> {
	const reference = referenceIn(text);
	const resolution = await withHistory(index, reference, () => resolveSubject(reference, index), context);
	if (resolution.kind === 'found') return resolution.subject;
	throw refusalOf(resolution, reference);
}

function referenceIn(text: string): PromptReference {
	const reference = parsePromptReference(text);
	if (reference !== undefined) return reference;
	throw new UsageError(`“${text}” is not a prompt reference. Write NAME, NAME@VERSION or NAME@STAGE.`);
}

async function withHistory<Resolution extends { readonly kind: string }>(
	index: WorkspaceIndex,
	{ name }: PromptReference,
	resolve: () => Resolution,
	{ ports, signal }: CommandContext,
): Promise<Resolution> {
	if (resolve().kind !== 'found') await loadPromptHistory(index, new Set([name]), ports.git, signal);
	return resolve();
}

type Unresolved =
	| { readonly kind: 'unknown-name'; readonly suggestion: string | undefined }
	| { readonly kind: 'unknown-selector'; readonly suggestion: string | undefined; readonly known: readonly string[] };

function refusalOf(resolution: Unresolved, { name, selector = '' }: PromptReference): UsageError {
	const suggestion = resolution.suggestion === undefined ? '' : ` Did you mean “${resolution.suggestion}”?`;
	if (resolution.kind === 'unknown-name') return new UsageError(`There is no prompt “${name}” in this workspace.${suggestion}`);
	const known = resolution.known.length > 0 ? ` Known: ${boundedList(resolution.known)}.` : '';
	return new UsageError(`“${name}” has no version or stage “${selector}”.${suggestion}${known}`);
}
