import type { Argument, Expression } from '../../tree/template-tree.ts';
import { ArgumentOrder } from './argument-order.ts';
import { TokenCursor } from './token-cursor.ts';

/** How deep an expression may be. Jinja itself gives up earlier, with a RecursionError of Python. */
const greatestDepth = 200;
const greatestNesting = 60;

const constants: ReadonlyMap<string, boolean | null> = new Map<string, boolean | null>([
	['true', true],
	['True', true],
	['false', false],
	['False', false],
	['none', null],
	['None', null],
]);

/** A name with dots, as filters and tests have. */
interface DottedName {
	readonly name: string;
	readonly nameRange: { readonly start: number; readonly end: number };
}

/**
 * Reads what operators work on: names, literals, brackets, and what follows them: `.name`, `[index]`, `(arguments)`, `|filter`,
 * `is test`. Follows `Parser.parse_primary` and below of Jinja 3.1, names included.
 */
export abstract class OperandParser extends TokenCursor {
	/** Depth of the expression that was read last. */
	protected depth = 0;
	#nesting = 0;

	abstract parseExpression(): Expression;

	/** Elements separated by commas up to `)`; a single one without a comma stands for itself. */
	protected abstract parseParenthesised(): Expression;

	/** Runs `parse` one level deeper, unless the template nests without bound. */
	protected nested(parse: () => Expression): Expression {
		if (this.#nesting >= greatestNesting) return this.#tooDeep();
		this.#nesting++;
		const expression = parse();
		this.#nesting--;
		return expression;
	}

	/** Notes that the expression now read holds one of depth `depth` beside the one read last. */
	protected deepen(depth: number): void {
		this.depth = Math.max(depth, this.depth) + 1;
		if (this.depth > greatestDepth && !this.hasFailed()) this.#tooDeep();
	}

	protected missing(): Expression {
		this.depth = 1;
		return { kind: 'missing', range: { start: this.previousEnd, end: this.previousEnd } };
	}

	protected parsePrimary(): Expression {
		const { type, value, start, end } = this.current;
		this.depth = 1;
		if (type === 'string') return this.#parseString();
		if (type === '(') return this.nested(() => this.#parseBracketed());
		if (type === '[') return this.nested(() => this.#parseList());
		if (type === '{') return this.nested(() => this.#parseDictionary());
		if (type === 'name' || type === 'integer' || type === 'float') {
			this.advance();
			return type === 'name' ? nameOrConstant(String(value), { start, end }) : { kind: 'literal', range: { start, end }, value };
		}
		this.failAtCurrent('a value is needed here. Write a name, a string, a number or a bracket.');
		return this.missing();
	}

	protected parsePostfix(operand: Expression): Expression {
		let expression = operand;
		for (;;) {
			if (this.at('.')) expression = this.#parseAttribute(expression);
			else if (this.at('[')) expression = this.#parseIndex(expression);
			else if (this.at('(')) expression = this.#parseCall(expression);
			else return expression;
		}
	}

	protected parseFiltersAndTests(operand: Expression): Expression {
		let expression = operand;
		for (;;) {
			if (this.at('|')) {
				this.advance();
				expression = this.parseFilter(expression);
			} else if (this.isWord('is')) expression = this.#parseTest(expression);
			else if (this.at('(')) expression = this.#parseCall(expression);
			else return expression;
		}
	}

	/** A filter behind its `|`. */
	protected parseFilter(operand: Expression): Expression {
		const depth = this.depth;
		const name = this.#parseDottedName('a filter name is needed. Add it after `|`.');
		const args = this.at('(') ? this.#parseArguments() : [];
		this.deepen(depth);
		return { kind: 'filter', range: this.#rangeFrom(operand), operand, ...name, arguments: args };
	}

	#parseString(): Expression {
		const { start } = this.current;
		let value = '';
		while (this.at('string')) value += String(this.advance().value);
		return { kind: 'literal', range: { start, end: this.previousEnd }, value };
	}

	#parseBracketed(): Expression {
		const { start } = this.advance();
		const inner = this.parseParenthesised();
		this.expect(')', 'the bracket is still open. Add `)`, or a comma between two values.');
		return inner.kind === 'tuple' ? { ...inner, range: { start, end: this.previousEnd } } : inner;
	}

	#parseList(): Expression {
		const { start } = this.advance();
		const items: Expression[] = [];
		let depth = 0;
		while (!this.at(']') && !this.hasFailed()) {
			if (items.length > 0) this.expect(',', 'the list is still open. Add `]`, or a comma between two items.');
			if (this.at(']') || this.hasFailed()) break;
			items.push(this.parseExpression());
			depth = Math.max(depth, this.depth);
		}
		this.expect(']', 'the list is still open. Add `]`.');
		this.depth = depth + 1;
		return { kind: 'list', range: { start, end: this.previousEnd }, items };
	}

	#parseDictionary(): Expression {
		const { start } = this.advance();
		const entries: { key: Expression; value: Expression }[] = [];
		let depth = 0;
		while (!this.at('}') && !this.hasFailed()) {
			if (entries.length > 0) this.expect(',', 'the dictionary is still open. Add `}`, or a comma between two entries.');
			if (this.at('}') || this.hasFailed()) break;
			const key = this.parseExpression();
			depth = Math.max(depth, this.depth);
			this.expect(':', 'a dictionary has a value for each key. Write `key: value`.');
			const value = !this.hasFailed() ? this.parseExpression() : this.missing();
			depth = Math.max(depth, this.depth);
			entries.push({ key, value });
		}
		this.expect('}', 'the dictionary is still open. Add `}`.');
		this.depth = depth + 1;
		return { kind: 'dictionary', range: { start, end: this.previousEnd }, entries };
	}

	#parseAttribute(object: Expression): Expression {
		const depth = this.depth;
		this.advance();
		const { type, start, end, value } = this.current;
		const range = { start: object.range.start, end };
		if (type === 'name' || type === 'integer') this.advance();
		else this.failAtCurrent('a name must follow the dot. Write the attribute to read.');
		this.deepen(depth);
		if (type === 'integer') return { kind: 'index', range, object, index: { kind: 'literal', range: { start, end }, value } };
		if (type === 'name') return { kind: 'attribute', range, object, name: String(value), nameRange: { start, end } };
		const nameRange = { start: this.previousEnd, end: this.previousEnd };
		return { kind: 'attribute', range: this.#rangeFrom(object), object, name: '', nameRange };
	}

	#parseIndex(object: Expression): Expression {
		let depth = this.depth;
		const { start } = this.advance();
		const parts: Expression[] = [];
		while (!this.at(']') && !this.hasFailed()) {
			if (parts.length > 0) this.expect(',', 'the index is still open. Add `]`.');
			parts.push(this.nested(() => this.#parseIndexPart()));
			depth = Math.max(depth, this.depth);
		}
		this.expect(']', 'the index is still open. Add `]`.');
		const slice = parts.length > 1 ? parts.find(({ kind }) => kind === 'slice') : undefined;
		if (slice !== undefined) this.fail('An index cannot combine a slice with other values. Split them up.', slice.range);
		this.deepen(depth);
		const [first] = parts;
		const index: Expression =
			first !== undefined && parts.length === 1 ? first : { kind: 'tuple', range: { start, end: this.previousEnd }, items: parts };
		return { kind: 'index', range: this.#rangeFrom(object), object, index };
	}

	#parseIndexPart(): Expression {
		const { start } = this.current;
		const parts: Expression[] = [];
		const places: number[] = [];
		let depth = 0;
		let isSlice = false;
		for (let colons = 0; ; colons++) {
			if (!this.at(':') && !(isSlice && (this.at(']') || this.at(',')))) {
				parts.push(this.parseExpression());
				places.push(colons);
				depth = Math.max(depth, this.depth);
			}
			if (colons === 2 || !this.skip(':')) break;
			isSlice = true;
		}
		this.depth = depth;
		const [first] = parts;
		if (!isSlice && first !== undefined) return first;
		this.depth++;
		return { kind: 'slice', range: { start: Math.min(start, this.previousEnd), end: this.previousEnd }, parts, places };
	}

	#parseCall(callee: Expression): Expression {
		const depth = this.depth;
		const args = this.#parseArguments();
		this.deepen(depth);
		return { kind: 'call', range: this.#rangeFrom(callee), callee, arguments: args };
	}

	#parseTest(operand: Expression): Expression {
		const depth = this.depth;
		this.advance();
		const isNegated = this.skipWord('not');
		const name = this.#parseDottedName('a test name is needed. Add it after `is`.');
		const args = this.#parseTestArguments();
		this.deepen(depth);
		return { kind: 'test', range: this.#rangeFrom(operand), operand, ...name, arguments: args, isNegated };
	}

	/** A test may have one argument without brackets, `x is divisibleby 3`. Every word but these three can be its start. */
	#parseTestArguments(): readonly Argument[] {
		if (this.at('(')) return this.#parseArguments();
		const mayStart = ['name', 'string', 'integer', 'float', '[', '{'].includes(this.current.type);
		if (!mayStart || this.isWord('else') || this.isWord('or') || this.isWord('and')) return [];
		if (this.isWord('is')) {
			this.failAtCurrent('tests cannot follow each other. Connect them with `and`.');
			return [];
		}
		const value = this.parsePostfix(this.parsePrimary());
		return [{ range: value.range, name: undefined, spread: undefined, value }];
	}

	#parseDottedName(reason: string): DottedName {
		const first = this.expect('name', reason);
		if (first === undefined) return { name: '', nameRange: { start: this.previousEnd, end: this.previousEnd } };
		let name = String(first.value);
		while (this.skip('.')) {
			const part = this.expect('name', 'a name must follow the dot.');
			if (part !== undefined) name += `.${String(part.value)}`;
		}
		return { name, nameRange: { start: first.start, end: this.previousEnd } };
	}

