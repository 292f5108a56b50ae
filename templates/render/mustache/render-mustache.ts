import type { Problem } from '../../text/problem.ts';
import type { TextRange } from '../../text/text-range.ts';
import { scanMustache } from '../../parse/mustache/scan-mustache.ts';
import type { MustacheProgram } from '../../parse/mustache/scan-mustache.ts';
import type { BlockNode, Expression, TagNode, TemplateNode } from '../../tree/template-tree.ts';
import { itemsIfAny, lengthOf } from '../../python/collection.ts';
import { Dictionary, numberOf, Undefined, valueOr } from '../../python/value.ts';
import type { Value } from '../../python/value.ts';
import { RenderError } from '../render-error.ts';
import { escapedForHtml, scriptTextOf } from '../script-text.ts';
import { linesWithoutTags } from '../standalone-tags.ts';
import type { TemplateRequest } from '../template-request.ts';
import { trimEndOf } from '../../text/trim-end-of.ts';

/**
 * Renders a Mustache template by the specification 1.4. Values are data: there are no lambdas, and names lead to own members only.
 * Source: github.com/mustache/spec.
 */
export function renderMustache(request: TemplateRequest): readonly Problem[] {
	const { text, range, values } = request;
	const program = scanMustache(text.slice(0, range.end), range);
	if (program.problems.length > 0) return program.problems;
	new MustacheRunner(request, { program, text, path: '', indentation: '' }).run(program.nodes, [new Dictionary(values)]);
	return [];
}

interface MustacheTemplate {
	readonly program: MustacheProgram;
	readonly text: string;
	/** Empty for the prompt itself. */
	readonly path: string;
	/** Stands before each line of a partial whose tag is alone on an indented line. */
	readonly indentation: string;
}

/** The values a name is looked for in, the innermost last. */
type Context = readonly Value[];

class MustacheRunner {
	readonly #request: TemplateRequest;
	readonly #template: MustacheTemplate;
	readonly #printed: (range: TextRange) => TextRange;
	readonly #standalone: ReadonlySet<TemplateNode>;
	#isLineStart = true;

	constructor(request: TemplateRequest, template: MustacheTemplate) {
		const { program, text, path } = template;
		this.#request = request;
		this.#template = template;
		const range = path === '' ? request.range : { start: 0, end: text.length };
		const lines = linesWithoutTags(text, range, program.nodes, { mayStandAlone: node => this.#standsAlone(node) });
		this.#printed = lines.printed;
		this.#standalone = lines.standalone;
	}

	run(nodes: readonly TemplateNode[], context: Context): void {
		for (const node of nodes) this.#runNode(node, context);
	}

	/** Every tag but a printed value may have a line of its own, which is then not printed. */
	#standsAlone(node: TemplateNode): boolean {
		return node.kind === 'comment' || node.kind === 'tag';
	}

	#runNode(node: TemplateNode, context: Context): void {
		const { budget } = this.#request;
		budget.spend();
		if (node.kind === 'text') this.#writeSource(this.#printed(node.range));
		else if (node.kind === 'output') budget.at(node.range, () => this.#print(node, node.expression, context));
		else if (node.kind === 'block') this.#runSection(node, context);
		else if (node.kind === 'tag' && this.#template.program.tags.get(node)?.sign === '>') this.#runPartial(node, context);
	}

	#writeSource(range: TextRange): void {
		const { text, path, indentation } = this.#template;
		if (path === '') {
			this.#request.output.writeSource(range);
			return;
		}
		const part = text.slice(range.start, range.end);
		if (part === '') return;
		this.#indent();
		this.#request.output.write(indentation === '' ? part : part.replace(/\n(?=[^])/g, `\n${indentation}`));
		this.#isLineStart = part.endsWith('\n');
	}

	#indent(): void {
		if (this.#isLineStart) this.#request.output.write(this.#template.indentation);
		this.#isLineStart = false;
	}

	#print(node: TemplateNode, expression: Expression, context: Context): void {
		const { output, budget, missing, escapesHtml } = this.#request;
		const value = this.#valueOf(expression, context);
		const text = value instanceof Undefined && value.input !== undefined ? missing.textFor(value.input) : scriptTextOf(value, budget);
		const isEscaped = escapesHtml && this.#template.program.tags.get(node)?.sign === '';
		this.#indent();
		output.write(isEscaped ? escapedForHtml(text) : text);
	}

