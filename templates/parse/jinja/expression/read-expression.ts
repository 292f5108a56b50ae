import type { Expression } from '../../../tree/template-tree.ts';
import { OperandParser } from './read-operand.ts';
import type { TokenType } from '../tokens/tag-lexer.ts';

/** How strongly each operator binds. All of them group to the left, `**` included: there Jinja differs from Python. */
const strengths: ReadonlyMap<TokenType, number> = new Map<TokenType, number>([
	['+', 1],
	['-', 1],
	['~', 2],
	['*', 3],
	['/', 3],
	['//', 3],
	['%', 3],
	['**', 4],
]);
const comparisons: ReadonlySet<TokenType> = new Set<TokenType>(['==', '!=', '<', '<=', '>', '>=']);

interface TupleOptions {
	/** False where a following `if` belongs to the statement, as in `for x in y if z`. */
	readonly allowsConditional?: boolean;
	/** What to do when there is no expression at all. */
	readonly emptyReason: string;
}

/** Reads expressions: operators over the operands of `OperandParser`, in the order of `Parser.parse_expression` of Jinja 3.1. */
export class ExpressionParser extends OperandParser {
	/** One expression. */
	override parseExpression(): Expression {
		return this.nested(() => this.#parseConditional());
	}

	/** One expression without a conditional around it: `a or b`, not `a if b`. */
	protected parseUnconditional(): Expression {
		return this.nested(() => this.#parseOr());
	}

	/** One expression, or several with commas between them, which are a tuple. */
	protected parseTuple({ allowsConditional = true, emptyReason }: TupleOptions): Expression {
		if (this.isTupleEnd()) {
			const { start, end } = this.current;
			this.fail(emptyReason, { start, end }, 'empty-expression');
			return this.missing();
		}
		return this.parseElements(() => (allowsConditional ? this.parseExpression() : this.parseUnconditional()));
	}

	/** Elements up to the end of the tag or `)`; a single one without a comma stands for itself. */
	protected parseElements(parseElement: () => Expression): Expression {
		const items: Expression[] = [];
		let depth = 0;
		let isTuple = false;
		while (!this.isTupleEnd()) {
			items.push(parseElement());
			depth = Math.max(depth, this.depth);
			if (!this.skip(',')) break;
			isTuple = true;
		}
		const [first] = items;
		if (first !== undefined && !isTuple) return first;
		this.depth = depth;
		this.deepen(0);
		return { kind: 'tuple', range: { start: first?.range.start ?? this.previousEnd, end: this.previousEnd }, items };
	}

	protected override parseParenthesised(): Expression {
		return this.parseElements(() => this.parseExpression());
	}

	protected isTupleEnd(): boolean {
		return this.at('end') || this.at(')');
	}

	#parseConditional(): Expression {
		let expression = this.#parseOr();
		while (this.isWord('if')) {
			let depth = this.depth;
			this.advance();
			const test = this.#parseOr();
			depth = Math.max(depth, this.depth);
			const otherwise = this.skipWord('else') ? this.nested(() => this.#parseConditional()) : undefined;
			this.deepen(depth);
			const range = { start: expression.range.start, end: this.previousEnd };
			expression = { kind: 'conditional', range, test, then: expression, otherwise };
		}
		return expression;
	}

	#parseOr(): Expression {
		let left = this.#parseAnd();
		while (this.skipWord('or')) left = this.#binary('or', left, () => this.#parseAnd());
		return left;
	}

	#parseAnd(): Expression {
		let left = this.#parseNot();
		while (this.skipWord('and')) left = this.#binary('and', left, () => this.#parseNot());
		return left;
	}

	#parseNot(): Expression {
		if (!this.isWord('not')) return this.#parseComparison();
		const { start } = this.advance();
		const operand = this.nested(() => this.#parseNot());
		this.deepen(0);
		return { kind: 'unary', range: { start, end: this.previousEnd }, operator: 'not', operand };
	}

	#parseComparison(): Expression {
		let left = this.#parseArithmetic(1);
		for (;;) {
			const operator = this.#comparisonOperator();
			if (operator === undefined) return left;
			left = this.#binary(operator, left, () => this.#parseArithmetic(1));
		}
	}

	#comparisonOperator(): string | undefined {
		if (comparisons.has(this.current.type)) return this.advance().type;
		if (this.skipWord('in')) return 'in';
		if (!this.isWord('not')) return undefined;
		const next = this.peek();
		if (next.type !== 'name' || next.value !== 'in') return undefined;
		this.advance();
		this.advance();
		return 'not in';
	}

	/** Operators that bind at least as strongly as `weakest`. */
	#parseArithmetic(weakest: number): Expression {
		let left = this.#parseUnary(true);
		for (;;) {
			const strength = strengths.get(this.current.type) ?? 0;
			if (strength < weakest) return left;
			const operator = this.advance().type;
			left = this.#binary(operator, left, () => this.#parseArithmetic(strength + 1));
		}
	}

	#binary(operator: string, left: Expression, parseRight: () => Expression): Expression {
		const depth = this.depth;
		const right = parseRight();
		this.deepen(depth);
		return { kind: 'binary', range: { start: left.range.start, end: this.previousEnd }, operator, left, right };
	}

	#parseUnary(withFilters: boolean): Expression {
		let expression: Expression;
		if (this.at('-') || this.at('+')) {
			const { start, type: operator } = this.advance();
			const operand = this.nested(() => this.#parseUnary(false));
			this.deepen(0);
			expression = { kind: 'unary', range: { start, end: this.previousEnd }, operator, operand };
		} else {
			expression = this.parsePostfix(this.parsePrimary());
		}
		return withFilters ? this.parseFiltersAndTests(expression) : expression;
	}
}
