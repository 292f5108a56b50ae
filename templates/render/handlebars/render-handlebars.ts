import type { Problem } from '../../text/problem.ts';
import { scanHandlebars } from '../../parse/handlebars/scan-handlebars.ts';
import { Dictionary } from '../../python/value.ts';
import type { TemplateRequest } from '../template-request.ts';
import { HandlebarsRunner } from './handlebars-runner.ts';

/**
 * Renders a Handlebars template with the helpers of Handlebars and of dotprompt. Values are data, only own members can be read, and helpers
 * of the host are not known.
 */
export function renderHandlebars(request: TemplateRequest): readonly Problem[] {
	const { text, range, values } = request;
	const program = scanHandlebars(text.slice(0, range.end), range);
	if (program.problems.length > 0) return program.problems;
	const context = new Dictionary(values);
	const data = { values: new Map([['root', context] as const]), outer: undefined };
	new HandlebarsRunner(request, { text: text.slice(0, range.end), path: '', program }).run(program.nodes, {
		context,
		outer: undefined,
		data,
		parameters: new Map(),
	});
	return [];
}
