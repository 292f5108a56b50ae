import type { TextRange } from '../text/text-range.ts';
import type { TemplateLanguage } from '../tree/template-tree.ts';
import { allRenderers } from './all-renderers.ts';
import { MissingInputs } from './missing-inputs.ts';
import type { MissingInput, MissingPolicy } from './missing-inputs.ts';
import { fromData } from '../python/from-data.ts';
import { RenderBudget } from './render-budget.ts';
import { RenderError } from './render-error.ts';
import { defaultRenderLimits } from './render-limits.ts';
import type { RenderLimits } from './render-limits.ts';
import { RenderOutput } from './render-output.ts';
import type { MessageMarker, RenderedMessage } from './render-output.ts';
import type { FindTemplate } from './template-source.ts';

/** What is to be rendered, and with what. */
export interface RenderOptions {
	/** The values of the inputs: plain data as JSON has it. Only own members are ever read. */
	readonly values: ReadonlyMap<string, unknown>;
	/** What an input without a value does. */
	readonly missing: MissingPolicy;
	/** Where the file is, for other templates it names. By default nowhere. */
	readonly path?: string;
	/** Gives the templates that it includes. By default there are none. */
	readonly findTemplate?: FindTemplate;
	/** The messages of the text, whose markers start a message; by default all of it is one. */
	readonly messages?: readonly MessageMarker[];
	/** True for a host of Mustache or Handlebars that escapes values for HTML. By default false. */
	readonly escapesHtml?: boolean;
	readonly limits?: RenderLimits;
}

/** Why a template could not be rendered, or not to its end. */
export interface RenderProblem {
	/** Three parts in one or two sentences: what, why, what to do. */
	readonly message: string;
	/** Offsets of the file. */
	readonly range: TextRange;
}

export interface RenderedTemplate {
	readonly messages: readonly RenderedMessage[];
	/** All that was printed, markers of messages left out, white space as it is. */
	readonly text: string;
	/** Empty when it was rendered to its end. What was printed until then is there all the same. */
	readonly problems: readonly RenderProblem[];
	/** Inputs that it needs and that have no value, in the order in which they were missed. */
	readonly missing: readonly MissingInput[];
}

/**
 * Renders the part of `text` inside `range`. Never throws and always ends: what goes wrong is a problem with the words to blame, and what
 * costs too much is stopped, by counting and not by a clock. Nothing of the template is evaluated as code, and values are copies of data,
 * so that there is no way from a template to anything else.
 */
export function renderTemplate(language: TemplateLanguage, text: string, range: TextRange, options: RenderOptions): RenderedTemplate {
	const { values, missing: policy, path = '', findTemplate = () => undefined, messages = [], escapesHtml = false } = options;
	const budget = new RenderBudget(options.limits ?? defaultRenderLimits, range);
	const output = new RenderOutput(text, messages, budget);
	const missing = new MissingInputs(policy);
	const data = new Map(Array.from(values, ([name, value]) => [name, fromData(value)] as const));
	const request = { text, range, path, values: data, output, budget, missing, findTemplate, escapesHtml };
	let problems: readonly RenderProblem[];
	try {
		problems = allRenderers[language](request).map(({ message, range: place }) => ({ message, range: place }));
	} catch (error) {
		problems = [problemOf(error, budget.place)];
	}
	return { messages: output.finish(), text: output.plainText(), problems, missing: missing.all };
}

function problemOf(error: unknown, place: TextRange): RenderProblem {
	if (error instanceof RenderError) return { message: error.message, range: error.range ?? place };
	// The stack is the one thing that is not counted; which step runs out of it depends on the machine.
	if (error instanceof RangeError) return { message: 'The template is nested too deeply to render. Split it up.', range: place };
	throw error;
}
