import { parseYaml } from '../../../base/yaml/parse-yaml.ts';
import type { YamlSource } from '../../../base/yaml/yaml-source.ts';
import { literalTexts } from '../literal-text.ts';
import type { Message, Prompt } from '../prompt.ts';

/** An answer in JSON that the prompt shows the model. */
export interface AnswerExample {
	readonly message: Message;
	readonly value: unknown;
	/** The JSON with a place for everything in it. */
	readonly source: YamlSource;
}

/** What the model is shown to have answered: each assistant message that is JSON, alone or in one code block. */
export function answerExamples(prompt: Prompt): readonly AnswerExample[] {
	return literalAnswers(prompt).flatMap(message => {
		const { start, end } = message.range;
		const content = prompt.text.slice(start, end);
		const fence = /^```(?:json)?[ \t]*\r?\n([^]*?)\r?\n[ \t]*```$/i.exec(content);
		const json = fence?.[1] ?? content;
		const value = parseJson(json);
		if (value === undefined) return [];
		return [{ message, value, source: parseYaml(json, { offset: start + content.indexOf(json) }) }];
	});
}

/** The assistant messages without any tag: with one, nobody knows what will stand there. */
export function literalAnswers(prompt: Prompt): readonly Message[] {
	const pieces = literalTexts(prompt);
	return prompt.messages.filter(({ role, range }) => {
		const whole = pieces.some(piece => piece.range.start === range.start && piece.range.end === range.end && !piece.isConditional);
		return role === 'assistant' && whole;
	});
}

/** Objects and lists only: a word such as `yes` is no JSON to anybody, though `true` would be. */
function parseJson(text: string): unknown {
	if (!/^\s*[[{]/.test(text)) return undefined;
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
