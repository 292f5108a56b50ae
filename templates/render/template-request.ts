import type { Problem } from '../text/problem.ts';
import type { TextRange } from '../text/text-range.ts';
import type { MissingInputs } from './missing-inputs.ts';
import type { Value } from '../python/value.ts';
import type { RenderBudget } from './render-budget.ts';
import type { RenderOutput } from './render-output.ts';
import type { FindTemplate } from './template-source.ts';

/** What the renderer of a language gets. */
export interface TemplateRequest {
	/** The file; the template stands in `range`. */
	readonly text: string;
	readonly range: TextRange;
	/** Where the file is, from which other templates are named. */
	readonly path: string;
	readonly values: ReadonlyMap<string, Value>;
	readonly output: RenderOutput;
	readonly budget: RenderBudget;
	readonly missing: MissingInputs;
	readonly findTemplate: FindTemplate;
	/** True for the hosts of Mustache and Handlebars that write values as HTML shows them, `&` as `&amp;`. */
	readonly escapesHtml: boolean;
}

/**
 * Prints a template to the output of the request. Gives the problems that keep it from being rendered at all; throws a `RenderError` for
 * one that turns up on the way.
 */
export type TemplateRenderer = (request: TemplateRequest) => readonly Problem[];
