import type { TextRange } from '../../../base/text/text-range.ts';

/**
 * The regions of a text that show an example and are no instruction: from `<example>` or `<examples>` to its end. One that is never
 * closed is none.
 */
export function findExampleSections(text: string, { start, end }: TextRange): readonly TextRange[] {
	const sections: TextRange[] = [];
	const open: number[] = [];
	for (const match of text.slice(start, end).matchAll(/<(\/?)(?:few_?shot_?)?examples?(?:[_-]\w{1,40})?(?:\s[^<>]{0,200})?>/gi)) {
		if (match[1] === '') {
			open.push(start + match.index);
			continue;
		}
		const from = open.pop();
		if (from !== undefined && open.length === 0) sections.push({ start: from, end: start + match.index + match[0].length });
	}
	return sections;
}
