import { escapeMarkdown, unescapeMarkdown } from '../../features/reading/markdown.ts';
import type { Translate } from '../../../io/create-translate.ts';

/** The Markdown of a hover with each of its sentences and facets translated. What is not ours stays as it is. */
export function translateMarkdown(markdown: string, translate: Translate): string {
	return markdown
		.split('\n')
		.map(line => {
			const [bullet = ''] = /^- /.exec(line) ?? [];
			return bullet + translateFacets(line.slice(bullet.length), piece => translateEscaped(piece, translate));
		})
		.join('\n');
}

/** Facets of one line, as `3 runs · Compare`, each translated. */
export function translateFacets(line: string, translate: Translate): string {
	return line.split(separator).map(translate).join(separator);
}

const separator = ' · ';

/** Words of ours that went through the same escaping as text of the workspace are found by what they say; those with markup as they are. */
function translateEscaped(piece: string, translate: Translate): string {
	if (markup.test(piece)) return translate(piece);
	const plain = unescapeMarkdown(piece);
	const translated = translate(plain);
	return translated === plain ? piece : escapeMarkdown(translated);
}

/** Bold text and inline code. */
const markup = /(?<!\\)[*`]/;