	#parseArguments(): readonly Argument[] {
		const args: Argument[] = [];
		const order = new ArgumentOrder();
		let depth = 0;
		this.advance();
		while (!this.at(')') && !this.hasFailed()) {
			if (args.length > 0) this.expect(',', 'the arguments are still open. Add `)`, or a comma between two arguments.');
			if (this.at(')') || this.hasFailed()) break;
			args.push(this.#parseArgument(order));
			depth = Math.max(depth, this.depth);
		}
		this.expect(')', 'the arguments are still open. Add `)`.');
		this.depth = depth;
		return args;
	}

	#parseArgument(order: ArgumentOrder): Argument {
		const { type, start, end, value: word } = this.current;
		const spread = type === '*' || type === '**' ? type : undefined;
		const isNamed = type === 'name' && this.peek().type === '=';
		const name = isNamed ? String(word) : undefined;
		const problem = order.add(name, spread);
		if (problem !== undefined) this.fail(problem, { start, end });
		if (isNamed || spread !== undefined) this.advance();
		if (isNamed) this.advance();
		const value = !this.hasFailed() ? this.parseExpression() : this.missing();
		return { range: { start: Math.min(start, value.range.start), end: this.previousEnd }, name, spread, value };
	}

	#rangeFrom(expression: Expression): { start: number; end: number } {
		return { start: expression.range.start, end: this.previousEnd };
	}

	#tooDeep(): Expression {
		const { start, end } = this.current;
		this.fail('This expression is nested too deeply for Jinja. Split it up with `{% set %}`.', { start, end });
		return this.missing();
	}
}

function nameOrConstant(name: string, range: { start: number; end: number }): Expression {
	const constant = constants.get(name);
	return constant === undefined ? { kind: 'name', range, name } : { kind: 'literal', range, value: constant };
}