	#runSection({ branches, range }: BlockNode, context: Context): void {
		const [branch] = branches;
		const expression = branch?.tag.expressions[0];
		if (branch === undefined || expression === undefined) return;
		const value = this.#valueOf(expression, context);
		this.#request.budget.at(range, () => {
			if (this.#template.program.invertedTags.has(branch.tag)) {
				if (isEmpty(value)) this.run(branch.children, context);
				return;
			}
			if (value instanceof Undefined && value.input !== undefined) this.#request.missing.textFor(value.input);
			if (isEmpty(value)) return;
			const items = Array.isArray(value) ? value : [value];
			for (const item of items) this.run(branch.children, [...context, item]);
		});
	}

	#runPartial(node: TagNode, context: Context): void {
		const request = this.#request;
		const name = this.#template.program.tags.get(node)?.content ?? '';
		const source = request.findTemplate(name, this.#template.path === '' ? request.path : this.#template.path);
		if (source === undefined) throw new RenderError(`The workspace has no template \`${name}\`. Correct its name.`, node.range);
		const program = scanMustache(source.text, { start: 0, end: source.text.length });
		const [problem] = program.problems;
		if (problem !== undefined) throw new RenderError(`${source.path} cannot be rendered: ${problem.message}`, node.range);
		const printed = this.#template.text.slice(0, node.range.start);
		const before = printed.slice(trimEndOf(printed, ' \t').length);
		const indentation = this.#template.indentation + (this.#standalone.has(node) ? before : '');
		request.budget.nested(() => {
			if (!this.#standalone.has(node)) this.#indent();
			const inner = new MustacheRunner(request, {
				program,
				text: source.text,
				path: source.path,
				indentation: this.#standalone.has(node) ? indentation : '',
			});
			request.budget.at(node.range, () => inner.run(program.nodes, context));
		});
		this.#isLineStart = this.#standalone.has(node);
	}

	/** The first part of a dotted name is looked for from the inside out, the others in what it gave. */
	#valueOf(expression: Expression, context: Context): Value {
		if (expression.kind === 'name') return expression.name === '.' ? (context.at(-1) ?? null) : this.#lookUp(expression, context);
		if (expression.kind !== 'attribute') return new Undefined('This place is empty');
		const object = this.#valueOf(expression.object, context);
		if (object instanceof Undefined) return object;
		return valueOr(memberOf(object, expression.name), new Undefined(`It has no \`${expression.name}\``));
	}

	#lookUp({ name, range }: Extract<Expression, { kind: 'name' }>, context: Context): Value {
		for (const value of context.toReversed()) {
			const member = memberOf(value, name);
			if (member !== undefined) return member;
		}
		const isInput = context.length === 1;
		return new Undefined(
			`\`${name}\` has no value`,
			isInput ? { name, range: this.#template.path === '' ? range : this.#request.budget.place } : undefined,
		);
	}
}

function isEmpty(value: Value): boolean {
	if (value === null || value === false || value instanceof Undefined) return true;
	return value === '' || numberOf(value) === 0 || (Array.isArray(value) && value.length === 0);
}

function memberOf(value: Value, name: string): Value | undefined {
	if (value instanceof Dictionary) return value.get(name);
	if (name === 'length' && (Array.isArray(value) || typeof value === 'string')) return lengthOf(value);
	return Array.isArray(value) && /^\d+$/.test(name) ? itemsIfAny(value)?.[Number(name)] : undefined;
}
