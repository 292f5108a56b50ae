import { parseJinja } from '../../parse/jinja/parse-jinja.ts';
import { scanTemplate } from '../../parse/jinja/scan-template.ts';
import type { JinjaProgram } from '../../parse/jinja/block-assembler.ts';
import type { FindTemplate } from '../template-source.ts';
import { RenderError } from '../render-error.ts';

/** A template that can run. */
export interface JinjaTemplate {
	/** The name messages call it by; empty for the prompt itself. */
	readonly path: string;
	readonly program: JinjaProgram;
}

/** The other templates of one rendering, each read once. */
export class TemplateLibrary {
	readonly #find: FindTemplate;
	readonly #known = new Map<string, JinjaTemplate>();

	constructor(find: FindTemplate) {
		this.#find = find;
	}

	/** The template called `name` in the template at `from`; undefined when there is none. */
	get(name: string, from: string): JinjaTemplate | undefined {
		const source = this.#find(name, from);
		if (source === undefined) return undefined;
		const known = this.#known.get(source.path);
		if (known !== undefined) return known;
		const range = { start: 0, end: source.text.length };
		const [problem] = parseJinja(source.text).problems;
		if (problem !== undefined) throw new RenderError(`${source.path} cannot be rendered: ${problem.message}`);
		const template = { path: source.path, program: scanTemplate(source.text, range).program };
		this.#known.set(source.path, template);
		return template;
	}
}
