import type { TextRange } from '../../text/text-range.ts';
import { FlatTemplate } from '../../tree/flat-template.ts';
import type { Expression, TemplateTree } from '../../tree/template-tree.ts';
import { readField } from './read-field.ts';

const brace = /[{}]/g;

/**
 * Reads a template in the format of Python's `str.format`, which LangChain calls f-string: `{name}`, `{name.attribute[key]!r:>10}`, `{{`
 * and `}}` for braces. Parses the part of `text` inside `range`, all of it by default; offsets are those of `text`. Never throws, and
 * the time it takes grows with the length of the text and no faster.
 *
 * A template without problems is one that Python accepts. The other way round there are two exceptions: a field whose name no caller
 * would give, such as `{"a": 1}` or `{ a }`, and a field of more than 200 characters, are problems.
 * Source: Objects/stringlib/unicode_format.h of CPython 3.11. Checked against Python in test/differential.
 */
export function parseFString(text: string, range: TextRange = { start: 0, end: text.length }): TemplateTree {
	const template = new FlatTemplate('f-string', range);
	const part = text.slice(0, range.end);
	const literals: LiteralBrace[] = [];
	let position = range.start;
	for (;;) {
		brace.lastIndex = position;
		const start = brace.exec(part)?.index;
		if (start === undefined) return template.finish();
		position = closesLiteral(part, start, literals)
			? readClosingBrace(start, template, 'unescaped-literal-brace')
			: readBrace(part, start, template, literals);
	}
}

/** A brace that is a character of the text and still open: doubled as it should be, or not. */
type LiteralBrace = 'doubled' | 'single';

/**
 * True for a `}` that belongs to a literal `{` nobody doubled. Of `}}` each is one when two of those are open, as in
 * `{"a": {"b": 1}}`, which Python refuses anyway.
 */
function closesLiteral(text: string, start: number, literals: LiteralBrace[]): boolean {
	if (text.charAt(start) !== '}' || literals.at(-1) !== 'single') return false;
	if (text.charAt(start + 1) === '}' && literals.at(-2) !== 'single') return false;
	literals.pop();
	return true;
}

function readClosingBrace(start: number, template: FlatTemplate, code: 'template-syntax-error' | 'unescaped-literal-brace'): number {
	const range = { start, end: start + 1 };
	const message = 'A single `}` closes nothing here, so Python refuses the template. Write `}}` for the character itself.';
	template.report({ code, message, range, repair: { range, newText: '}}' } });
	template.add({ kind: 'error', range });
	return range.end;
}

/** Reads what starts with the brace at `start`; gives the offset behind it. */
function readBrace(text: string, start: number, template: FlatTemplate, literals: LiteralBrace[]): number {
	const character = text.charAt(start);
	if (text.charAt(start + 1) === character) {
		if (character === '{') literals.push('doubled');
		else literals.pop();
		return start + 2;
	}
	if (character === '}') return readClosingBrace(start, template, 'template-syntax-error');
	const { expressions, end, problem } = readField(text, start);
	const [value, ...nested] = expressions;
	const range = { start, end };
	if (problem !== undefined) template.report(problem);
	if (value === undefined) template.add({ kind: 'error', range });
	else template.addOutput(range, formatted(value, nested, range), problem === undefined);
	if (problem?.code === 'unescaped-literal-brace') literals.push('single');
	return end;
}

/** Fields inside the format are what the built-in function `format` would be given beside the value. */
function formatted(value: Expression, nested: readonly Expression[], { end }: TextRange): Expression {
	if (nested.length === 0) return value;
	const range = { start: value.range.start, end: end - 1 };
	const nameRange = { start: value.range.end, end: value.range.end };
	const given = nested.map(inner => ({ range: inner.range, name: undefined, spread: undefined, value: inner }));
	return { kind: 'filter', range, operand: value, name: 'format', nameRange, arguments: given };
}
