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
			if (mention.test(text)) continue;
			for (const match of text.matchAll(placeholder)) {
				if (isQuoted(text, match.index, match[0].length)) continue;
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
	/(?:TODO|FIXME|TBD|XXX)(?=[:(]|$)(?<=^(?:[-*+][ \t]+|\d{1,3}\.[ \t]+|\/\/[ \t]*)?(?:TODO|FIXME|TBD|XXX))|[[<](?:INSERT|ADD|YOUR|REPLACE|FILL IN|ENTER|TODO|TBD)(?:[ _][A-Z0-9 _,'-]{1,80})?[\]>]|\blorem ipsum dolor\b/g;

/** Words by which a sentence speaks of placeholders instead of having one. */
const mention =
	/\b(?:placeholders?|fill(?:ed|s)?[ -]?(?:in|out|text)|mark(?:s|ed|ing)?|unknowns?|never|do not|don['’]t|avoid|such as|e\.g\.|(?:like|use|write|output|print|replace|insert) [`"'“]?[[<])/i;

function isQuoted(text: string, start: number, length: number): boolean {
	return /[`"'“‘]$/.test(text.slice(0, start)) && /^[`"'”’]/.test(text.slice(start + length));
}
