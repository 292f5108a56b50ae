import type { CancelSignal } from '../../../core/ports/cancel-signal.ts';
import type { WorkspacePath } from '../../../core/ports/file-store.ts';
import type { TextRange } from '../../../core/base/text/text-range.ts';
import type { TextEdit } from '../../documents/text-edit.ts';

/** Lines that can be hidden: those behind the first line of `range`. */
export interface FoldingRange {
	readonly range: TextRange;
	readonly kind: 'comment' | 'region' | undefined;
	/** True when the last line stays, as that of an end tag does. */
	readonly keepsLastLine: boolean;
}

/** What a token is. All but `role` are words of the Language Server Protocol. */
export const semanticTokenTypes = ['enumMember', 'function', 'keyword', 'namespace', 'parameter', 'role', 'variable'] as const;

/** What else is known of a token. All but `undeclared`, an input that a prompt with a list of inputs does not list, are the protocol's. */
export const semanticTokenModifiers = ['declaration', 'defaultLibrary', 'readonly', 'undeclared'] as const;

/** A word with a meaning, on one line. */
export interface SemanticToken {
	readonly range: TextRange;
	readonly type: (typeof semanticTokenTypes)[number];
	readonly modifiers: readonly (typeof semanticTokenModifiers)[number][];
}

/** A remark of the editor between the words of a document. */
export interface InlayHint {
	readonly kind: InlayHintKind;
	/** Where it is shown. */
	readonly offset: number;
	readonly label: string;
}

/** The kinds of hints; each can be switched off. `tokens`: how long a text is. `versions`: which version a reference means. */
export const inlayHintKinds = ['tokens', 'versions'] as const;

export type InlayHintKind = (typeof inlayHintKinds)[number];

/** A line of remarks and actions above a place: ready, or to be filled in when it comes into view. */
export type CodeLens = ResolvedCodeLens | { readonly range: TextRange; readonly subject: CodeLensSubject };

/** The text and action of a lens. */
export interface ResolvedCodeLens {
	readonly range: TextRange;
	readonly title: string;
	/** Command id with plain JSON arguments; undefined for a lens that only informs. */
	readonly command: { readonly id: string; readonly arguments: readonly unknown[] } | undefined;
}

/** What a lens tells of that takes longer than finding its place: the runs of the prompt, or of a variant of the experiment. */
export type CodeLensSubject = { readonly kind: 'prompt' } | { readonly kind: 'variant'; readonly variant: string };

/** What the editor asks about one document while somebody writes it. All offsets are UTF-16; a file that is none of ours has empty answers. */
export interface EditingService {
	/** In the order of the text is not promised; ranges that turn out to lie on one line are among them. */
	fold(path: WorkspacePath, signal: CancelSignal): Promise<readonly FoldingRange[]>;
	/** For each offset the ranges around it, the smallest first, each inside the next. */
	select(path: WorkspacePath, offsets: readonly number[], signal: CancelSignal): Promise<readonly (readonly TextRange[])[]>;
	/** In the order of the text, without overlap; those that touch `range` when one is given. */
	semanticTokens(path: WorkspacePath, range: TextRange | undefined, signal: CancelSignal): Promise<readonly SemanticToken[]>;
	/** The hints inside `range`. */
	inlayHints(path: WorkspacePath, range: TextRange, signal: CancelSignal): Promise<readonly InlayHint[]>;
	/** More about a hint, as Markdown with text of the workspace escaped. Undefined when it is out of date. */
	describeInlayHint(path: WorkspacePath, hint: Pick<InlayHint, 'kind' | 'offset'>, signal: CancelSignal): Promise<string | undefined>;
	/** The end tag of the block that was opened just before `offset`, after `typed` was written there. Undefined where none is wanted. */
	closeBlock(
		path: WorkspacePath,
		typing: { readonly offset: number; readonly typed: string },
		signal: CancelSignal,
	): Promise<TextEdit | undefined>;
	/** The edits of an even layout, those that touch `range` when one is given. They never change what a document says. */
	format(path: WorkspacePath, range: TextRange | undefined, signal: CancelSignal): Promise<readonly TextEdit[]>;
	/** The lenses of a document, found without reading any run. */
	codeLenses(path: WorkspacePath, signal: CancelSignal): Promise<readonly CodeLens[]>;
	/** Reads the runs a lens tells of. Undefined when its variant is gone. */
	describeCodeLens(
		path: WorkspacePath,
		subject: CodeLensSubject,
		signal: CancelSignal,
	): Promise<Pick<ResolvedCodeLens, 'title' | 'command'> | undefined>;
}
