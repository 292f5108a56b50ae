import type { DialectOverrides } from '../../core/formats/prompt/dialects/parts/dialect-overrides.ts';
import { parsePrompt } from '../../core/formats/prompt/parse-prompt.ts';
import type { Located } from '../../core/formats/prompt/prompt.ts';
import type { TextRange } from '../../core/base/text/text-range.ts';

/** What was read of a prompt file, in words that are cut out of the file wherever there is a range. */
export interface PromptOutline {
	readonly dialect: string;
	readonly name: string;
	readonly version: string | undefined;
	/** The words of the file at the ranges of description and model. */
	readonly description: string | undefined;
	readonly model: string | undefined;
	/** `temperature: 0.2`, the value cut out of the file. */
	readonly parameters: readonly string[];
	/** `name: type`, with `?` behind the name of an optional one; the name cut out of the file. */
	readonly inputs: readonly string[];
	readonly declaresInputs: boolean;
	readonly output: unknown;
	readonly language: string;
	/** `role: text`, the text cut out of the file. */
	readonly messages: readonly string[];
	/** Names the template reads from the caller, cut out of the file. */
	readonly reads: readonly string[];
	/** `code: words`. */
	readonly problems: readonly string[];
}

/** Reads a file as a prompt and outlines what came out. */
export function outlinePrompt(path: string, text: string, overrides?: DialectOverrides): PromptOutline {
	const prompt = parsePrompt(path, text, overrides);
	const words = ({ start, end }: TextRange): string => text.slice(start, end);
	const located = (part: Located<unknown> | undefined): string | undefined => part && words(part.range);
	return {
		dialect: prompt.dialect,
		name: prompt.name.value,
		version: prompt.version?.value,
		description: located(prompt.description),
		model: located(prompt.model),
		parameters: [...prompt.parameters].map(([name, { range }]) => `${name}: ${words(range)}`),
		inputs: prompt.inputs.map(({ nameRange, isRequired, type }) => `${words(nameRange)}${isRequired ? '' : '?'}: ${type ?? '-'}`),
		declaresInputs: prompt.declaresInputs,
		output: prompt.output?.value,
		language: prompt.template.language,
		messages: prompt.messages.map(({ role, range }) => `${role}: ${words(range)}`),
		reads: prompt.template.uses.filter(use => use.definition === undefined).map(use => words(use.range)),
		problems: prompt.problems.map(({ code, range }) => `${code}: ${words(range)}`),
	};
}
