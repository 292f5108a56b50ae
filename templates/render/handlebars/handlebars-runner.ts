import { scanHandlebars } from '../../parse/handlebars/scan-handlebars.ts';
import type { HandlebarsProgram } from '../../parse/handlebars/handlebars-program.ts';
import type { HandlebarsTag } from '../../parse/handlebars/handlebars-tag.ts';
import type { BlockBranch, BlockNode, TemplateNode } from '../../tree/template-tree.ts';
import { Dictionary, Undefined, valueOr } from '../../python/value.ts';
import type { Value } from '../../python/value.ts';
import { RenderError } from '../render-error.ts';
import { escapedForHtml, scriptTextOf } from '../script-text.ts';
import type { TemplateRequest } from '../template-request.ts';
import { PathEvaluator } from './evaluate-path.ts';
import { conditionHelpers } from './handlebars-helpers.ts';
import { isFalsy, withContext, withData } from './handlebars-scope.ts';
import type { HandlebarsScope } from './handlebars-scope.ts';
import { HandlebarsTexts } from './handlebars-texts.ts';

/** A template that can run. */
export interface HandlebarsTemplate {
	readonly text: string;
	/** Empty for the prompt itself. */
	readonly path: string;
	readonly program: HandlebarsProgram;
}

/** Prints something in a scope; `partialBlock` is what `{{> @partial-block}}` stands for in it. */
type Body = (scope: HandlebarsScope, partialBlock?: Body) => void;
/** Partials that a template defines itself, by name. */
type InlinePartials = ReadonlyMap<string, Body>;

/** Runs the nodes of one template. */
export class HandlebarsRunner {
	readonly #request: TemplateRequest;
	readonly #template: HandlebarsTemplate;
	readonly #texts: HandlebarsTexts;
	readonly #paths: PathEvaluator;

	constructor(request: TemplateRequest, template: HandlebarsTemplate) {
		this.#request = request;
		this.#template = template;
		this.#texts = new HandlebarsTexts(template);
		this.#paths = new PathEvaluator(request, template.path === '');
	}

	/** Runs nodes that see `scope` and the inline partials `around`. For a body, `outside` is the scope that its block stands in. */
	run(nodes: readonly TemplateNode[], scope: HandlebarsScope, around: InlinePartials = new Map(), outside?: HandlebarsScope): void {
		const inline = this.#inlinePartials(nodes, { scope, outside }, around);
		for (const node of nodes) {
			this.#request.budget.spend();
			if (node.kind === 'text') this.#printText(node);
			else if (node.kind === 'raw')
				this.#request.output.write(this.#template.text.slice(node.contentRange.start, node.contentRange.end));
			else if (node.kind !== 'comment' && node.kind !== 'error')
				this.#request.budget.at(node.range, () => this.#runTag(node, scope, inline));
		}
	}

	#printText({ range }: TemplateNode): void {
		const { printed, unescape } = this.#texts.of(range);
		if (this.#template.path === '') this.#request.output.writeSource(printed, unescape);
		else this.#request.output.write(unescape(this.#template.text.slice(printed.start, printed.end)));
	}

