import { askedFormats, declaredFormat } from '../../../core/formats/prompt/content/asked-format.ts';
import type { Prompt } from '../../../core/formats/prompt/prompt.ts';
import type { TextRange } from '../../../core/base/text/text-range.ts';
import type { Finding, PromptRule } from '../rule.ts';

export const contradictoryOutputFormat: PromptRule = {
	id: 'contradictory-output-format',
	appliesTo: 'prompt',
	summary: 'a prompt that asks for two output formats at once, although an answer can have only one.',
	severity: 'warning',
	group: 'quality',
	fix: 'none',
	isSuppressible: true,
	needsOptIn: false,
	isPreview: true,
	source: 'A taxonomy of prompt defects, arXiv 2509.14404, “conflicting instructions”; the rule contradictory-directives of prompt-lint.',

	*check(prompt) {
		const declared = declaredFormat(prompt);
		const asked = askedFormats(prompt);
		const firsts = new Map(asked.toReversed().map(format => [format.alternative, format]));
		for (const { format, range, alternative } of asked) {
			const first = firsts.get(alternative);
			if (declared !== undefined && format !== declared && prompt.output !== undefined) {
				yield contradiction(prompt, { range, format, other: declared, otherRange: prompt.output.range });
			} else if (declared === undefined && first !== undefined && format !== first.format) {
				yield contradiction(prompt, { range, format, other: first.format, otherRange: first.range });
			}
		}
	},
};

interface Contradiction {
	readonly range: TextRange;
	readonly format: string;
	readonly other: string;
	readonly otherRange: TextRange;
}

function contradiction({ path }: Prompt, { range, format, other, otherRange }: Contradiction): Finding {
	return {
		range,
		message: `This asks for an answer in ${print(format)}, but another place asks for ${print(other)}, so a model follows sometimes one and sometimes the other. Keep one, or say when each applies.`,
		related: [{ path, range: otherRange, message: `This asks for ${print(other)}.` }],
	};
}

function print(format: string): string {
	return format === 'MARKDOWN' ? 'Markdown' : format === 'PLAIN TEXT' ? 'plain text' : format;
}
