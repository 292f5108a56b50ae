import type { TextRange } from '../../../base/text/text-range.ts';
import { memberOf } from '../../../base/member-of.ts';
import type { Message, Prompt } from '../prompt.ts';
import { fromNunjucks, renderTemplate } from '../../../../templates/api.ts';
import type {
	FindTemplate,
	MissingInput,
	MissingPolicy,
	RenderProblem,
	RenderedMessage,
	RenderedTemplate,
} from '../../../../templates/api.ts';

/** A prompt as a model would read it. */
export interface RenderedPrompt {
	readonly messages: readonly RenderedMessage[];
	/** The messages in one text, each below its role line; a single message that no marker opens stands alone. */
	readonly text: string;
	/** Why it could not be rendered to its end; empty when it was. */
	readonly problems: readonly RenderProblem[];
	/** Inputs that it needs and that have no value. */
	readonly missing: readonly MissingInput[];
}

export interface PromptRenderOptions {
	/** The values of the inputs, plain data. Nothing is added: see `sampleInputs`. */
	readonly values: ReadonlyMap<string, unknown>;
	readonly missing: MissingPolicy;
	/** Gives the templates that it includes: see `loadTemplateFiles`. By default there are none. */
	readonly findTemplate?: FindTemplate;
}

/**
 * Renders a prompt of any dialect with its own template language. Never throws; what goes wrong is a problem of `prompt.text`. The value of
 * an input never opens a message of its own.
 */
export function renderPrompt(prompt: Prompt, options: PromptRenderOptions): RenderedPrompt {
	const parts = isEmbedded(prompt)
		? prompt.messages.map(message => renderEmbedded(prompt, message, options))
		: [renderBody(prompt, options)];
	const messages = parts.flatMap(part => part.messages);
	return {
		messages,
		text: textOf(messages, prompt),
		problems: parts.flatMap(part => part.problems),
		missing: distinct(parts.flatMap(part => part.missing)),
	};
}

/** True when the texts of the prompt are values of YAML or JSON. */
function isEmbedded({ frontMatter, template }: Prompt): boolean {
	return (
		frontMatter !== undefined &&
		template.range.start < frontMatter.offset + frontMatter.text.length &&
		template.range.end > frontMatter.offset
	);
}

function renderBody(prompt: Prompt, options: PromptRenderOptions): RenderedTemplate {
	const { template, text, path, messages } = prompt;
	return renderTemplate(template.language, inItsWords(template, text), template.range, {
		...options,
		path,
		messages,
		escapesHtml: false,
	});
}

/** One message is read as YAML reads it, then rendered; a problem in it is shown where the message stands. */
function renderEmbedded(prompt: Prompt, message: Message, options: PromptRenderOptions): RenderedTemplate {
	const { template, path, dialect } = prompt;
	const { range, role } = message;
	const text = decodedText(prompt, range);
	const isTemplate = template.nodes.some(node => node.kind !== 'text' && node.range.start < range.end && node.range.end > range.start);
	const whole = { role, markerRange: undefined, range: { start: 0, end: text.length } };
	if (!isTemplate && template.language !== 'f-string')
		return { messages: [{ role, text: text.trim() }], text, problems: [], missing: [] };
	const rendered = renderTemplate(template.language, inItsWords(template, text), whole.range, {
		...options,
		path,
		messages: [whole],
		// LangChain’s Mustache and Semantic Kernel’s Handlebars write values as HTML shows them.
		escapesHtml: dialect === 'langchain' || dialect === 'semantic-kernel',
	});
	const toFile = placeIn(prompt, range, text);
	return {
		...rendered,
		problems: rendered.problems.map(problem => ({ ...problem, range: toFile(problem.range) })),
		missing: rendered.missing.map(input => ({ ...input, range: toFile(input.range) })),
	};
}

/** The text as its language is rendered: Nunjucks in the words of Jinja, each character at its place. */
function inItsWords({ isNunjucks }: Prompt['template'], text: string): string {
	return isNunjucks === true ? fromNunjucks(text) : text;
}

/** The text that a value of YAML stands for. */
function decodedText({ frontMatter, text }: Prompt, { start, end }: TextRange): string {
	const path = frontMatter?.pathAt(start).path ?? [];
	const value = path.reduce<unknown>(memberOf, frontMatter?.value);
	return typeof value === 'string' ? value : text.slice(start, end);
}

/** Offsets of the decoded text as those of the file: exact where both read the same, else the whole message. */
function placeIn({ text: file }: Prompt, message: TextRange, text: string): (range: TextRange) => TextRange {
	const content = text.trim();
	const indent = text.indexOf(content);
	const isSame = file.slice(message.start, message.end) === content;
	return ({ start, end }) => (isSame ? { start: message.start + start - indent, end: message.start + end - indent } : message);
}

function textOf(messages: readonly RenderedMessage[], prompt: Prompt): string {
	const [first, ...others] = messages;
	if (first === undefined) return '';
	const isMarked = others.length > 0 || prompt.messages.some(({ markerRange }) => markerRange !== undefined);
	return isMarked ? messages.map(({ role, text }) => `${role}:\n${text}\n`).join('\n') : `${first.text}\n`;
}

function distinct(inputs: readonly MissingInput[]): readonly MissingInput[] {
	return [...new Map(inputs.map(input => [input.name, input] as const).toReversed()).values()].toReversed();
}