	#runTag(
		node: Exclude<TemplateNode, { kind: 'text' | 'raw' | 'comment' | 'error' }>,
		scope: HandlebarsScope,
		inline: InlinePartials,
	): void {
		if (node.kind === 'block') {
			this.#runBlock(node, scope, inline);
			return;
		}
		const tag = this.#template.program.tags.get(node);
		if (tag?.kind === 'partial')
			this.#runIndented(() => this.#runPartial(tag, { scope, inline, fallback: undefined }), this.#texts.indentationOf(node));
		else if (tag?.kind === 'decorator')
			throw new RenderError('A decorator is a function of the host, so this cannot be rendered here.');
		else if (node.kind === 'output' && tag !== undefined) this.#print(tag, scope);
	}

	#print({ kind, subject, name }: HandlebarsTag, scope: HandlebarsScope): void {
		const { output, missing, budget, escapesHtml } = this.#request;
		const value = subject === undefined ? '' : this.#paths.valueOfOutput(subject, scope);
		const text = value instanceof Undefined && value.input !== undefined ? missing.textFor(value.input) : scriptTextOf(value, budget);
		const isEscaped =
			escapesHtml && kind === 'output' && name !== '' && !this.#template.text.startsWith('{{&', this.#request.budget.place.start);
		output.write(isEscaped ? escapedForHtml(text) : text);
	}

	/** Those that stand among the nodes. Their `../` leads to what is outside of the block they stand in; at the top it leads nowhere. */
	#inlinePartials(nodes: readonly TemplateNode[], { scope, outside }: Place, around: InlinePartials): InlinePartials {
		const definitions = nodes.flatMap(node => {
			const tag = node.kind === 'block' ? node.branches[0]?.tag : undefined;
			const inline = tag && this.#template.program.tags.get(tag);
			const branch = node.kind === 'block' ? node.branches[0] : undefined;
			const [name] = inline?.expressions ?? [];
			if (inline?.kind !== 'decorator-block' || branch === undefined || name?.kind !== 'literal') return [];
			return [[String(name.value), branch] as const];
		});
		if (definitions.length === 0) return around;
		const all = new Map(around);
		for (const [name, { children }] of definitions) {
			all.set(name, ({ context }, block) => {
				const inner =
					outside === undefined
						? { ...scope, context, outer: undefined }
						: withContext({ ...scope, context: outside.context, outer: outside.outer }, context);
				this.run(children, inner, block === undefined ? all : new Map([...all, ['@partial-block', block]]), outside);
			});
		}
		return all;
	}

	#runBlock({ branches }: BlockNode, scope: HandlebarsScope, inline: InlinePartials): void {
		const [opening, ...others] = branches;
		const tag = opening && this.#template.program.tags.get(opening.tag);
		if (opening === undefined || tag === undefined || tag.kind === 'decorator-block') return;
		const body: Body = inner => this.run(opening.children, inner, inline, scope);
		if (tag.kind === 'partial-block') {
			this.#runPartial(tag, {
				scope,
				inline: this.#inlinePartials(opening.children, { scope, outside: scope }, inline),
				fallback: body,
			});
			return;
		}
		const inverse: Body = inner => this.#runElse(others, inner, inline);
		if (tag.kind === 'inverted-block') this.#runHelper(tag, scope, { body: inverse, inverse: body });
		else this.#runHelper(tag, scope, { body, inverse });
	}

	/** `{{else}}`, or `{{else if x}}`, which is a block whose own `else` is what follows. */
	#runElse([branch, ...others]: readonly BlockBranch[], scope: HandlebarsScope, inline: InlinePartials): void {
		const tag = branch && this.#template.program.tags.get(branch.tag);
		if (branch === undefined || tag === undefined) return;
		const body: Body = inner => this.run(branch.children, inner, inline, scope);
		if (tag.kind !== 'else-chain') body(scope);
		else this.#runHelper(tag, scope, { body, inverse: inner => this.#runElse(others, inner, inline) });
	}

	#runHelper(tag: HandlebarsTag, scope: HandlebarsScope, { body, inverse }: Omit<Bodies, 'scope'>): void {
		const { name, subject } = tag;
		const condition = conditionHelpers.get(name);
		const isHelper = !scope.parameters.has(name) && (condition !== undefined || name === 'each' || name === 'with');
		if (!isHelper) {
			if (tag.hasArguments) throw new RenderError(this.#paths.unknownHelper(name));
			this.#runValue(tag, subject === undefined ? null : this.#paths.valueOf(subject, scope), { scope, body, inverse });
			return;
		}
		const call = this.#paths.callOf(tag.arguments, scope);
		if (call.positional.length === 0) throw new RenderError(`\`${name}\` needs a value. Write it after the name.`);
		if (condition !== undefined) (condition(call, isFalsy) ? body : inverse)(scope);
		else this.#runContext(tag, call.positional[0] ?? null, { scope, body, inverse });
	}

	/** `each` and `with`, whose body sees the members of a value. */
	#runContext(tag: HandlebarsTag, value: Value, { scope, body, inverse }: Bodies): void {
		if (tag.name === 'each') {
			if (value instanceof Undefined && value.input !== undefined) this.#request.missing.textFor(value.input);
			this.#runEach(tag, value, { scope, body, inverse });
		} else if (isFalsy(value) && value !== 0) inverse(scope);
		else body(withContext({ ...scope, parameters: parametersOf(tag, [value], scope) }, value));
	}

	/** `{{#name}}` of a value: a list is looped over, true prints the body, other values are its context. */
	#runValue(tag: HandlebarsTag, value: Value, { scope, body, inverse }: Bodies): void {
		if (value === true) body({ ...scope, parameters: parametersOf(tag, [value], scope) });
		else if (value === false || value === null || value instanceof Undefined) {
			if (value instanceof Undefined && value.input !== undefined && tag.kind === 'block') this.#request.missing.textFor(value.input);
			inverse(scope);
		} else if (!Array.isArray(value)) body(withContext({ ...scope, parameters: parametersOf(tag, [value], scope) }, value));
		else if (value.length === 0) inverse(scope);
		else this.#runEach(tag, value, { scope, body, inverse });
	}

	#runEach(tag: HandlebarsTag, value: Value, { scope, body, inverse }: Bodies): void {
		const entries: readonly (readonly [Value, Value])[] = Array.isArray(value)
			? value.map((item, index) => [index, item] as const)
			: value instanceof Dictionary
				? value.entries()
				: [];
		for (const [index, [key, item]] of entries.entries()) {
			this.#request.budget.spend();
			const inner = withContext({ ...scope, parameters: parametersOf(tag, [item, key], scope) }, item);
			body(
				withData(inner, [
					['key', key],
					['index', index],
					['first', index === 0],
					['last', index === entries.length - 1],
				]),
			);
		}
		if (entries.length === 0) inverse(scope);
	}

	/** A partial alone on an indented line has each of its lines indented. */
	#runIndented(print: () => void, indentation: string): void {
		if (indentation === '') print();
		else this.#request.output.write(this.#request.output.capture(print).replace(/^(?=[^])/gm, indentation));
	}

	#runPartial(tag: HandlebarsTag, { scope, inline, fallback }: PartialCall): void {
		const { budget } = this.#request;
		const name = this.#paths.partialName(tag, scope);
		const { positional, named } = this.#paths.callOf(tag.arguments, scope);
		const given = valueOr(positional[0], scope.context);
		const context = named.size > 0 ? new Dictionary([...(given instanceof Dictionary ? given.entries() : []), ...named]) : given;
		const known = inline.get(name);
		if (known !== undefined) {
			budget.nested(() => known({ ...scope, context }, fallback));
			return;
		}
		const source = this.#request.findTemplate(name, this.#template.path === '' ? this.#request.path : this.#template.path);
		if (source === undefined) {
			if (fallback === undefined) throw new RenderError(`The workspace has no partial \`${name}\`. Correct its name.`);
			fallback(withContext(scope, context));
			return;
		}
		const range = { start: 0, end: source.text.length };
		const program = scanHandlebars(source.text, range);
		const [problem] = program.problems;
		if (problem !== undefined) throw new RenderError(`${source.path} cannot be rendered: ${problem.message}`);
		const around = new Map(inline);
		if (fallback !== undefined) around.set('@partial-block', fallback);
		budget.nested(() => {
			const runner = new HandlebarsRunner(this.#request, { text: source.text, path: source.path, program });
			runner.run(program.nodes, { context, outer: undefined, data: scope.data, parameters: new Map() }, around);
		});
	}
}

interface Place {
	readonly scope: HandlebarsScope;
	readonly outside: HandlebarsScope | undefined;
}

interface Bodies {
	readonly scope: HandlebarsScope;
	readonly body: Body;
	readonly inverse: Body;
}

interface PartialCall {
	readonly scope: HandlebarsScope;
	readonly inline: InlinePartials;
	/** The body of a partial block. */
	readonly fallback: Body | undefined;
}

function parametersOf(
	{ blockParameters }: HandlebarsTag,
	values: readonly Value[],
	{ parameters }: HandlebarsScope,
): HandlebarsScope['parameters'] {
	if (blockParameters.length === 0) return parameters;
	return new Map([...parameters, ...blockParameters.map(({ name }, index) => [name, values[index] ?? null] as const)]);
}
