import type { JinjaStatement, StatementOf } from '../../parse/jinja/statement/jinja-statement.ts';
import type { BlockNode, Expression, TagNode, TemplateNode } from '../../tree/template-tree.ts';
import type { TextRange } from '../../text/text-range.ts';
import { isTrue } from '../../python/collection.ts';
import { Callable, Members, Undefined, valueOr } from '../../python/value.ts';
import type { Value } from '../../python/value.ts';
import { RenderError } from '../render-error.ts';
import { assignTarget } from './assign-target.ts';
import { blocksIn, BlockTable } from './block-table.ts';
import { ExpressionEvaluator } from './evaluate-expression.ts';
import { Frame } from './frame.ts';
import { makeMacro } from './make-macro.ts';
import { printedRange } from './printed-range.ts';
import type { Completion, JinjaRendering, NodeRunner } from './node-runner.ts';
import { runLoop } from './run-loop.ts';
import { runTranslation } from './run-translation.ts';
import type { JinjaTemplate } from './template-library.ts';

/** Runs one template: prints its texts and values, and carries out its statements. */
export class TemplateRunner implements NodeRunner {
	readonly rendering: JinjaRendering;
	readonly #template: JinjaTemplate;
	readonly #evaluator: ExpressionEvaluator;
	readonly #blocks: BlockTable;
	readonly #top: Frame;
	/** The template that this one extends, from where it says so. */
	#parent: JinjaTemplate | undefined;

	constructor(rendering: JinjaRendering, template: JinjaTemplate, frame: Frame, blocks = new BlockTable()) {
		this.rendering = rendering;
		this.#template = template;
		this.#blocks = blocks;
		this.#top = frame;
		this.#evaluator = new ExpressionEvaluator(rendering.engine, template.program.text);
		for (const block of blocksIn(template.program.nodes)) this.#addBlock(block);
	}

