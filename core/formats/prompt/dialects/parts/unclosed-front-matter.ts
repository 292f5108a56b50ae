import type { Problem } from '../../../../base/problem.ts';
import type { FrontMatterPlace } from '../../split-front-matter.ts';

/** The problem of front matter without its closing line; none when it is closed. */
export function unclosedFrontMatter({ isClosed, opening }: FrontMatterPlace): readonly Problem[] {
	if (isClosed) return [];
	const message =
		'The front matter that starts here is never closed, so it is unclear where the prompt begins. Add a line “---” after the last key.';
	return [{ code: 'unclosed-front-matter', message, range: opening }];
}
