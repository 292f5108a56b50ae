import type { Problem } from '../../core/base/problem.ts';
import type { YamlSource } from '../../core/base/yaml/yaml-source.ts';
import type { ComponentKind, ParsedComponent } from '../../core/formats/component/component.ts';
import type { ParsedExperiment } from '../../core/formats/experiment/experiment.ts';
import type { Prompt } from '../../core/formats/prompt/prompt.ts';
import type { ParsedRegistry } from '../../core/formats/registry/registry-file.ts';
import type { FileContent, WorkspacePath } from '../../core/ports/file-store.ts';

/** A file as it was parsed: what rules and features work on. `value` is the parser's. */
export type ParsedDocument =
	| { readonly kind: ComponentKind; readonly value: ParsedComponent }
	| { readonly kind: 'prompt'; readonly value: Prompt }
	| { readonly kind: 'experiment'; readonly value: ParsedExperiment }
	| { readonly kind: 'registry'; readonly value: ParsedRegistry }
	| { readonly kind: 'config'; readonly value: ConfigDocument }
	| { readonly kind: 'card'; readonly value: PromptCard }
	| { readonly kind: 'host'; readonly value: PromptHost }
	| { readonly kind: 'text'; readonly value: PlainText }
	| { readonly kind: 'unreadable'; readonly value: UnreadableFile };

/** True for a card and for a file with prompts inside: what they say is said by the documents of their prompts. */
export function isReadWithPrompts(document: ParsedDocument): document is Extract<ParsedDocument, { readonly kind: 'card' | 'host' }> {
	return document.kind === 'card' || document.kind === 'host';
}

/** `stagemark.yaml` as a document: the parsed configuration together with its text. */
export interface ConfigDocument {
	readonly path: WorkspacePath;
	readonly text: string;
	readonly yaml: YamlSource;
	readonly problems: readonly Problem[];
}

/** The card of a file that is not read with it: the file is gone, or says itself what it is. One that counts is part of its prompt. */
export interface PromptCard {
	readonly path: WorkspacePath;
	readonly text: string;
	readonly yaml: YamlSource;
	readonly problems: readonly Problem[];
}

/** A file that has prompts inside, each of which is a document of its own. */
export interface PromptHost {
	readonly path: WorkspacePath;
	readonly text: string;
	readonly yaml: YamlSource;
	readonly problems: readonly Problem[];
}

/** A file among the prompts that is in no dialect. It is judged by rules that need no format. */
export interface PlainText {
	readonly path: WorkspacePath;
	readonly text: string;
	/** A merge conflict, or none. */
	readonly problems: readonly Problem[];
}

/** A file that is there and has no text. */
export interface UnreadableFile {
	readonly path: WorkspacePath;
	readonly content: Exclude<FileContent, { readonly kind: 'text' | 'missing' }>;
}
