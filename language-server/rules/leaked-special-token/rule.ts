import { literalTexts } from '../../../core/formats/prompt/literal-text.ts';
import type { Prompt } from '../../../core/formats/prompt/prompt.ts';
import type { TextRange } from '../../../core/base/text/text-range.ts';
import type { PromptRule } from '../rule.ts';

export const leakedSpecialToken: PromptRule = {
	id: 'leaked-special-token',
	appliesTo: 'prompt',
	summary: 'a control token of a model in the text of a prompt.',
	severity: 'warning',
	group: 'safety',
	fix: 'unsafe',
	isSuppressible: true,
	needsOptIn: false,
	isPreview: false,
	source: 'The rule leaked-special-tokens of nac7; chat templates of ChatML, Llama and Gemma.',

	*check(prompt) {
		if (isChatTemplate(prompt)) return;
		const { text, messages } = prompt;
		const tokens = literalTexts(prompt).flatMap(({ range }) =>
			[...text.slice(range.start, range.end).matchAll(specialToken)].map(match => at(range.start + match.index, match[0])),
		);
		// Whoever writes a raw transcript opens and closes its turns.
		const isTranscript =
			messages.every(({ markerRange }) => markerRange === undefined) && new Set(tokens.map(({ token }) => token)).size > 1;
		if (isTranscript) return;
		for (const { range, token } of tokens) {
			if (isInlineCode(text, range.start)) continue;
			yield {
				range,
				message: `“${token}” is a control token that separates messages for some models. Inside a message it is noise at best, and at worst it ends the message. Remove it, or break it up if the text is about it.`,
				fixes: [
					{
						title: 'Break the token up',
						safety: 'unsafe',
						edits: [{ range: { start: range.start + 1, end: range.start + 1 }, newText: ' ' }],
					},
				],
			};
		}
	},
};

const specialToken =
	/<\|(?:im_start|im_end|im_sep|endoftext|endofprompt|begin_of_text|end_of_text|eot_id|eom_id|start_header_id|end_header_id|system|user|assistant|end)\|>|\[\/?INST\]|<<\/?SYS>>|<(?:start|end)_of_turn>/g;

/** A template that turns messages into the text of one model, as Hugging Face's do: it reads `messages`, and tokens are what it is for. */
function isChatTemplate({ path, template }: Prompt): boolean {
	const reads = new Set(template.uses.filter(({ definition }) => definition === undefined).map(({ name }) => name));
	return /(?:^|\/)chat_template[^/]*$/.test(path) || (reads.has('messages') && template.language === 'jinja2');
}

function at(start: number, token: string): { readonly range: TextRange; readonly token: string } {
	return { range: { start, end: start + token.length }, token };
}

/** An odd number of backticks stands before it on its line. */
function isInlineCode(text: string, offset: number): boolean {
	const before = text.slice(Math.max(0, offset - 1_000), offset);
	const line = before.slice(before.lastIndexOf('\n') + 1);
	return line.split('`').length % 2 === 0;
}