	/** Runs the whole template, then the one it extends. */
	run(): void {
		const { nodes, range } = this.#template.program;
		this.#top.set('self', new Members('TemplateReference', name => this.#selfBlock(name)));
		this.runNodes(nodes, this.#top);
		const parent = this.#parent;
		if (parent === undefined) return;
		this.rendering.engine.budget.nested(() =>
			inOther(parent, range, () => new TemplateRunner(this.rendering, parent, new Frame(this.#top), this.#blocks).run()),
		);
	}

	runNodes(nodes: readonly TemplateNode[], frame: Frame): Completion {
		for (const node of nodes) {
			const completion = this.#runNode(node, frame);
			if (completion !== 'end') return completion;
		}
		return 'end';
	}

	evaluate(expression: Expression, frame: Frame, body?: Value): Value {
		return this.#evaluator.evaluate(expression, frame, body);
	}

	/** What nodes print, which is not printed. */
	capture(nodes: readonly TemplateNode[], frame: Frame): string {
		return this.rendering.output.capture(() => this.runNodes(nodes, frame));
	}

	#runNode(node: TemplateNode, frame: Frame): Completion {
		const { engine, output } = this.rendering;
		const { budget } = engine;
		budget.spend();
		switch (node.kind) {
			case 'text':
			case 'raw':
				if (this.#prints) this.#printSource(printedRange(node, this.#template.program));
				return 'end';
			case 'output': {
				const value = this.evaluate(node.expression, frame);
				if (this.#prints) budget.at(node.range, () => output.write(engine.print(value)));
				return 'end';
			}
			case 'tag':
				return this.#runTag(node, frame);
			case 'block':
				return this.#runBlock(node, frame);
			case 'comment':
			case 'error':
				return 'end';
		}
	}

	/** Only the prompt's own text has markers of messages. */
	#printSource(range: TextRange): void {
		const { output } = this.rendering;
		if (this.#template.path === '') output.writeSource(range, normaliseLineEnds);
		else output.write(normaliseLineEnds(this.#template.program.text.slice(range.start, range.end)));
	}

	/** False once the template has turned out to extend another: then only what it defines counts. */
	get #prints(): boolean {
		return this.#parent === undefined || this.rendering.output.isCapturing;
	}

	#runTag(tag: TagNode, frame: Frame): Completion {
		const statement = this.#statementOf(tag);
		if (tag.keyword === 'break' || tag.keyword === 'continue') return tag.keyword;
		if (statement?.kind === 'assign') assignTarget(statement.target, this.evaluate(statement.expressions[0] ?? nothing, frame), frame);
		else if (statement?.kind === 'reference') this.#refer(statement, tag, frame);
		else this.#runExpressions(tag, frame);
		return 'end';
	}

	/** `do` and `print`. */
	#runExpressions(tag: TagNode, frame: Frame): void {
		if (tag.keyword !== 'do' && tag.keyword !== 'print') return;
		for (const expression of tag.expressions) {
			const value = this.evaluate(expression, frame);
			if (tag.keyword === 'print' && this.#prints) this.rendering.output.write(this.rendering.engine.print(value));
		}
	}

	#runBlock(block: BlockNode, frame: Frame): Completion {
		const [opening] = block.branches;
		const statement = opening && this.#statementOf(opening.tag);
		if (opening === undefined || statement === undefined) return 'end';
		if (statement.kind === 'condition') return this.#runCondition(block, frame);
		return this.#runStatement(block, { statement, children: opening.children }, frame);
	}

	#runStatement(
		block: BlockNode,
		{ statement, children }: { readonly statement: JinjaStatement; readonly children: readonly TemplateNode[] },
		frame: Frame,
	): Completion {
		if (statement.kind === 'for') return runLoop(this, { block, statement, depth: 0 }, frame);
		if (statement.kind === 'with') return this.runNodes(children, this.#withFrame(statement, frame));
		if (statement.kind === 'macro') this.#defineMacro(statement, children, frame);
		else if (statement.kind === 'call') this.#runCall(statement, children, frame);
		else if (statement.kind === 'block') this.#runTemplateBlock(statement, frame);
		else if (statement.kind === 'trans') runTranslation(this, { block, statement, text: this.#template.program.text }, frame);
		else if (statement.kind === 'capture' || statement.kind === 'filter') this.#runCaptured(statement, children, frame);
		else return this.runNodes(children, new Frame(frame));
		return 'end';
	}

	/** `{% filter %}`, and `{% set %}` with a body. */
	#runCaptured(statement: JinjaStatement, children: readonly TemplateNode[], frame: Frame): void {
		const text = this.capture(children, new Frame(frame));
		const [filter] = statement.expressions;
		const value = filter === undefined ? text : this.evaluate(filter, frame, text);
		if (statement.kind === 'capture') assignTarget(statement.target, value, frame);
		else if (this.#prints) this.rendering.output.write(this.rendering.engine.print(value));
	}

	#defineMacro(statement: StatementOf<'macro'>, children: readonly TemplateNode[], frame: Frame): void {
		if (statement.name === undefined) return;
		const { name } = statement.name;
		frame.set(name, this.#macro(name, statement, { children, frame }));
	}

	#runCondition({ branches }: BlockNode, frame: Frame): Completion {
		const branch = branches.find(
			({ tag }) => tag.keyword === 'else' || tag.expressions.some(test => isTrue(this.evaluate(test, frame))),
		);
		return branch === undefined ? 'end' : this.runNodes(branch.children, frame);
	}

	/** The values are looked up in the frame around, all of them before any gets its name. */
	#withFrame({ targets, expressions }: StatementOf<'with'>, frame: Frame): Frame {
		const inner = new Frame(frame);
		const values = expressions.map(expression => this.evaluate(expression, frame));
		for (const [index, target] of targets.entries()) assignTarget(target, values[index] ?? null, inner);
		return inner;
	}

	#macro(
		name: string,
		{ parameters }: StatementOf<'macro' | 'call'>,
		{ children, frame }: { readonly children: readonly TemplateNode[]; readonly frame: Frame },
	): Callable {
		return makeMacro({
			name,
			parameters,
			body: children,
			frame,
			evaluate: (expression, inner) => this.evaluate(expression, inner),
			run: (nodes, inner) => this.capture(nodes, inner),
		});
	}

	#runCall(statement: StatementOf<'call'>, children: readonly TemplateNode[], frame: Frame): void {
		const { call } = statement;
		if (call.kind !== 'call') return;
		const caller = new Frame(frame);
		const name = '\0caller';
		caller.set(name, this.#macro('caller', statement, { children, frame }));
		const value: Expression = { kind: 'name', range: call.range, name };
		const argument = { range: call.range, name: 'caller', spread: undefined, value };
		const printed = this.evaluate({ ...call, arguments: [...call.arguments, argument] }, caller);
		if (this.#prints) this.rendering.output.write(this.rendering.engine.print(printed));
	}

	#addBlock(block: BlockNode): void {
		const [opening] = block.branches;
		const statement = opening && this.#statementOf(opening.tag);
		if (opening === undefined || statement?.kind !== 'block' || statement.name === undefined) return;
		const { name } = statement;
		this.#blocks.add(name, {
			run: (frame, level) => {
				const inner = new Frame(frame);
				inner.set('super', new Callable(`block ${name}`, () => this.#captureBlock(name, level + 1)));
				this.runNodes(opening.children, inner);
			},
		});
	}

	#runTemplateBlock({ name = '', isScoped }: StatementOf<'block'>, frame: Frame): void {
		if (!this.#prints) return;
		this.rendering.engine.budget.nested(() => this.#blocks.get(name, 0)?.run(isScoped ? frame : this.#top, 0));
	}

	#captureBlock(name: string, level: number): Value {
		const body = this.#blocks.get(name, level);
		if (body === undefined)
			throw new RenderError(`No parent template has a block \`${name}\`, so \`super()\` has nothing to call. Remove the call.`);
		return this.rendering.output.capture(() => body.run(this.#top, level));
	}

	#selfBlock(name: string): Value | undefined {
		return this.#blocks.get(name, 0) === undefined ? undefined : new Callable(`block ${name}`, () => this.#captureBlock(name, 0));
	}

	#refer(statement: StatementOf<'reference'>, tag: TagNode, frame: Frame): void {
		const other = this.#find(statement, frame);
		if (other === undefined) return;
		const { rendering } = this;
		if (statement.referenceKind === 'extends') {
			if (this.#parent !== undefined)
				throw new RenderError('A template can extend only one other template. Remove one of the tags.', tag.range);
			this.#parent = other;
			return;
		}
		const isInclude = statement.referenceKind === 'include';
		const inner = new Frame((statement.withContext ?? isInclude) ? frame : undefined);
		const runOther = (): void => inOther(other, tag.range, () => new TemplateRunner(rendering, other, inner).run());
		rendering.engine.budget.nested(() => {
			if (!isInclude) rendering.output.capture(runOther);
			else if (this.#prints) runOther();
		});
		if (isInclude) return;
		const { targets, importedNames } = statement;
		const [whole] = targets;
		if (importedNames.length === 0) {
			if (whole !== undefined) frame.set(whole.name, new Members(`TemplateModule '${other.path}'`, name => inner.own(name)));
			return;
		}
		for (const [index, { name }] of targets.entries()) {
			const wanted = importedNames[index] ?? name;
			frame.set(name, valueOr(inner.own(wanted), new Undefined(`${other.path} does not define \`${wanted}\``)));
		}
	}

	#find({ template, ignoresMissing }: StatementOf<'reference'>, frame: Frame): JinjaTemplate | undefined {
		const value = this.evaluate(template, frame);
		const names = Array.isArray(value) ? value : [value];
		for (const name of names) {
			const found = typeof name === 'string' ? this.rendering.library.get(name, this.#template.path) : undefined;
			if (found !== undefined) return found;
		}
		if (ignoresMissing) return undefined;
		const words = names.map(name => `\`${this.rendering.engine.print(name)}\``).join(' and ');
		throw new RenderError(`The workspace has no template ${words}. Correct the path, or add \`ignore missing\`.`, template.range);
	}

	#statementOf(tag: TagNode): JinjaStatement | undefined {
		return this.#template.program.statements.get(tag);
	}
}

const nothing: Expression = { kind: 'missing', range: { start: 0, end: 0 } };

function normaliseLineEnds(text: string): string {
	return text.replace(/\r\n?/g, '\n');
}

/** What goes wrong in another file is shown where this one names it. */
function inOther(other: JinjaTemplate, range: TagNode['range'], work: () => void): void {
	try {
		work();
	} catch (error) {
		throw error instanceof RenderError ? new RenderError(`In ${other.path}: ${error.message}`, range) : error;
	}
}
