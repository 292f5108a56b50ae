import { memberOf } from '../../../core/base/member-of.ts';
import { parameterName } from '../../../core/formats/models/parameter-name.ts';
import type { Located, Message, Prompt } from '../../../core/formats/prompt/prompt.ts';
import type { Fix, PromptRule } from '../rule.ts';

export const jsonModeWithoutJsonMention: PromptRule = {
	id: 'json-mode-without-json-mention',
	appliesTo: 'prompt',
	summary: 'the JSON mode of a provider in a prompt that never says “JSON”.',
	severity: 'warning',
	group: 'quality',
	fix: 'unsafe',
	isSuppressible: true,
	needsOptIn: false,
	isPreview: true,
	source: 'OpenAI API reference, response_format: without the word in a message the request fails or does not end; the rule of nac7.',

	*check(prompt) {
		const place = jsonMode(prompt);
		const { text, messages, template } = prompt;
		if (place === undefined || !prompt.hasWholeTemplate || template.references.length > 0) return;
		const message = messages.find(({ role }) => role === 'system') ?? messages.at(-1);
		if (message === undefined || messages.some(({ range }) => /json/i.test(text.slice(range.start, range.end)))) return;
		yield {
			range: place.range,
			message:
				'JSON mode is on but no message mentions JSON, so the request is rejected or the answer never ends. Ask for a JSON object in the system message.',
			fixes: isBody(prompt, message) ? [addSentence(message.range.end)] : [],
		};
	},
};

/** Where JSON mode is switched on: as a parameter, or as the format of the answer. */
function jsonMode({ parameters, output }: Prompt): Located<unknown> | undefined {
	const mode = [...parameters].find(([name, { value }]) => parameterName(name) === 'response_format' && isJsonMode(value));
	return mode?.[1] ?? (memberOf(output?.value, 'format') === 'json_object' ? output : undefined);
}

/** A message that stands in data would need the quotes and indentation of that. */
function isBody({ frontMatter }: Prompt, { range }: Message): boolean {
	return frontMatter === undefined || range.start >= frontMatter.offset + frontMatter.text.length;
}

function addSentence(end: number): Fix {
	return {
		title: 'Add “Answer with one JSON object.”',
		safety: 'unsafe',
		edits: [{ range: { start: end, end }, newText: '\n\nAnswer with one JSON object.' }],
	};
}

function isJsonMode(value: unknown): boolean {
	return value === 'json_object' || memberOf(value, 'type') === 'json_object';
}
