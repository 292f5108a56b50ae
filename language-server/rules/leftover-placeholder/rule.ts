import { proseLines } from '../../../core/formats/prompt/content/prose-lines.ts';
import type { PromptRule } from '../rule.ts';

export const leftoverPlaceholder: PromptRule = {
	id: 'leftover-placeholder',
	appliesTo: 'prompt',
	summary: 'a note or placeholder that should have been replaced before the prompt is used.',
	severity: 'warning',
	group: 'quality',
	fix: 'none',
	isSuppressible: true,
	needsOptIn: false,
	isPreview: true,
	source: 'The check of Mukunda’s prompt-lint.',

	*check(prompt) {
		for (const { text, range } of proseLines(prompt)) {
			for (const match of text.matchAll(placeholder)) {
				const start = range.start + match.index;
				yield {
					range: { start, end: start + match[0].length },
					message: `“${match[0]}” looks like a leftover placeholder, and the model reads it as part of the prompt. Replace it with the real text, or make it an input.`,
				};
			}
		}
	},
};

/** Notes at the start of a line, with or without a bullet; `[INSERT …]` and `<YOUR NAME HERE>` anywhere; the filler text of printers. */
const placeholder =
	/(?<=^(?:[-*+][ \t]+|\d{1,3}\.[ \t]+|\/\/[ \t]*)?)(?:TODO|FIXME|TBD|XXX)(?=[:(]|$)|[[<](?:INSERT|ADD|YOUR|REPLACE|FILL IN|ENTER|TODO|TBD)(?:[ _][A-Z0-9 _,'-]{1,80})?[\]>]|\blorem ipsum\b/g;
