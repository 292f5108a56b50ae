import type { TextRange } from '../../../core/text-range.ts';
import type { PromptRule } from '../rule.ts';

export const templateSyntaxError: PromptRule = {
	id: 'template-syntax-error',
	appliesTo: 'prompt',
	summary: 'a template tag that the engine cannot read, so that it refuses the whole prompt.',
	severity: 'error',
	group: 'template',
	fix: 'none',
	isSuppressible: true,
	needsOptIn: false,
	source: 'Jinja 3.1 grammar, with the extensions do, loopcontrols and i18n.',

	*check({ problems, text }) {
		for (const { code, range, message } of problems) {
			if (code === 'template-syntax-error') yield { range: visibleRange(text, range), message };
		}
	},
};

/** Something that is missing has no width; the character before it is underlined then. */
function visibleRange(text: string, range: TextRange): TextRange {
	if (range.end > range.start) return range;
	const end = text.slice(0, range.start).trimEnd().length;
	return { start: Math.max(0, end - 1), end };
}
