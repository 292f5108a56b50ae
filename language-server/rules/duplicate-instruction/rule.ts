import { proseLines } from '../../../core/formats/prompt/content/prose-lines.ts';
import type { TextRange } from '../../../core/base/text/text-range.ts';
import type { PromptRule } from '../rule.ts';

export const duplicateInstruction: PromptRule = {
	id: 'duplicate-instruction',
	appliesTo: 'prompt',
	summary: 'an instruction that appears twice in the same role, word for word.',
	severity: 'hint',
	group: 'quality',
	fix: 'none',
	isSuppressible: true,
	needsOptIn: false,
	isPreview: true,
	source: 'promptdiff and the prompt analyzer of Visual Studio Code.',

	*check(prompt) {
		const seen = new Map<string, TextRange>();
		for (const { text, range, role, isConditional } of proseLines(prompt)) {
			const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
			// Tables, lists of values and headings repeat for good reasons.
			if (isConditional || words.length < 5 || /^[|#<]|[|]$/.test(text)) continue;
			const key = `${role} ${words.join(' ')}`;
			const first = seen.get(key);
			if (first === undefined) seen.set(key, range);
			else
				yield {
					range,
					message:
						'The same instruction appears further up, so it costs tokens twice and the two will disagree once one is changed. Remove one.',
					related: [{ path: prompt.path, range: first, message: 'It first appears here.' }],
					tag: 'unnecessary',
				};
		}
	},
};
