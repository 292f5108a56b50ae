import type { Expression } from '../../tree/template-tree.ts';
import type { PathPart, PathRead } from './handlebars-tag.ts';
import type { Token } from './tag-lexer.ts';
import { TokenReader } from './token-reader.ts';

/** A path or a literal. */
export interface ParsedPath {
	readonly expression: Expression;
	/** What it looks up; undefined for a literal, and for the value of a sub-expression. */
	readonly read: PathRead | undefined;
	/** Equal for two of them when Handlebars takes one for the other, as it does for the name of a block and of its end. */
	readonly key: string;
}

const noParts: readonly PathPart[] = [];
const operandStarts: ReadonlySet<Token['type']> = new Set(['id', 'data', 'string', 'literal', 'open-expression']);

/** Reads paths such as `../user.[first name]`, `@index` and `this`, and literals. */
export class PathParser extends TokenReader {
	startsOperand(): boolean {
		return operandStarts.has(this.current.type);
	}

	/** Everything but a sub-expression. */
	parseSimple(): ParsedPath {
		const { type, text, start, end } = this.current;
		const range = { start, end };
		if (type === 'string') {
			this.advance();
			const quote = text.charAt(0);
			const value = text.slice(1, -1).replaceAll(`\\${quote}`, quote);
			return { expression: { kind: 'literal', range, value }, read: undefined, key: `path:${value}` };
		}
		if (type === 'literal') {
			this.advance();
			return { expression: { kind: 'literal', range, value: literalValue(text) }, read: undefined, key: literalKey(text) };
		}
		if (type === 'data') {
			this.advance();
			return this.#parsePath(start, true);
		}
		if (type === 'id') return this.#parsePath(start, false);
		this.fail('This tag needs a name or a value. Add it, or remove the tag.');
		const { previousEnd } = this;
		return { expression: { kind: 'missing', range: { start: previousEnd, end: previousEnd } }, read: undefined, key: 'undefined' };
	}

	/** The names behind a sub-expression, `(lookup a b).c`. */
	parsePathOf(object: Expression): ParsedPath {
		let expression = object;
		let key = 'path:undefined.';
		while (this.isAt('separator')) {
			const separator = this.current.text;
			this.advance();
			if (!this.#expectName()) break;
			const isFirst = expression === object;
			const part = this.#takeStep(!isFirst, separator);
			expression = attribute(expression, part);
			key += written(separator) + part.name;
		}
		return { expression, read: undefined, key };
	}

	/** A word, or a segment in brackets. */
	takePart(): PathPart {
		const { text, start, end } = this.current;
		const outerRange = { start, end };
		this.advance();
		if (!text.startsWith('[')) return { name: text, range: outerRange, outerRange };
		return { name: text.slice(1, -1), range: { start: start + 1, end: end - 1 }, outerRange };
	}

	#parsePath(start: number, isData: boolean): ParsedPath {
		const names: PathPart[] = [];
		let depth = 0;
		let isScoped = false;
		let scopeEnd = start;
		let key = isData ? '@' : '';
		for (let separator = ''; this.#expectName();) {
			const { text } = this.current;
			const isStep = text === '..' || text === '.' || text === 'this';
			const part = this.#takeStep(names.length > 0, separator);
			key += written(separator) + part.name;
			if (!isStep) names.push(part);
			else if (names.length === 0) {
				if (text === '..') depth++;
				isScoped = true;
				scopeEnd = part.range.end;
			}
			if (!this.isAt('separator')) break;
			separator = this.current.text;
			this.advance();
		}
		const [head] = names;
		const attributes = names.length > 1 ? names.slice(1) : noParts;
		const read = { role: isData ? 'data' : 'value', depth, isScoped, head, attributes } as const;
		return { expression: this.#expressionOf(start, scopeEnd, names, isData), read, key: `path:${key}` };
	}

	#expectName(): boolean {
		if (this.isAt('id')) return true;
		this.fail('This path lacks a name. Add it, or remove the separator.');
		return false;
	}

	/** A part of a path. `this` and `..` cannot follow a name. */
	#takeStep(followsName: boolean, separator: string): PathPart {
		const { text } = this.current;
		if (followsName && (text === '..' || text === '.' || text === 'this')) {
			this.fail(`\`${text}\` cannot follow a name in a path. Write it first, or \`[${text}]\` for a member of that name.`);
		}
		const part = this.takePart();
		if (separator !== '.#') return part;
		// The sign of a private member is a part of its name, and stands at once before it.
		const range = { start: part.outerRange.start - 1, end: part.range.end };
		return { name: this.slice(range.start, range.end), range, outerRange: { ...range, end: part.outerRange.end } };
	}

	/** `../a.b` is the attribute `b` of the attribute `a` of `..`, `a.b` that of the name `a`, `@a.b` that of the name `@a`. */
	#expressionOf(start: number, scopeEnd: number, names: readonly PathPart[], isData: boolean): Expression {
		const [head] = names;
		if (scopeEnd > start) {
			const scope: Expression = { kind: 'name', range: { start, end: scopeEnd }, name: this.slice(start, scopeEnd) };
			return names.reduce(attribute, scope);
		}
		if (head === undefined) return { kind: 'missing', range: { start, end: Math.max(start, this.previousEnd) } };
		const root: Expression = {
			kind: 'name',
			range: isData ? { start, end: head.outerRange.end } : head.outerRange,
			name: isData ? `@${head.name}` : head.name,
		};
		return names.length === 1 ? root : names.slice(1).reduce(attribute, root);
	}
}

function attribute(object: Expression, { name, range, outerRange }: PathPart): Expression {
	return { kind: 'attribute', range: { start: object.range.start, end: outerRange.end }, object, name, nameRange: range };
}

/** The sign of a private member is already a part of its name. */
function written(separator: string): string {
	return separator === '.#' ? '.' : separator;
}

function literalValue(text: string): string | number | boolean | null {
	if (text === 'true' || text === 'false') return text === 'true';
	return text === 'undefined' || text === 'null' ? null : Number(text);
}

function literalKey(text: string): string {
	if (text === 'undefined') return 'undefined';
	return `literal:${String(literalValue(text))}`;
}
