import type { TextRange } from '../../text/text-range.ts';
import type { Argument, Expression } from '../../tree/template-tree.ts';
import type { PathPart, PathRead } from './handlebars-tag.ts';
import { PathParser } from './path-parser.ts';
import type { ParsedPath } from './path-parser.ts';

/** How deep sub-expressions may nest, so that no walk over a tree runs out of stack. */
const greatestDepth = 50;

/** A helper or value and what it is given. */
export interface Call {
	/** What stands first; undefined in `{{a=b}}`, which is a dictionary. */
	readonly callee: ParsedPath | undefined;
	readonly arguments: readonly Argument[];
	readonly range: TextRange;
}

const noParameters: readonly PathPart[] = [];

/** Reads the content of a tag. The first thing Handlebars does not accept ends the reading and is `problem`. */
export class ExpressionParser extends PathParser {
	readonly reads: PathRead[] = [];
	#nesting = 0;

	/** `name argument … key=value …`, up to what is none of these. */
	parseCall(): Call {
		const { start } = this.current;
		const callee = this.#isHashPair() ? undefined : this.#parseOperand();
		const given: Argument[] = [];
		let end = callee?.expression.range.end ?? start;
		while (this.problem === undefined && (this.#isHashPair() || this.startsOperand())) {
			const argument = this.#isHashPair() ? this.#parseHashPair() : this.#parsePositional(given);
			given.push(argument);
			end = argument.range.end;
		}
		return { callee, arguments: given, range: { start, end } };
	}

	/** The value of a call, in the terms of the tree, and what it looks up. */
	expressionOfCall({ callee, arguments: given, range }: Call, isSubexpression: boolean): Expression {
		if (callee === undefined) {
			const entries = given.map(({ name = '', range: place, value }) => {
				const key = { kind: 'literal', range: { start: place.start, end: place.start + name.length }, value: name } as const;
				return { key, value };
			});
			return { kind: 'dictionary', range, entries };
		}
		const isCall = isSubexpression || given.length > 0;
		this.readCallee(callee, isCall);
		return isCall ? { kind: 'call', range, callee: callee.expression, arguments: given } : callee.expression;
	}

	/** `as |name …|`; empty when there are none. */
	parseBlockParameters(): readonly PathPart[] {
		if (!this.isAt('open-parameters')) return noParameters;
		this.advance();
		const parameters: PathPart[] = [];
		while (this.isAt('id')) parameters.push(this.takePart());
		if (parameters.length === 0) this.fail('`as |` needs at least one name. Add one, as in `as |item|`.');
		else if (!this.isAt('pipe')) this.fail('The names after `as |` are never closed. Add `|` after the last one.');
		else this.advance();
		return parameters;
	}

	/** Notes that `callee` is looked up, as a helper first. */
	readCallee(callee: ParsedPath, isCall: boolean): void {
		const { read } = callee;
		if (read === undefined) return;
		const isSimple = read.depth === 0 && read.attributes.length === 0 && read.head !== undefined && !read.isScoped;
		const role = isSimple && read.role === 'value' ? (isCall ? 'helper' : 'mention') : read.role;
		this.reads.push(role === read.role ? read : { ...read, role });
	}

	#parsePositional(before: readonly Argument[]): Argument {
		if (before.at(-1)?.name !== undefined) this.fail('A value without a name cannot follow `key=value`. Move it before that.');
		const { expression, read } = this.#parseOperand();
		if (read !== undefined) this.reads.push(read);
		return { range: expression.range, name: undefined, spread: undefined, value: expression };
	}

	#isHashPair(): boolean {
		return this.isAt('id') && this.following.type === 'equals';
	}

	#parseHashPair(): Argument {
		const { name, range } = this.takePart();
		this.advance();
		if (!this.startsOperand()) {
			this.fail(`\`${name}=\` needs a value. Add it after the equals sign.`);
			const value = { kind: 'missing', range: { start: this.previousEnd, end: this.previousEnd } } as const;
			return { range: { start: range.start, end: this.previousEnd }, name, spread: undefined, value };
		}
		const { expression, read } = this.#parseOperand();
		if (read !== undefined) this.reads.push(read);
		return { range: { start: range.start, end: expression.range.end }, name, spread: undefined, value: expression };
	}

	/** A path, a literal or a sub-expression, which may be the start of a path. */
	#parseOperand(): ParsedPath {
		if (!this.isAt('open-expression')) return this.parseSimple();
		const { start } = this.current;
		this.advance();
		const expression = this.#parseSubexpression(start);
		return this.isAt('separator') ? this.parsePathOf(expression) : { expression, read: undefined, key: 'undefined' };
	}

	#parseSubexpression(start: number): Expression {
		if (this.#nesting >= greatestDepth) {
			this.fail('Sub-expressions are nested too deeply here. Split them up.');
			return { kind: 'missing', range: { start, end: this.previousEnd } };
		}
		this.#nesting++;
		const call = this.parseCall();
		this.#nesting--;
		const isEmpty = call.callee === undefined && call.arguments.length === 0;
		const value = this.expressionOfCall(call, true);
		if (isEmpty) this.fail('These parentheses are empty. Add the helper to call.');
		else if (!this.isAt('close-expression')) this.fail('`(` is not closed here. Add `)` after the last argument.');
		else this.advance();
		return { ...value, range: { start, end: this.previousEnd } };
	}
}
