import type { TextRange } from '../../text/text-range.ts';
import { FlatTemplate } from '../../tree/flat-template.ts';
import type { TemplateTree } from '../../tree/template-tree.ts';

/** Reads a text that is no template: whatever is in braces reaches the model as it is. Arguments as for the other parsers. */
export function parseNothing(text: string, range: TextRange = { start: 0, end: text.length }): TemplateTree {
	return new FlatTemplate('none', range).finish();
}
