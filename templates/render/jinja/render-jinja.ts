import { parseJinja } from '../../parse/jinja/parse-jinja.ts';
import { scanTemplate } from '../../parse/jinja/scan-template.ts';
import type { Problem } from '../../text/problem.ts';
import type { TemplateRequest } from '../template-request.ts';
import { Frame } from './frame.ts';
import { JinjaEngine } from './jinja-engine.ts';
import { TemplateLibrary } from './template-library.ts';
import { TemplateRunner } from './template-runner.ts';

/** Renders a Jinja2 template as an environment with default settings does, in a sandbox: values are data, and nothing else is in reach. */
export function renderJinja({ text, range, values, output, budget, missing, findTemplate, path }: TemplateRequest): readonly Problem[] {
	const { problems } = parseJinja(text, range);
	if (problems.length > 0) return problems;
	const { program } = scanTemplate(text.slice(0, range.end), range);
	const frame = new Frame(undefined);
	for (const [name, value] of values) frame.set(name, value);
	const engine = new JinjaEngine(budget, missing);
	const library = new TemplateLibrary((name, from) => findTemplate(name, from === '' ? path : from));
	new TemplateRunner({ engine, output, library }, { path: '', program }, new Frame(frame)).run();
	return [];
}
