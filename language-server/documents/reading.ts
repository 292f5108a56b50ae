import { isExcluded } from '../../core/formats/prompt/dialects/parts/dialect-overrides.ts';
import type { FileContent, WorkspacePath } from '../../core/ports/file-store.ts';
import type { Config } from '../../core/formats/config/config.ts';
import { fileKindOf } from '../../core/workspace/file-kind.ts';
import type { ParsedDocument } from './parsed-document.ts';

/** Whether a file was looked at, so that nothing is called clean that nobody has read. */
export type Reading =
	| { readonly kind: 'read'; readonly as: Exclude<ParsedDocument['kind'], 'unreadable'> }
	| { readonly kind: 'not-read'; readonly content: Exclude<FileContent, { readonly kind: 'text' }> | { readonly kind: 'excluded' } }
	/** No glob and no folder of the configuration names it, or it is something else in a folder of components. */
	| { readonly kind: 'not-matched' };

/** How a file was read. `document` is what `parseDocument` made of its content. */
export function readingOf(path: WorkspacePath, content: FileContent, document: ParsedDocument | undefined, config: Config): Reading {
	const kind = fileKindOf(path, config);
	if (kind === undefined || kind === 'run') return { kind: 'not-matched' };
	if (content.kind !== 'text') return { kind: 'not-read', content };
	if (document !== undefined && document.kind !== 'unreadable') return { kind: 'read', as: document.kind };
	const isLeftAlone = kind === 'prompt' && isExcluded(path, config.dialects);
	return isLeftAlone ? { kind: 'not-read', content: { kind: 'excluded' } } : { kind: 'not-matched' };
}
