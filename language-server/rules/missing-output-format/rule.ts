import { parameterName } from '../../../core/formats/models/parameter-name.ts';
import { headRange } from '../../../core/formats/prompt/head-range.ts';
import type { PromptRule } from '../rule.ts';

export const missingOutputFormat: PromptRule = {
	id: 'missing-output-format',
	appliesTo: 'prompt',
	summary: 'a prompt that does not say what the answer should look like.',
	severity: 'off',
	group: 'quality',
	fix: 'none',
	isSuppressible: true,
	needsOptIn: false,
	isPreview: true,
	source: 'promptdiff, promptlint; OWASP Top 10 for LLM applications, LLM01:2026, mitigation 2 (define expected output formats).',

	*check(prompt) {
		if (prompt.output !== undefined || !prompt.hasWholeTemplate || prompt.template.references.length > 0) return;
		if ([...prompt.parameters.keys()].some(name => parameterName(name) === 'response_format')) return;
		const { text, messages } = prompt;
		if (messages.length === 0 || messages.some(({ range }) => shape.test(text.slice(range.start, range.end)))) return;
		yield {
			range: headRange(prompt),
			message:
				'The prompt does not say what the answer should look like, so code that reads it has to guess. Declare “output” in the front matter, or describe the answer in the text.',
		};
	},
};

/** Words that speak of the shape of an answer. */
const shape =
	/\b(?:json|xml|yaml|csv|html|markdown|format|tables?|lists?|bullets?|columns?|sentences?|paragraphs?|words|lines?|characters|schema|heading|sections?|code block|only (?:the|with|a)|return|output|respond|reply|answer (?:in|with|as))\b/i;
