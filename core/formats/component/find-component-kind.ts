import type { WorkspacePath } from '../../ports/file-store.ts';
import { frontMatterKeys, splitFrontMatter } from '../prompt/split-front-matter.ts';
import type { ComponentKind } from './component.ts';

/** Where components are kept. */
export const componentFolders: readonly WorkspacePath[] = ['embeddings', 'models', 'pipelines'];

/** True for a kind of file that is a component. */
export function isComponentKind(kind: string | undefined): kind is ComponentKind {
	return kind === 'embedding' || kind === 'model' || kind === 'pipeline';
}

/** What a file may be by its place: `models/*.md`, `embeddings/*.yaml`, `pipelines/*.yaml`, at any depth below those folders. */
export function componentKindOf(path: WorkspacePath): ComponentKind | undefined {
	if (/^models\/.+\.md$/i.test(path)) return 'model';
	if (/^embeddings\/.+\.ya?ml$/i.test(path)) return 'embedding';
	return /^pipelines\/.+\.ya?ml$/i.test(path) ? 'pipeline' : undefined;
}

/**
 * True for a text that is a component of ours and not something else that lies in a folder of this name: notes beside model cards,
 * the pipelines of a build server. A file that has begun to be one counts.
 */
export function isComponentText(kind: ComponentKind, text: string): boolean {
	switch (kind) {
		case 'embedding':
			return /^(?:dimension|model|chunking)[ \t]*:/m.test(text);
		case 'model': {
			const place = splitFrontMatter(text);
			const keys = place === undefined ? new Set<string>() : frontMatterKeys(text, place);
			return ['base_model', 'license', 'limits', 'provider', 'version'].some(key => keys.has(key));
		}
		case 'pipeline':
			return (
				/^steps[ \t]*:/m.test(text) &&
				/^[ \t]*(?:-[ \t]+)?(?:prompt|model|embedding)[ \t]*:|[{,][ \t]*(?:prompt|model|embedding)[ \t]*:/m.test(text)
			);
	}
}
